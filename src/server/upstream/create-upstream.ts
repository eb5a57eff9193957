import type { IncomingMessage, ServerResponse } from 'node:http';
import { isAdminPath } from '../../mock/admin/with-admin';
import type { Mock } from '../../mock/create-mock';
import { answerOptions, crossOriginHeaders, isPreflight } from '../../mock/cross-origin';
import { createDeviationFinder, type DeviationFinder, type ForeignAnswer } from '../../mock/find-deviations';
import type { MockRequest, MockResponse } from '../../mock/message';
import { isSessionName, type NamedSession, namedSession } from '../../mock/worlds/session-name';
import type { Spec } from '../../spec/model';
import { toMockRequest } from '../mock-request';
import type { PassThrough } from '../request-listener';
import { sendResponse } from '../send-response';
import { transportProblem } from '../transport-problem';
import { decodeBody } from './body-copy';
import { checkUpstreamNames, createUpstreamChoice } from './choose-upstream';
import { joinedHeaders } from './forwarded-headers';
import { createPassOn, type PassedOn, UpstreamError } from './pass-on';
import { localHeaders, upstreamTarget } from './translate-url';

/** What is passed on, and where to. */
export interface UpstreamOptions {
  /** The real API, `http:` or `https:`, with a path or without. */
  readonly url: URL;
  /** Operations and paths to pass on; what the document lacks when there are none. */
  readonly only?: readonly string[];
  /** The only base path of the document, as the mock has it. */
  readonly basePath?: string | undefined;
  /** Milliseconds until the first byte of an answer; 30,000 by default. */
  readonly timeout?: number;
}

/** The way to the real API. */
export interface Upstream {
  readonly passThrough: PassThrough;
  /** Closes the connections to it. */
  close(): void;
}

/** Bytes of a body that are compared with the document; longer ones pass unread. */
const COPY_LIMIT = 4_194_304;

/** How many deviations the log's line tells; the journal has them all. */
const SOME = 3;

const METHODS = ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT'];

/** The server's own paths never leave it. */
const OWN = new Set(['/healthz', '/openapi.json', '/openapi.yaml']);

/**
 * Creates the way to the real API beside a mock: what is named, or what the document lacks, is passed on, and compared with the
 * document both ways. What deviates stands in the log and in the journal of the session; nothing is held up by it.
 *
 * @throws {@link RangeError} when something is named that the document does not have
 */
export function createUpstream(mock: Pick<Mock, 'spec' | 'worlds' | 'journal'>, options: UpstreamOptions): Upstream {
  const { url, only = [], basePath, timeout = 30_000 } = options;
  checkUpstreamNames(mock.spec, only);
  const isForUpstream = createUpstreamChoice(only);
  const passOn = createPassOn({ upstream: url, timeout, copyLimit: COPY_LIMIT });
  let kept: { spec: Spec; finder: DeviationFinder; cors: Readonly<Record<string, string>> } | undefined;
  /** The document may be another one by now. */
  const current = (): NonNullable<typeof kept> => {
    const { spec } = mock;
    if (kept?.spec !== spec) {
      kept = { spec, finder: createDeviationFinder(spec, basePath), cors: crossOriginHeaders(spec) };
    }
    return kept;
  };

  const pass = async (
    request: IncomingMessage,
    response: ServerResponse,
    message: MockRequest,
    session: NamedSession | undefined,
  ): Promise<MockResponse> => {
    const start = performance.now();
    const { cors, finder } = current();
    const prefix = session?.in === 'path' ? `/~${session.name}` : '';
    const adapt = (headers: Record<string, string[]>) => localHeaders(headers, { upstream: url, prefix, cors });
    try {
      const passed = await passOn(request, response, { target: upstreamTarget(url, message), adapt });
      const exchange = exchangeOf(message, passed);
      const deviations = finder.find(exchange.request, exchange.response);
      const note = noteOf(deviations);
      const world = session === undefined ? mock.worlds.main : mock.worlds.session(session.name);
      const durationMs = performance.now() - start;
      const answered = { ...exchange.response, note };
      mock.journal(world).record({ request: exchange.request, response: answered, durationMs, deviations });
      return answered;
    } catch (error) {
      if (!(error instanceof UpstreamError)) throw error;
      const status = error.isLate ? 504 : 502;
      const detail = `The real API at ${url.origin} gave no answer: ${error.message}.`;
      const problem = transportProblem(status, detail, `no answer of the real API: ${error.message}`);
      const answer = { ...problem, headers: { ...problem.headers, ...cors } };
      if (response.headersSent) response.destroy();
      else sendResponse(request, response, answer, true);
      return answer;
    }
  };

  return {
    passThrough(request, response) {
      const whole = toMockRequest(request, undefined);
      const session = namedSession(whole);
      if (session !== undefined && !isSessionName(session.name)) return undefined;
      const message = session?.request ?? whole;
      if (OWN.has(message.path) || isAdminPath(message.path)) return undefined;
      const { finder, cors } = current();
      const method = isPreflight(message) ? message.headers['access-control-request-method']! : message.method;
      if (!isForUpstream(message, finder.operationOf({ method, path: message.path })?.id)) return undefined;
      if (!isPreflight(message)) return pass(request, response, message, session);
      const answer = answerOptions(message, METHODS, cors);
      sendResponse(request, response, answer, false);
      return Promise.resolve(answer);
    },
    close: () => passOn.close(),
  };
}

/** What was exchanged, as the document speaks of it: without content codings. */
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
