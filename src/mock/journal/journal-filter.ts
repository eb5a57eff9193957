import type { JsonValue } from '../../json-schema/model/json-schema';
import { isJsonObject, jsonValueOf } from '../../json-schema/model/json-value';
import type { Operation } from '../../openapi/model/model';
import type { MockRequest } from '../messages/message';
import { compilePathGlob } from '../messages/path-glob';
import type { JournalEntry } from './journal';

/** Conditions for exchanges; all that is given must hold. */
export interface JournalQuery {
  /** The id of the operation. */
  readonly operation?: string | undefined;
  /** In any case. */
  readonly method?: string | undefined;
  /** The path; `*` stands for anything within a segment, `**` for anything. */
  readonly path?: string | undefined;
  /** `404`, or a class: `4xx`. */
  readonly status?: string | undefined;
  /** Only later ones than this. */
  readonly after?: number | undefined;
  /** A value that the request's JSON body contains; an object may have more members. */
  readonly body?: JsonValue | undefined;
}

/**
 * Creates the test whether an exchange is one of those that are looked for.
 *
 * @param operationOf - finds the operation that a request is for
 */
export function createJournalFilter(
  query: JournalQuery,
  operationOf: (request: MockRequest) => Pick<Operation, 'id'> | undefined,
): (entry: JournalEntry) => boolean {
  const { operation, after = 0, body } = query;
  const method = query.method?.toUpperCase();
  const status = query.status?.toLowerCase();
  const path = query.path === undefined ? undefined : compilePathGlob(query.path);
  return ({ id, request, response }) =>
    id > after &&
    (method === undefined || request.method === method) &&
    (status === undefined ||
      status === String(response.status) ||
      status === `${Math.floor(response.status / 100)}xx`) &&
    (path?.(request.path) ?? true) &&
    (operation === undefined || operationOf(request)?.id === operation) &&
    (body === undefined || contains(bodyOf(request), body));
}

function bodyOf({ body }: MockRequest): JsonValue | undefined {
  return body && jsonValueOf(body);
}

/** Tells whether a value has everything that is expected of it: an object may have more members, all else must be the same. */
function contains(value: JsonValue | undefined, expected: JsonValue): boolean {
  if (Array.isArray(expected)) {
    if (!Array.isArray(value) || value.length !== expected.length) return false;
    return expected.every((item, index) => contains(value[index], item));
  }
  if (isJsonObject(expected)) {
    if (!isJsonObject(value)) return false;
    return Object.entries(expected).every(
      ([name, member]) => Object.hasOwn(value, name) && contains(value[name], member),
    );
  }
  return value === expected;
}
