import type { LocatedSchema } from '../../json-schema/model/schemas';
import type { MediaTypeSpec, Operation, ResponseSpec } from '../model/model';
import { isJson } from './media-types';

/**
 * The documented response for a status: the exact one, else its range (`4XX`), else `default` (OpenAPI 3.1, section
 * 4.8.16.1).
 *
 * @param status - an HTTP status, 100..599
 * @returns undefined when the operation documents nothing for it
 */
export function responseFor(operation: Pick<Operation, 'responses'>, status: number): ResponseSpec | undefined {
  const named = (name: string) => operation.responses.find((response) => response.status === name);
  return named(String(status)) ?? named(`${Math.floor(status / 100)}XX`) ?? named('default');
}

/**
 * The response of an operation's success: the lowest documented 2xx status, else `2XX`, else `default`, else the lowest
 * 3xx, else the first that is documented. So an operation that only redirects redirects. An interim status ends no request
 * (RFC 9110, section 15.2), so it is none of them.
 */
export function successResponse(operation: Pick<Operation, 'responses'>): ResponseSpec | undefined {
  const { responses } = operation;
  const lowest = (pattern: RegExp) =>
    responses.filter(({ status }) => pattern.test(status)).sort((a, b) => (a.status < b.status ? -1 : 1))[0];
  // A digit sorts before an X, so that an exact status comes before its range.
  return lowest(/^2/) ?? lowest(/^default$/) ?? lowest(/^3/) ?? responses.find(({ status }) => !status.startsWith('1'));
}

/**
 * The status that a documented response stands for: its own, the lowest of another range than 2XX, else the usual one.
 *
 * @param usual - the status of a success that the document leaves open
 * @example statusOf({ status: 'default' }, 201) // 201
 */
export function statusOf(response: Pick<ResponseSpec, 'status'> | undefined, usual = 200): number {
  const { status = 'default' } = response ?? {};
  if (/^\d{3}$/.test(status)) return Number(status);
  if (!/^[1345]XX$/.test(status)) return usual;
  return status === '3XX' ? 302 : Number(status[0]) * 100;
}

/**
 * True when an operation on an item makes it when there is none: a PUT that documents 201 (RFC 9110, section 9.3.4).
 */
export function createsMissing({ method, responses }: Pick<Operation, 'method' | 'responses'>): boolean {
  return method === 'put' && responses.some(({ status }) => status === '201');
}

/** The schema of the JSON body of an operation's success; undefined when it has none, or documents errors only. */
export function successBody(operation: Pick<Operation, 'responses'>): LocatedSchema | undefined {
  const response = successResponse(operation);
  return response === undefined || isError(response) ? undefined : jsonMediaType(response.mediaTypes)?.schema;
}

/** True for the response of an error: 4xx or 5xx. */
export function isError({ status }: Pick<ResponseSpec, 'status'>): boolean {
  return /^[45]/.test(status);
}

/** The first media type that is JSON or a wildcard under which JSON falls. */
export function jsonMediaType(mediaTypes: readonly MediaTypeSpec[]): MediaTypeSpec | undefined {
  return (
    mediaTypes.find(({ name }) => isJson(name)) ??
    mediaTypes.find(({ name }) => name === 'application/*' || name === '*/*')
  );
}
