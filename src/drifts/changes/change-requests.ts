import type { JsonObject } from '../../json-schema/model/json-schema';
import { isJsonObject } from '../../json-schema/model/json-value';
import type { LocatedSchema, Schemas } from '../../json-schema/model/schemas';
import type { MockRequest } from '../../mock/messages/message';
import { isJson } from '../../openapi/operations/media-types';
import { jsonMediaType } from '../../openapi/operations/responses';
import type { FaultInjection, MatchedRequest } from './fault-injection';

/** Changes requests before a mock sees them. */
export function changeRequests(change: (request: MockRequest, matched: MatchedRequest) => MockRequest): FaultInjection {
  return { handle: (next, match) => async (request) => next(change(request, match(request))) };
}

/**
 * Changes what clients send before it is stored. Invalid bodies are left as they are, so that they are rejected as ever;
 * undefined leaves a valid one as it is.
 */
export function changeBodies(
  schemas: Schemas,
  change: (body: JsonObject, matched: MatchedRequest) => JsonObject | undefined,
): FaultInjection {
  return changeRequests((request, matched) => {
    const body = validBodyOf(schemas, matched);
    const changed = body === undefined ? undefined : change(body, matched);
    return changed === undefined ? request : withBody(request, changed);
  });
}

/** The JSON object that a request carries where the document takes it; undefined when it is none, or invalid. */
export function validBodyOf(schemas: Schemas, { request, operation }: MatchedRequest): JsonObject | undefined {
  const schema = jsonMediaType(operation?.body?.mediaTypes ?? [])?.schema;
  const body = schema === undefined ? undefined : bodyOf(request);
  if (schema === undefined || body === undefined) return undefined;
  return schemas.validator(schema, 'request')(body).length === 0 ? body : undefined;
}

/** The members of a rejected body that are valid by themselves. */
export function validPartOf(schemas: Schemas, schema: LocatedSchema, body: JsonObject): JsonObject {
  const violations = schemas.validator(schema, 'request')(body);
  const wrong = new Set(violations.map(({ path }) => String(path[0])));
  return Object.fromEntries(Object.entries(body).filter(([name]) => !wrong.has(name)));
}

/** Changes the parameters of a query; false leaves it as it is. */
export function changeQuery(change: (query: URLSearchParams, matched: MatchedRequest) => boolean): FaultInjection {
  return changeRequests((request, matched) => {
    const query = new URLSearchParams(request.query);
    return change(query, matched) ? { ...request, query: query.toString() } : request;
  });
}

/** The JSON object that a request carries; undefined when it carries none. */
export function bodyOf({ body, headers }: MockRequest): JsonObject | undefined {
  if (body === undefined || !isJson(headers['content-type'] ?? '')) return undefined;
  try {
    const value = JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body));
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Tells whether a request carries a body that is no JSON at all, or none where the document asks for one. */
export function isMalformed({ body }: MockRequest, { operation }: MatchedRequest): boolean {
  if (operation?.body === undefined || !operation.body.mediaTypes.some(({ name }) => isJson(name))) return false;
  if (body === undefined || body.byteLength === 0) return operation.body.required;
  try {
    JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
    return false;
  } catch {
    return true;
  }
}

/** A request with another JSON body. */
export function withBody(request: MockRequest, body: JsonObject): MockRequest {
  const bytes = new TextEncoder().encode(JSON.stringify(body));
  return { ...request, headers: { ...request.headers, 'content-length': String(bytes.byteLength) }, body: bytes };
}
