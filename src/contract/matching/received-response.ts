/** A response as a client gave it, brought to one shape. */
export interface ReceivedResponse {
  /** Upper case; undefined where the client does not tell it. */
  readonly method: string | undefined;
  /** The whole URL, or path and query. */
  readonly url: string;
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** A promise where the body has yet to be read. */
  readonly body: Uint8Array | Promise<Uint8Array>;
}

/** The members that the responses of different clients have; which of them are there tells the client. */
interface AnyResponse {
  readonly status?: unknown;
  readonly url?: unknown;
  readonly headers?: unknown;
  readonly request?: { readonly method?: unknown; readonly url?: unknown } | (() => { method(): string });
  readonly bodyUsed?: boolean;
  readonly text?: unknown;
  readonly body?: unknown;
  readonly data?: unknown;
  readonly config?: { readonly method?: string; readonly url?: string; readonly baseURL?: string };
  clone?(): Response;
}

/**
 * Reads a response of `fetch`, supertest, axios or Playwright.
 *
 * @throws TypeError when it is none of these, or its body has been read already
 */
export function receivedResponse(value: unknown): ReceivedResponse {
  const response = (value ?? {}) as AnyResponse;
  if (typeof response.status === 'function') return ofPlaywright(value as PlaywrightResponse);
  if (typeof response.status !== 'number') throw new TypeError(NO_RESPONSE);
  if (typeof response.clone === 'function') return ofFetch(value as Response);
  if (response.config !== undefined) return ofAxios(response as AnyResponse & { status: number });
  if (typeof response.text === 'string' || response.body !== undefined)
    return ofSupertest(response as AnyResponse & { status: number });
  throw new TypeError(NO_RESPONSE);
}

const NO_RESPONSE = 'toMatchContract() takes a response of fetch, supertest, axios or Playwright.';

function ofFetch(response: Response): ReceivedResponse {
  if (response.bodyUsed) {
    throw new TypeError('The body of this response has been read already: compare it before you read it.');
  }
  const { url, status } = response;
  const body = response
    .clone()
    .arrayBuffer()
    .then((buffer) => new Uint8Array(buffer));
  return { method: undefined, url, status, headers: Object.fromEntries(response.headers), body };
}

/** The part of Playwright's `APIResponse` and `Response` that is used. */
interface PlaywrightResponse {
  status(): number;
  url(): string;
  headers(): Record<string, string>;
  body(): Promise<Uint8Array>;
  /** Of responses of a page only. */
  request?(): { method(): string };
}

function ofPlaywright(response: PlaywrightResponse): ReceivedResponse {
  const method = response.request?.().method();
  return {
    ...{ method, url: response.url(), status: response.status(), headers: response.headers() },
    body: response.body(),
  };
}

function ofAxios({ status, headers, data, config = {} }: AnyResponse & { status: number }): ReceivedResponse {
  const { method = 'get', url = '', baseURL = '' } = config;
  const whole = /^[a-z][a-z0-9+.-]*:\/\//i.test(url)
    ? url
    : `${baseURL.replace(/\/+$/, '')}/${url.replace(/^\/+/, '')}`;
  return {
    ...{ method: method.toUpperCase(), url: whole, status, headers: plainHeaders(headers) },
    body: bytesOf(data, plainHeaders(headers)),
  };
}

function ofSupertest({ status, headers, request, text, body }: AnyResponse & { status: number }): ReceivedResponse {
  const { method, url } = (request ?? {}) as { method?: unknown; url?: unknown };
  const content = ArrayBuffer.isView(body) || typeof text !== 'string' ? body : text;
  return {
    method: typeof method === 'string' ? method.toUpperCase() : undefined,
    ...{ url: String(url ?? '/'), status, headers: plainHeaders(headers) },
    body: bytesOf(content, {}),
  };
}

/** The header fields as one text each; axios has them in an object with a `toJSON()`. */
function plainHeaders(headers: unknown): Record<string, string> {
  const fields = (headers as { toJSON?(): object } | undefined)?.toJSON?.() ?? headers ?? {};
  return Object.fromEntries(
    Object.entries(fields as object).map(([name, value]) => [name.toLowerCase(), [value].flat().join(', ')]),
  );
}

/** The bytes of a body that may have been parsed: JSON is written again. */
function bytesOf(content: unknown, headers: Readonly<Record<string, string>>): Uint8Array {
  if (ArrayBuffer.isView(content)) return new Uint8Array(content.buffer, content.byteOffset, content.byteLength);
  if (Object.prototype.toString.call(content) === '[object ArrayBuffer]') return new Uint8Array(content as ArrayBuffer);
  if (content === undefined || content === null || content === '') {
    const isNull = content === null && /json/i.test(headers['content-type'] ?? '');
    return new TextEncoder().encode(isNull ? 'null' : '');
  }
  const isParsed = typeof content !== 'string' || isJsonString(content, headers);
  return new TextEncoder().encode(isParsed ? JSON.stringify(content) : content);
}

/** axios leaves a text as it came where it is no JSON; a JSON string has lost its quotes. */
function isJsonString(content: string, headers: Readonly<Record<string, string>>): boolean {
  if (!/json/i.test(headers['content-type'] ?? '')) return false;
  try {
    JSON.parse(content);
    return false;
  } catch {
    return !/^\s*[[{]/.test(content);
  }
}
