import { type Violation, violationsOf } from './violations';

/** An answer that the page can work with. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** JSON as a value, anything else as text; undefined when there is none. */
  readonly body: unknown;
}

/** The mock refused, or could not be reached; `status` is then 0. */
export class AnswerError extends Error {
  readonly violations: readonly Violation[];

  constructor(
    readonly status: number,
    readonly body: unknown,
    fallback = 'The mock does not answer.',
    violations = violationsOf(body),
  ) {
    super(sentenceOf(body) ?? fallback);
    this.violations = violations;
  }
}

/** The session that requests are for, and the token that the mock was started with. */
export interface Caller {
  readonly session: string;
  readonly token: string;
}

/** The base URL of the mock: the page is at `…/__admin/`. */
export const ROOT = new URL('../..', location.href.replace(/[?#].*$/, '')).href.replace(/\/$/, '');

/** Makes the header fields of a request of this page. A request that changes something must name a JSON type, even without a body. */
export function headersFor({ session, token }: Caller, method: string, mediaType = 'application/json'): Headers {
  const headers = new Headers({ accept: 'application/json, application/problem+json' });
  if (method !== 'GET') headers.set('content-type', mediaType);
  if (session !== '') headers.set('x-mock-session', session);
  if (token !== '') headers.set('authorization', `Bearer ${token}`);
  return headers;
}

/**
 * Asks the mock.
 *
 * @param url - absolute
 * @param body - sent as JSON; undefined for none
 * @throws {@link AnswerError} for every status from 400 on, and when no answer comes
 */
export async function ask(
  caller: Caller,
  method: string,
  url: string,
  body?: unknown,
  mediaType?: string,
): Promise<Answer> {
  const headers = headersFor(caller, method, mediaType);
  let response: Response;
  let text: string;
  try {
    response = await fetch(url, { method, headers, cache: 'no-store', body: JSON.stringify(body) });
    text = await response.text();
  } catch {
    throw new AnswerError(0, undefined);
  }
  const value = text === '' ? undefined : parse(text);
  if (response.status >= 400) {
    const field = response.headers.get('mock-violations');
    const violations = field === null ? undefined : violationsOf(parse(decodeURIComponent(field)));
    throw new AnswerError(response.status, value, `The mock answered ${response.status}.`, violations);
  }
  return { status: response.status, headers: response.headers, body: value };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** The sentence of problem details, or of whatever the document has in their place. */
function sentenceOf(body: unknown): string | undefined {
  if (typeof body === 'string') return body.slice(0, 300);
  if (body === null || typeof body !== 'object') return undefined;
  for (const name of ['detail', 'message', 'title', 'error', 'description']) {
    const value = (body as Record<string, unknown>)[name];
    if (typeof value === 'string' && value !== '') return value;
    const inner = typeof value === 'object' ? sentenceOf(value) : undefined;
    if (inner !== undefined) return inner;
  }
  return undefined;
}
