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
 * The response of an operation's success: the lowest documented 2xx status, else `2XX`, else `default` where nothing
 * else is documented.
 */
export function successResponse(operation: Pick<Operation, 'responses'>): ResponseSpec | undefined {
  const { responses } = operation;
  const exact = responses.filter(({ status }) => /^2\d\d$/.test(status)).sort((a, b) => (a.status < b.status ? -1 : 1));
  const [only] = responses;
  return (
    exact[0] ??
    responses.find(({ status }) => status === '2XX') ??
    (responses.length === 1 && only?.status === 'default' ? only : undefined)
  );
}

/**
 * True when an operation on an item makes it when there is none: a PUT that documents 201 (RFC 9110, section 9.3.4).
 */
export function createsMissing({ method, responses }: Pick<Operation, 'method' | 'responses'>): boolean {
  return method === 'put' && responses.some(({ status }) => status === '201');
}

/** The schema of the JSON body of an operation's success; undefined when it has none. */
export function successBody(operation: Pick<Operation, 'responses'>): LocatedSchema | undefined {
  return jsonMediaType(successResponse(operation)?.mediaTypes ?? [])?.schema;
}

/** The first media type that is JSON or a wildcard under which JSON falls. */
export function jsonMediaType(mediaTypes: readonly MediaTypeSpec[]): MediaTypeSpec | undefined {
  return (
    mediaTypes.find(({ name }) => isJson(name)) ??
    mediaTypes.find(({ name }) => name === 'application/*' || name === '*/*')
  );
}
