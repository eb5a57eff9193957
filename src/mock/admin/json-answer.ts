import type { MockResponse } from '../message';

/** Answers a value as JSON; what the mock remembers now is not what it remembers next. */
export function jsonAnswer(value: unknown, status = 200): MockResponse {
  return {
    status,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
    body: JSON.stringify(value),
    note: '',
  };
}

/** Answers that it is done and that there is nothing to say. */
export const done: MockResponse = { status: 204, headers: {}, note: '' };
