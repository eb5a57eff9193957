import type { IncomingMessage, ServerResponse } from 'node:http';
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';
import type { Mock } from '../../mock/create-mock';
import type { DeviationFinder, ForeignAnswer } from '../../mock/engine/find-deviations';
import type { RecordedExchange } from '../../mock/journal/journal';
import { headersForOrigin, isOrigin } from '../../mock/messages/cross-origin';
import type { MockRequest, MockResponse } from '../../mock/messages/message';
import type { NamedSession } from '../../mock/sessions/session-name';
import type { Spec } from '../../openapi/model/model';
import { sendResponse } from '../http/send-response';
import { transportProblem } from '../http/transport-problem';
import { type PassedOn, type PassOn, UpstreamError } from './pass-on';
import type { PeekedBody } from './peek-body';
import { joinedHeaders, localHeaders, onwardHeaders, withMore } from './proxy-headers';

/** Bytes of a body that are compared with the document; longer ones pass unread. */
export const COPY_LIMIT = 4_194_304;

/** The most deviations that the log's line tells; the journal has them all. */
const SOME = 3;

/** Facts about the document that is kept at the moment. */
export interface Kept {
  readonly spec: Spec;
  readonly finder: DeviationFinder;
  readonly cors: Readonly<Record<string, string>>;
  /** The paths of its token endpoints. */
  readonly tokens: ReadonlySet<string>;
}

/** A request on its way. */
export interface Passing {
  /** Without its session. */
  readonly message: MockRequest;
  readonly session: NamedSession | undefined;
  readonly body: PeekedBody;
  /** The mock's own part of the answer, with `onward`. */
  readonly stand: MockResponse;
}

function truncation({ transport }: MockResponse): 'truncate' | undefined {
  return transport === 'truncate' ? transport : undefined;
}

/** The parts that pass exchanges on. */
export interface PassExchangeParts {
  readonly mock: Pick<Mock, 'sessions' | 'journal'>;
  readonly current: () => Kept;
  /** Of the real API. */
  readonly url: URL;
  readonly passOn: PassOn;
}

/** Passes a request on to which nothing has been answered here, sends the answer, and writes both down. */
export type PassExchange = (
  request: IncomingMessage,
  response: ServerResponse,
  passing: Passing,
) => Promise<MockResponse>;

/** Creates the function that passes exchanges on and compares them with the document. */
export function createPassExchange({ mock, current, url, passOn }: PassExchangeParts): PassExchange {
  return async (request, response, { message, session, body, stand }) => {
    const start = performance.now();
    const { cors: anyOrigin, finder } = current();
    const { origin } = message.headers;
    const cors = origin !== undefined && isOrigin(origin) ? headersForOrigin(anyOrigin, origin) : anyOrigin;
    const record = (
      exchange: Pick<RecordedExchange, 'request' | 'response'>,
      deviations: readonly string[],
    ): MockResponse => {
      const owner = session === undefined ? mock.sessions.main : mock.sessions.session(session.name);
      const note = [stand.note, exchange.response.note].filter((word) => word !== '').join(', ');
      const answered = { ...exchange.response, note };
      const durationMs = performance.now() - start;
      mock.journal(owner).record({ request: exchange.request, response: answered, durationMs, deviations });
      return answered;
    };
    const prefix = session?.in === 'path' ? `/~${session.name}` : '';
    const passage = {
      target: upstreamTarget(url, message),
      body: body.whole(),
      prepare: (headers: Record<string, string[]>) => onwardHeaders(headers, message, stand.onward!),
      adapt: (headers: Record<string, string[]>) =>
        withMore(localHeaders(headers, { upstream: url, prefix, cors }), stand.headers),
      fault: stand.onward?.isMalformed === true ? ('malformed' as const) : truncation(stand),
    };
    try {
      const passed = await passOn(request, response, passage);
      const exchange = exchangeOf(message, passed);
      const deviations = finder.find(exchange.request, exchange.response);
      return record({ ...exchange, response: { ...exchange.response, note: noteOf(deviations) } }, deviations);
    } catch (error) {
      if (!(error instanceof UpstreamError)) throw error;
      const status = error.isLate ? 504 : 502;
      const detail = `The real API at ${url.origin} gave no answer: ${error.message}.`;
      const problem = transportProblem(status, detail, `no answer of the real API: ${error.message}`);
      const answer = { ...problem, headers: { ...problem.headers, ...cors } };
      if (response.headersSent || response.destroyed) response.destroy();
      else sendResponse(request, response, answer, true);
      return record({ request: message, response: answer }, []);
    }
  };
}

/** The exchange as the document speaks of it: without content codings. */
function exchangeOf(message: MockRequest, passed: PassedOn): { request: MockRequest; response: ForeignAnswer } {
  const { status, requestBody, responseBody } = passed;
  const headers = joinedHeaders(passed.headers);
  const body = responseBody && decodeBody(responseBody, headers['content-encoding'], COPY_LIMIT);
  const sent = requestBody === undefined || requestBody.byteLength === 0 ? {} : { body: requestBody };
  return {
    request: { ...message, ...sent },
    response: { status, headers, ...(body !== undefined && body.byteLength > 0 && { body }) },
  };
}

function noteOf(deviations: readonly string[]): string {
  if (deviations.length === 0) return 'real API';
  const count = deviations.length === 1 ? '1 deviation' : `${deviations.length} deviations`;
  const more = deviations.length > SOME ? '; …' : '';
  return `real API, ${count}: ${deviations.slice(0, SOME).join('; ')}${more}`;
}

/**
 * Finds the path and query of a request at the real API: below the path of its URL, unless the request names that path itself.
 *
 * @example upstreamTarget(new URL('https://api.example.com/v1'), { path: '/notes', query: 'a=1' }) // '/v1/notes?a=1'
 */
function upstreamTarget(upstream: URL, { path, query }: Pick<MockRequest, 'path' | 'query'>): string {
  const base = upstream.pathname.replace(/\/+$/, '');
  const target = base === '' || path === base || path.startsWith(`${base}/`) ? path : base + path;
  return query === '' ? target : `${target}?${query}`;
}

const DECODERS: Readonly<Record<string, (bytes: Buffer, options: { maxOutputLength: number }) => Buffer>> = {
  gzip: gunzipSync,
  'x-gzip': gunzipSync,
  deflate: inflateSync,
  br: brotliDecompressSync,
};

/**
 * Takes the content coding off a body (RFC 9110, section 8.4).
 *
 * @param coding - the value of `Content-Encoding`
 * @param limit - the most bytes of the result
 * @returns undefined when the coding is not known, is not kept, or the result is too long
 */
function decodeBody(bytes: Buffer, coding: string | undefined, limit: number): Buffer | undefined {
  if (coding === undefined || coding === '' || coding.toLowerCase() === 'identity' || bytes.byteLength === 0)
    return bytes;
  try {
    return DECODERS[coding.toLowerCase()]?.(bytes, { maxOutputLength: limit });
  } catch {
    return undefined;
  }
}
