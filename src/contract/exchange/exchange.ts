import type { JsonValue } from '../../json-schema/model/json-schema';
import type { MediaTypeSpec, Operation, ResponseSpec, Spec } from '../../openapi/model/model';
import type { Expectation } from './expectation';

/** One HTTP request as it goes over the wire. */
export interface WireRequest {
  /** Upper case, for example `GET`. */
  readonly method: string;
  /** Path and query as sent: percent-encoded, with a leading slash, relative to the target's base URL. */
  readonly path: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
  /** True when every byte that follows the header fields of the answer is its body, as far as the target has a socket. */
  readonly fromSocket?: boolean;
  /** Once it is aborted, no answer is wanted any more, and none is read to its end. */
  readonly signal?: AbortSignal;
}

/** One HTTP response as it came over the wire; redirects are not followed. */
export interface WireResponse {
  readonly status: number;
  /** Names in lower case; repeated fields joined by `, ` (RFC 9110, section 5.3). */
  readonly headers: Readonly<Record<string, string>>;
  /** Empty when there is no body. */
  readonly body: Uint8Array;
  /** From the first byte sent to the last byte received. */
  readonly milliseconds: number;
}

/** The server that is judged. Over a socket or in the same process: the cases cannot tell. */
export interface Target {
  /** The base URL without a trailing slash, for curl lines and messages. */
  readonly url: string;
  /**
   * Sends one request and collects the whole response.
   * @throws {@link TransportError} when no complete response comes.
   */
  send(request: WireRequest): Promise<WireResponse>;
  close(): Promise<void>;
}

/** No complete HTTP response came: refused, reset, timed out, not HTTP. The message says which. */
export class TransportError extends Error {
  override readonly name = 'TransportError';
  constructor(
    message: string,
    /** True when nothing listens there at all, so that no other request can succeed either. */
    readonly unreachable: boolean,
    /** True when the connection was cut off under the request before nothing listened any more. */
    readonly cutOff: boolean = false,
  ) {
    super(message);
  }
}

/** A response body read as JSON. `absent` when there are no bytes, `broken` when they are no JSON in UTF-8. */
export type JsonReading =
  | { readonly kind: 'json'; readonly value: JsonValue }
  | { readonly kind: 'broken'; readonly reason: string }
  | { readonly kind: 'absent' };

/** A request, its response, and what the document promises about the two. */
export interface Exchange {
  readonly spec: Spec;
  readonly request: WireRequest;
  readonly response: WireResponse;
  /** The operation that the request is meant for; undefined for paths and methods that the document does not have. */
  readonly operation?: Operation;
  readonly expectation: Expectation;
  /** The methods that the document has on the request's path, upper case; undefined when the path is not in it. */
  readonly allowed?: readonly string[];
  /** The documented response for this status, if any. */
  readonly documented?: ResponseSpec;
  /** True where `documented` is what operations elsewhere promise: a path that the document does not have promises nothing itself. */
  readonly isBorrowed?: boolean;
  /** The documented media type that fits the response's `Content-Type`, if any. */
  readonly mediaType?: MediaTypeSpec;
  /** Description that the body is judged by: the fitting media type, else the documented JSON type where the body is JSON after all. */
  readonly describedBy?: MediaTypeSpec;
  readonly json: JsonReading;
}
