import type { MockResponse } from '../messages/message';

/** Answers a value as JSON; what the mock remembers now is not what it remembers next. */
export function jsonAnswer(value: unknown, status = 200): MockResponse {
  return jsonText(JSON.stringify(value), status);
}

/** Answers a text that is JSON. */
export function jsonText(body: string, status = 200): MockResponse {
  return { status, headers: { 'content-type': 'application/json', 'cache-control': 'no-store' }, body, note: '' };
}

/** Answers that it is done and that there is nothing to say. */
export const done: MockResponse = { status: 204, headers: {}, note: '' };
