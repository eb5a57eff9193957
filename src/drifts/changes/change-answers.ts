import type { JsonObject, JsonValue } from '../../json-schema/model/json-schema';
import { isJsonObject } from '../../json-schema/model/json-value';
import type { MockRequest, MockResponse } from '../../mock/messages/message';
import { isJson } from '../../openapi/operations/media-types';
import type { FaultInjection, MatchedRequest, Respond } from './fault-injection';

/** Changes one answer; gives back the same one where there is nothing to change. */
export type ChangeAnswer = (answer: MockResponse, matched: MatchedRequest) => MockResponse;

/**
 * Injects faults into answers. What GET answers differently, HEAD does too, as it is answered from GET (RFC 9110, section 9.3.2).
 *
 * @param create - makes the change for one mock, so that it may remember
 */
export function changeAnswers(create: () => ChangeAnswer): FaultInjection {
  return {
    handle: (next, match) => {
      const change = create();
      return async (request) => {
        const asked = request.method === 'HEAD' ? { ...request, method: 'GET' } : request;
        const healthy = await next(asked);
        const answer = change(healthy, match(asked));
        if (asked === request) return answer;
        return answer === healthy ? next(request) : withoutBody(answer);
      };
    },
  };
}

/** Changes the answers that a condition holds for. */
export function changeAnswersThat(
  applies: (answer: MockResponse, matched: MatchedRequest) => boolean,
  change: ChangeAnswer,
) {
  return changeAnswers(() => (answer, matched) => (applies(answer, matched) ? change(answer, matched) : answer));
}

/** Changes the JSON of the answers that a condition holds for; undefined leaves a body as it is. */
export function changeJson(
  applies: (answer: MockResponse, matched: MatchedRequest) => boolean,
  change: (body: JsonValue, matched: MatchedRequest, answer: MockResponse) => JsonValue | undefined,
): FaultInjection {
  return changeAnswersThat(applies, (answer, matched) => {
    const body = jsonOf(answer);
    const changed = body === undefined ? undefined : change(body, matched, answer);
    return changed === undefined ? answer : { ...answer, body: JSON.stringify(changed) };
  });
}

/** The JSON of an answer's body; undefined when it has none. */
export function jsonOf({ body, headers }: MockResponse): JsonValue | undefined {
  if (body === undefined || !isJson(headers['content-type'] ?? '')) return undefined;
  return JSON.parse(textOf(body));
}

/** A body as text. */
export function textOf(body: string | Uint8Array): string {
  return typeof body === 'string' ? body : new TextDecoder().decode(body);
}

/** The JSON object of an answer's body; undefined when it is none. */
export function objectOf(answer: MockResponse): JsonObject | undefined {
  const body = jsonOf(answer);
  return isJsonObject(body) ? body : undefined;
}

/** Tells whether an answer is a success. */
export function isSuccess({ status }: MockResponse): boolean {
  return status >= 200 && status < 300;
}

/** Tells whether an answer is an error. */
export function isError({ status }: MockResponse): boolean {
  return status >= 400;
}

/** An answer without some of its header fields. */
export function withoutHeader(answer: MockResponse, ...names: readonly string[]): MockResponse {
  const kept = Object.entries(answer.headers).filter(([name]) => !names.includes(name.toLowerCase()));
  return { ...answer, headers: Object.fromEntries(kept) };
}

/** An answer with another header field. */
export function withHeader(answer: MockResponse, name: string, value: string): MockResponse {
  const rest = withoutHeader(answer, name);
  return { ...rest, headers: { ...rest.headers, [name]: value } };
}

/** An answer with another status, also where an error repeats its status. */
export function withStatus(answer: MockResponse, status: number): MockResponse {
  const body = answer.status >= 400 && status >= 400 ? objectOf(answer) : undefined;
  const repeats = body !== undefined && body.status === answer.status;
  return { ...answer, status, body: repeats ? JSON.stringify({ ...body, status }) : answer.body };
}

/** An error in the document's own shape, which is what is wrong with it only by coming at all. */
export async function failWith(next: Respond, status: number): Promise<MockResponse> {
  return { ...withStatus(await askJson(next, 'GET', '/no-such-path-at-all'), status), note: 'drift' };
}

/** Asks a healthy mock something on the side. */
export async function askJson(next: Respond, method: string, path: string, body?: JsonValue): Promise<MockResponse> {
  if (body === undefined) return next({ method, path, query: '', headers: {} });
  const headers = { 'content-type': 'application/json' };
  return next({ method, path, query: '', headers, body: new TextEncoder().encode(JSON.stringify(body)) });
}

function withoutBody({ status, headers, body, note }: MockResponse): MockResponse {
  if (body === undefined) return { status, headers, note };
  const length = typeof body === 'string' ? Buffer.byteLength(body) : body.byteLength;
  return { status, headers: { 'content-length': String(length), ...headers }, note };
}

/** Answers in place of the mock where a condition holds. */
export function answerInstead(
  applies: (matched: MatchedRequest) => boolean,
  answer: (request: MockRequest, next: Respond) => Promise<MockResponse>,
): FaultInjection {
  return {
    handle: (next, match) => async (request) => (applies(match(request)) ? answer(request, next) : next(request)),
  };
}
