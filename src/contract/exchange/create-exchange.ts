import type { Operation, ResponseSpec, Spec } from '../../openapi/model/model';
import { isJson, matchMediaType } from '../../openapi/operations/media-types';
import { responseFor } from '../../openapi/operations/responses';
import type { Exchange, JsonReading, WireRequest, WireResponse } from './exchange';
import type { Expectation } from './expectation';
import { readJson } from './read-json';

/** Knowledge of a case about a request of its own. */
export interface RequestMeaning {
  readonly operation?: Operation;
  readonly expectation: Expectation;
  /** The methods that the document has on the path. */
  readonly allowed?: readonly string[];
}

/** Joins a request, its response and what the document promises about them. */
export function createExchange(
  spec: Spec,
  request: WireRequest,
  response: WireResponse,
  meaning: RequestMeaning,
): Exchange {
  const { operation, allowed } = meaning;
  const contentType = response.headers['content-type'];
  const documented = documentedResponse(spec, operation, response.status, contentType);
  const mediaType = contentType === undefined ? undefined : matchMediaType(documented?.mediaTypes ?? [], contentType);
  const json = isLarge(response) ? forgetful(() => readJson(response.body)) : constant(readJson(response.body));
  const describedBy =
    mediaType ?? (json().kind === 'json' ? documented?.mediaTypes.find(({ name }) => isJson(name)) : undefined);
  return {
    ...meaning,
    spec,
    request,
    response,
    get json() {
      return json();
    },
    documented,
    // Of methods that a path lacks a document speaks by its 405.
    isBorrowed: operation === undefined && (allowed === undefined || documented?.status !== '405'),
    mediaType,
    describedBy,
  };
}

/** Tests for a body that takes so much memory, read, that it is not kept: several are on their way at a time. */
export function isLarge({ body }: WireResponse): boolean {
  return body.byteLength > 1_024 * 1_024;
}

function constant<Value>(value: Value): () => Value {
  return () => value;
}

// Made again when it is asked for after it was dropped.
function forgetful<Value extends object>(make: () => Value): () => Value {
  let known: WeakRef<Value> | undefined;
  return () => {
    const value = known?.deref() ?? make();
    known = new WeakRef(value);
    return value;
  };
}

/** An exchange as findings keep it: of a large body its beginning, which is all that is shown. */
export function keptExchange(exchange: Exchange): Exchange {
  const { response } = exchange;
  if (!isLarge(response)) return exchange;
  const json: JsonReading = { kind: 'broken', reason: 'only its beginning is kept' };
  return { ...exchange, response: { ...response, body: response.body.slice(0, 65_536) }, json };
}

// A path or method that the document does not have is refused the way the document refuses things elsewhere, in one of the ways.
function documentedResponse(
  spec: Spec,
  operation: Operation | undefined,
  status: number,
  contentType: string | undefined,
): ResponseSpec | undefined {
  if (operation !== undefined) return responseFor(operation, status);
  if (status < 400) return undefined;
  const all = spec.operations.flatMap((each) => responseFor(each, status) ?? []);
  const exact = all.filter((each) => each.status === String(status));
  const ways = exact.length > 0 ? exact : all;
  return ways.find(({ mediaTypes }) => contentType !== undefined && matchMediaType(mediaTypes, contentType)) ?? ways[0];
}
