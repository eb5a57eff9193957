import type { JsonObject } from '../json-schema/json-schema';
import { isJsonObject } from '../json-schema/json-type';
import type { Schemas } from '../json-schema/schemas';
import type { MockRequest } from '../mock/messages/message';
import { isJson } from '../openapi/media-types';
import { jsonMediaType } from '../openapi/success';
import type { Spoil } from './drift';
import type { Question } from './question';

/** Spoils requests before a mock sees them. */
export function changeRequests(change: (request: MockRequest, question: Question) => MockRequest): Spoil {
  return { handle: (next, find) => async (request) => next(change(request, find(request))) };
}

/**
 * Spoils what clients send before it is stored. Invalid bodies are left as they are, so that they are rejected as ever;
 * undefined leaves a valid one as it is.
 */
export function changeBodies(
  schemas: Schemas,
  change: (body: JsonObject, question: Question) => JsonObject | undefined,
): Spoil {
  return changeRequests((request, question) => {
    const body = validBodyOf(schemas, question);
    const changed = body === undefined ? undefined : change(body, question);
    return changed === undefined ? request : withBody(request, changed);
  });
}

/** The JSON object that a request carries where the document takes it; undefined when it is none, or invalid. */
export function validBodyOf(schemas: Schemas, { request, operation }: Question): JsonObject | undefined {
  const schema = jsonMediaType(operation?.body?.mediaTypes ?? [])?.schema;
  const body = schema === undefined ? undefined : bodyOf(request);
  if (schema === undefined || body === undefined) return undefined;
  return schemas.validator(schema, 'request')(body).length === 0 ? body : undefined;
}

/** Spoils the parameters of a query; false leaves it as it is. */
export function changeQuery(change: (query: URLSearchParams, question: Question) => boolean): Spoil {
  return changeRequests((request, question) => {
    const query = new URLSearchParams(request.query);
    return change(query, question) ? { ...request, query: query.toString() } : request;
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

/** Whether a request carries a body that is no JSON at all, or none where the document asks for one. */
export function isMalformed({ body }: MockRequest, { operation }: Question): boolean {
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
