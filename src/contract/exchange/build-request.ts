import type { JsonValue } from '../../json-schema/model/json-schema';
import type { MediaTypeSpec, Operation } from '../../openapi/model/model';
import { isJson } from '../../openapi/operations/media-types';
import { expandPath, percentEncode } from '../../openapi/operations/path-template';
import type { WireRequest } from './exchange';

/** The parts of a request for an operation, as texts: what a case plans, before credentials and encoding. */
export interface RequestParts {
  /** Path parameters by name, not yet percent-encoded. */
  readonly path?: Readonly<Record<string, string>>;
  /** Query parameters in order, not yet percent-encoded; a name may repeat. */
  readonly query?: readonly QueryPair[];
  /** Names in lower case. They win over the ones that are made from the other parts. */
  readonly headers?: Readonly<Record<string, string>>;
  /** A body that is sent as JSON. */
  readonly json?: JsonValue;
  /** A body that is sent as it stands; wins over `json`. */
  readonly bytes?: Uint8Array;
  /** The `Content-Type`; `application/json` (or the operation's own JSON type) when left out, none when null. */
  readonly contentType?: string | null;
  /** True when the credentials of the run are left out. */
  readonly anonymous?: boolean;
  /** True when the answer is read from the socket, so that nothing of it is hidden. */
  readonly fromSocket?: boolean;
}

/** A request outside the document. */
export interface RawRequest {
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
  /** True when the credentials of the run are left out. */
  readonly anonymous?: boolean;
  /** True when the answer is read from the socket, so that nothing of it is hidden. */
  readonly fromSocket?: boolean;
  /** The methods that the document has on this path, upper case; left out when the path is not in the document. */
  readonly allowed?: readonly string[];
}

/** Name and value of one query parameter. */
export type QueryPair = readonly [name: string, value: string];

const encoder = new TextEncoder();
// What comes is compared byte by byte.
const IDENTITY = { 'accept-encoding': 'identity' };
/** The media types that a request asks for, unless its case is about `Accept`. */
export const ACCEPT = 'application/json, application/problem+json, */*;q=0.1';

/**
 * Writes a request for an operation as it goes over the wire.
 *
 * @param credentials - headers that every request of the run carries, names in lower case, `?name` for a query parameter
 * @throws RangeError when a path parameter has no value, which is a fault of the case
 * @example buildRequest(readNote, { path: { id: 'a b' } }, {}).path // '/notes/a%20b'
 */
export function buildRequest(
  operation: Operation,
  parts: RequestParts,
  credentials: Readonly<Record<string, string>>,
): WireRequest {
  const body = parts.bytes ?? (parts.json === undefined ? undefined : encoder.encode(JSON.stringify(parts.json)));
  const [given, keys] = splitCredentials(parts.anonymous === true ? {} : credentials, parts.headers ?? {});
  const headers: Record<string, string> = { accept: ACCEPT, ...IDENTITY, ...given };
  const contentType = parts.contentType === undefined ? jsonTypeOf(operation) : parts.contentType;
  if (body !== undefined && contentType !== null) headers['content-type'] = contentType;
  for (const [name, value] of Object.entries(parts.headers ?? {})) if (!isQuery(name)) headers[name] = value;
  return {
    method: operation.method.toUpperCase(),
    path: `${expandPath(operation.template, parts.path ?? {})}${queryOf([...new URLSearchParams(operation.template.query), ...(parts.query ?? []), ...keys])}`,
    headers,
    body,
    fromSocket: parts.fromSocket,
  };
}

/** Writes a request that no operation describes. */
export function buildRawRequest(raw: RawRequest, credentials: Readonly<Record<string, string>>): WireRequest {
  const [given, keys] = splitCredentials(raw.anonymous === true ? {} : credentials, raw.headers ?? {});
  const query = queryOf(keys);
  return {
    method: raw.method,
    path: raw.path + (raw.path.includes('?') ? query.replace('?', '&') : query),
    headers: { accept: ACCEPT, ...IDENTITY, ...given, ...raw.headers },
    body: raw.body,
    fromSocket: raw.fromSocket,
  };
}

// A name of a header has no question mark, so `?name` can stand for an API key that travels in the query.
function splitCredentials(credentials: Texts, headers: Texts): readonly [headers: Texts, query: readonly QueryPair[]] {
  const all = { ...credentials, ...headers };
  if (!Object.keys(all).some(isQuery)) return [credentials, []];
  return [
    Object.fromEntries(Object.entries(credentials).filter(([name]) => !isQuery(name))),
    Object.entries(all).flatMap(([name, value]) => (isQuery(name) ? [[name.slice(1), value] as const] : [])),
  ];
}

type Texts = Readonly<Record<string, string>>;

function isQuery(name: string): boolean {
  return name.startsWith('?');
}

/** Writes query parameters in their order; the empty text when there are none. */
export function queryOf(pairs: readonly QueryPair[]): string {
  if (pairs.length === 0) return '';
  const encoded = pairs.map((pair) => pair.map(percentEncode).join('='));
  return `?${encoded.join('&')}`;
}

/** The JSON media type that an operation's request body is documented with; `application/json` when there is none. */
function jsonTypeOf(operation: Operation): string {
  const names = operation.body?.mediaTypes.map(({ name }) => name) ?? [];
  return (
    names.find((name) => name === 'application/json') ??
    names.find((name) => name.endsWith('+json')) ??
    'application/json'
  );
}

/** The JSON media type of an operation's request body; undefined when it takes none. */
export function jsonBody(operation: Operation): MediaTypeSpec | undefined {
  return operation.body?.mediaTypes.find(({ name }) => isJson(name));
}
