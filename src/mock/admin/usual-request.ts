import type { MockRequest, MockResponse } from '../messages/message';
import { violationRow } from '../problems/problem-vocabulary';
import { ADMIN_PATH } from './with-admin';

const USUAL = `${ADMIN_PATH}/usual/`;

/**
 * What a request below `/__admin/usual/` asks of the document that is kept: the same, without anything that is switched on to
 * disturb apps. Whoever looks at the data of a session then neither uses up its rules nor fails by them.
 *
 * @returns undefined for every other request
 * @example usualRequest({ method: 'GET', path: '/__admin/usual/notes', query: '', headers: {} })?.path // '/notes'
 */
export function usualRequest(request: MockRequest): MockRequest | undefined {
  if (!request.path.startsWith(USUAL)) return undefined;
  return { ...request, path: request.path.slice(USUAL.length - 1), undisturbed: true };
}

/** The most violations that are told in a header: browsers and proxies limit how long one may be. */
const MOST = 20;

/**
 * Adds the violations in a header, as percent-encoded JSON: the body tells them as the document's errors do, which may be a
 * sentence, and the page has to find its fields.
 */
export function tellViolations(response: MockResponse): MockResponse {
  const { violations } = response;
  if (violations === undefined) return response;
  const told = encodeURIComponent(JSON.stringify(violations.slice(0, MOST).map(violationRow)));
  return { ...response, headers: { ...response.headers, 'mock-violations': told } };
}
