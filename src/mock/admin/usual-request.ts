import type { MockRequest } from '../message';
import { ADMIN_PATH } from './with-admin';

const USUAL = `${ADMIN_PATH}/usual/`;

/**
 * What a request below `/__admin/usual/` asks of the document that is kept: the same, without anything that is switched on to
 * disturb apps. Whoever looks at the data of a world then neither uses up its rules nor fails by them.
 *
 * @returns undefined for every other request
 * @example usualRequest({ method: 'GET', path: '/__admin/usual/notes', query: '', headers: {} })?.path // '/notes'
 */
export function usualRequest(request: MockRequest): MockRequest | undefined {
  if (!request.path.startsWith(USUAL)) return undefined;
  return { ...request, path: request.path.slice(USUAL.length - 1), undisturbed: true };
}
