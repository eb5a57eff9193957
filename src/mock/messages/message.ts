import { byteLengthOf } from '../../json-schema/model/bytes';
import type { PropertyPath, SchemaViolation } from '../../json-schema/model/schemas';
import type { ParameterLocation } from '../../openapi/model/model';

/** One HTTP request on plain values, free of any framework. */
export interface MockRequest {
  /** Upper case, for example `GET`. */
  readonly method: string;
  /** The path as sent: percent-encoded, with a leading slash, without the query. */
  readonly path: string;
  /** The query string as sent, without the question mark; `''` when there is none. */
  readonly query: string;
  /** Names in lower case; repeated fields joined by `, ` (RFC 9110, section 5.3). */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** The body's bytes; undefined when the request has none. */
  readonly body?: Uint8Array;
}

/** One HTTP response on plain values. */
export interface MockResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Undefined when the response has no body. */
  readonly body?: string | Uint8Array;
  /** A body that comes bit by bit and may have no end; in place of `body`. */
  readonly stream?: AsyncIterable<string | Uint8Array>;
  /** The delay of the answer, in milliseconds; kept by the server, so that nothing here waits. */
  readonly delay?: number;
  /** Set where another server is to answer: then the rest says what becomes of its answer. */
  readonly onward?: Onward;
  /** The way in which the answer goes wrong on the network; without it the answer arrives. */
  readonly transport?: TransportFault;
  /** The violations of the request, where they are the reason: for the mock's own page, whatever shape the document's errors have. */
  readonly violations?: readonly RequestViolation[];
  /** The reason for this answer, for the log: `unknown id`, `2 violations: …`, `example`. Empty when it needs no word. */
  readonly note: string;
}

/** The way of a request to another server that is to answer it. */
export interface Onward {
  /** The `Prefer` header for that server: without what was met here. Undefined for none. */
  readonly prefer: string | undefined;
  /** Header fields that the other server must not see, in lower case. */
  readonly withheld: readonly string[];
  /** True when its JSON is to arrive broken. */
  readonly isMalformed?: true;
}

/**
 * The fault of a network in an answer: `hang` never sends it, `reset` breaks the connection (TCP RST), `truncate` breaks it in
 * the middle of the body.
 */
export type TransportFault = 'hang' | 'reset' | 'truncate';

/** The answer to HEAD: the same header fields as for GET, the length of the body among them (RFC 9110, section 9.3.2). */
export function withoutBody({ body, ...rest }: MockResponse): MockResponse {
  if (body === undefined) return rest;
  const length = typeof body === 'string' ? byteLengthOf(body) : body.byteLength;
  return { ...rest, headers: { ...rest.headers, 'content-length': String(length) } };
}

/** The part of a request that breaks a constraint. A cookie travels in a header. */
export type RequestPart = 'body' | 'query' | 'path' | 'header';

/** One broken constraint of a request. */
export interface RequestViolation {
  readonly in: RequestPart;
  /** The offending property; its first step is the parameter's name when it is not in the body. */
  readonly path: PropertyPath;
  /** The broken JSON Schema keyword. */
  readonly keyword: string;
  /** A sentence without its subject: `must be at most 255 characters`. */
  readonly reason: string;
  /** The subject of the sentence; `Value` by default. */
  readonly subject?: string;
}

/** The violations of a request's body. */
export function bodyViolations(violations: readonly SchemaViolation[]): RequestViolation[] {
  return violations.map(({ path, keyword, detail }) => ({ in: 'body', path, keyword, reason: detail }));
}

/** The part of a request in which a parameter travels. */
export function partOf(location: ParameterLocation): RequestPart {
  return location === 'cookie' ? 'header' : location;
}

/** Tells whether a request is a browser's question for permission (Fetch standard, "CORS-preflight request"). */
export function isPreflight({ method, headers }: MockRequest): boolean {
  return method === 'OPTIONS' && headers['access-control-request-method'] !== undefined;
}
