import { bytesOf } from '../../json-schema/model/bytes';
import type { Journal } from '../journal/journal';
import type { MockResponse } from '../messages/message';
import type { CallbackRequest } from './callback-request';

/** Sends one request and gives its answer; redirects are not followed. Rejects when there is no answer. */
export type SendCallback = (request: CallbackRequest) => Promise<Pick<MockResponse, 'status' | 'headers' | 'body'>>;

/** One attempt to deliver a callback, as it is told. */
export interface CallbackReport {
  readonly name: string;
  readonly method: string;
  readonly url: string;
  /** The status of the answer; 0 when there was none, or when nothing was sent. */
  readonly status: number;
  readonly durationMs: number;
  /** The outcome in words: `callback shipped, attempt 2 of 4`, `callback shipped not sent: …`. */
  readonly note: string;
}

/** The way in which a mock calls back. */
export interface CallbackOptions {
  /** Sends the requests; the engine has no network of its own. */
  readonly send: SendCallback;
  /** Host names that are called besides those of this machine, in lower case. */
  readonly hosts?: readonly string[] | undefined;
  /** Is told of every attempt, and of what is not sent. */
  readonly report?: ((report: CallbackReport) => void) | undefined;
  /** Milliseconds before each further attempt; half a second, two and eight by default. */
  readonly backOff?: readonly number[] | undefined;
}

/** Half a second, two, eight: a receiver that is just being restarted gets its callback, and no attempt is left behind for long. */
const BACK_OFF: readonly number[] = [500, 2000, 8000];

/** Tells whether a host is this machine's own, or given by name. */
export function isAllowedHost({ hostname }: URL, hosts: readonly string[] = []): boolean {
  const isOwn = /^(?:localhost|.+\.localhost|127(?:\.\d+){3}|\[::1\])$/.test(hostname);
  return isOwn || hosts.includes(hostname);
}

/**
 * Delivers a request: until it is answered with less than 500, or with no status that asks for another attempt, or the attempts
 * are used up. Each attempt stands in the journal.
 *
 * @param sleep - waits between two attempts; gives false when there are to be no more
 * @param tries - the most attempts
 * @returns the last attempt
 */
export async function deliver(
  name: string,
  request: CallbackRequest,
  { send, report, backOff = BACK_OFF }: CallbackOptions,
  journal: Journal | undefined,
  sleep: (ms: number) => Promise<boolean>,
  tries = backOff.length + 1,
): Promise<CallbackReport> {
  for (let attempt = 1; ; attempt++) {
    const start = performance.now();
    const outcome = await send(request).catch((error: unknown) => reasonOf(error));
    const durationMs = performance.now() - start;
    const failure = typeof outcome === 'string' ? `: ${outcome}` : '';
    const count = tries === 1 ? '' : `, attempt ${attempt} of ${tries}`;
    const note = `callback ${name}${count}${failure}`;
    const answer = typeof outcome === 'string' ? { status: 0, headers: {} } : outcome;
    const { method, url } = request;
    const told: CallbackReport = { name, method, url, status: answer.status, durationMs, note };
    recordAttempt(journal, request, { ...answer, note }, durationMs);
    report?.(told);
    if (!isWorthAnother(answer.status) || attempt === tries) return told;
    if (!(await sleep(backOff[attempt - 1] ?? 0))) return told;
  }
}

/** Writes into the journal what was sent, or what was not: its path is the whole address, as nothing else tells it from requests. */
export function recordAttempt(
  journal: Journal | undefined,
  { method, url, headers, body }: CallbackRequest,
  response: MockResponse,
  durationMs: number,
): void {
  const [path = '', query = ''] = url.split('?', 2);
  const bytes = body === undefined ? undefined : bytesOf(body);
  journal?.record({ request: { method, path, query, headers, ...(bytes && { body: bytes }) }, response, durationMs });
}

/** No answer, an overloaded receiver, a slow one, or one that fails. */
function isWorthAnother(status: number): boolean {
  return status === 0 || status === 408 || status === 429 || status >= 500;
}

/** The reason why there is no answer; that of the network where there is one below. */
function reasonOf(error: unknown): string {
  const { message, cause } = error instanceof Error ? error : new Error(String(error));
  return cause instanceof Error && cause.message !== '' ? cause.message : message;
}
