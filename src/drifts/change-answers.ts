import type { JsonObject, JsonValue } from '../json-schema/json-schema';
import { isJsonObject } from '../json-schema/json-type';
import type { MockResponse } from '../mock/messages/message';
import { isJson } from '../openapi/media-types';
import type { Handle, Spoil } from './drift';
import type { Question } from './question';

/** Changes one answer; gives back the same one where there is nothing to change. */
export type ChangeAnswer = (answer: MockResponse, question: Question) => MockResponse;

/**
 * Spoils answers. What GET answers differently, HEAD does too, as it is answered from GET (RFC 9110, section 9.3.2).
 *
 * @param create - makes the change for one mock, so that it may remember
 */
export function changeAnswers(create: () => ChangeAnswer): Spoil {
  return {
    handle: (next, find) => {
      const change = create();
      return async (request) => {
        const asked = request.method === 'HEAD' ? { ...request, method: 'GET' } : request;
        const healthy = await next(asked);
        const answer = change(healthy, find(asked));
        if (asked === request) return answer;
        return answer === healthy ? next(request) : withoutBody(answer);
      };
    },
  };
}

/** Spoils the answers that a condition holds for. */
export function changeAnswersThat(
  applies: (answer: MockResponse, question: Question) => boolean,
  change: ChangeAnswer,
) {
  return changeAnswers(() => (answer, question) => (applies(answer, question) ? change(answer, question) : answer));
}

/** Spoils the JSON of the answers that a condition holds for; undefined leaves a body as it is. */
export function changeJson(
  applies: (answer: MockResponse, question: Question) => boolean,
  change: (body: JsonValue, question: Question, answer: MockResponse) => JsonValue | undefined,
): Spoil {
  return changeAnswersThat(applies, (answer, question) => {
    const body = jsonOf(answer);
    const changed = body === undefined ? undefined : change(body, question, answer);
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

/** Whether an answer is a success. */
export function isSuccess({ status }: MockResponse): boolean {
  return status >= 200 && status < 300;
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
  return { ...answer, status, ...(repeats && { body: JSON.stringify({ ...body, status }) }) };
}

/** An error in the document's own shape, which is what is wrong with it only by coming at all. */
export async function failWith(next: Handle, status: number): Promise<MockResponse> {
  return { ...withStatus(await askJson(next, 'GET', '/no-such-path-at-all'), status), note: 'drift' };
}

/** Asks a healthy mock something on the side. */
export async function askJson(next: Handle, method: string, path: string, body?: JsonValue): Promise<MockResponse> {
  if (body === undefined) return next({ method, path, query: '', headers: {} });
  const headers = { 'content-type': 'application/json' };
  return next({ method, path, query: '', headers, body: new TextEncoder().encode(JSON.stringify(body)) });
}

function withoutBody({ status, headers, body, note }: MockResponse): MockResponse {
  if (body === undefined) return { status, headers, note };
  const length = typeof body === 'string' ? Buffer.byteLength(body) : body.byteLength;
  return { status, headers: { 'content-length': String(length), ...headers }, note };
}
