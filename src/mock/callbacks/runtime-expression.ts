import type { JsonValue } from '../../json-schema/model/json-schema';
import { PointerError, valueAt } from '../../json-schema/model/pointer';
import { decodePercent, parseQuery } from '../../openapi/model/url-encoding';
import type { MockRequest, MockResponse } from '../messages/message';

/** An exchange that runtime expressions look into. */
export interface ExpressionSource {
  readonly request: MockRequest;
  /** The path parameters, decoded. */
  readonly path: ReadonlyMap<string, string>;
  /** The request's body as it was read; undefined when there is none, or none in which parts are known. */
  readonly body: JsonValue | undefined;
  readonly response: MockResponse;
  /** The answer's JSON body; undefined when it has none. */
  readonly answer: JsonValue | undefined;
}

/** An address that no request can be sent to. */
export class AddressError extends Error {}

/**
 * Finds the address of a callback: a runtime expression, or a URL with such expressions in braces (OpenAPI 3.1, section
 * 4.8.20.4). A value that the address begins with stays as it is; what stands behind is percent-encoded where a URL needs it.
 *
 * @throws {@link AddressError} when an expression is none, or finds nothing in the exchange
 * @example resolveAddress('{$request.body#/url}/orders?id={$response.body#/id}', source) // 'http://localhost:4000/orders?id=7'
 */
export function resolveAddress(address: string, source: ExpressionSource): string {
  if (address.startsWith('$')) return textOf(address, source);
  let url = '';
  for (const [piece, expression] of address.matchAll(/\{([^{}]*)\}|[^{]+|\{/g)) {
    if (expression === undefined) {
      url += piece;
      continue;
    }
    const text = textOf(expression, source);
    url += url === '' ? text : url.includes('?') ? encodeURIComponent(text) : encodeURI(text);
  }
  return url;
}

function textOf(expression: string, source: ExpressionSource): string {
  const value = evaluate(expression.trim(), source);
  if (value === undefined) throw new AddressError(`${expression} finds nothing`);
  if (typeof value === 'object') throw new AddressError(`${expression} finds no text, but ${JSON.stringify(value)}`);
  return String(value);
}

/** Evaluates a runtime expression; undefined when it finds nothing. */
function evaluate(expression: string, source: ExpressionSource): JsonValue | undefined {
  const { request, response, path } = source;
  if (expression === '$url') return urlOf(request);
  if (expression === '$method') return request.method;
  if (expression === '$statusCode') return response.status;
  const [, side, place, name = ''] =
    /^\$(request|response)\.(header\.|query\.|path\.|body(?=#|$))(.*)$/s.exec(expression) ?? [];
  if (side === undefined) throw new AddressError(`${expression} is no runtime expression`);
  const isRequest = side === 'request';
  if (place === 'body') return partOf(isRequest ? source.body : source.answer, name);
  if (place === 'header.') return (isRequest ? request : response).headers[name.toLowerCase()];
  // An answer has neither; those of its request are what is meant.
  if (place === 'path.') return path.get(name);
  const text = parseQuery(request.query).get(name)?.[0];
  return text === undefined ? undefined : (decodePercent(text) ?? text);
}

/** Finds the part of a body that a JSON Pointer names; a pointer may be percent-encoded, as in any fragment. */
function partOf(body: JsonValue | undefined, fragment: string): JsonValue | undefined {
  if (body === undefined) return undefined;
  try {
    return valueAt(body, fragment);
  } catch (error) {
    if (error instanceof PointerError) return undefined;
    throw error;
  }
}

function urlOf({ headers, path, query }: MockRequest): string {
  return `http://${headers.host ?? 'localhost'}${path}${query === '' ? '' : `?${query}`}`;
}
