import type { WireResponse } from '../exchange/exchange';
import { createPatientTarget, waitOf } from './patient-target';

const response = (status: number, retryAfter?: string): WireResponse => ({
  status,
  headers: retryAfter === undefined ? {} : { 'retry-after': retryAfter },
  body: new Uint8Array(),
  milliseconds: 0,
});

const now = Date.parse('2026-01-01T00:00:00Z');
test.each([
  [200, '1', undefined],
  [429, undefined, 1_000],
  [429, '2', 2_000],
  [429, 'Thu, 01 Jan 2026 00:00:03 GMT', 3_000],
  [429, 'Thu, 01 Jan 1970 00:00:00 GMT', 50],
  [429, 'soon', 1_000],
  [429, '999999', 60_000],
  [503, '1', 1_000],
  [503, undefined, undefined],
  [500, '1', undefined],
])('%i with Retry-After %s waits %s ms', (status, retryAfter, wait) => {
  expect(waitOf(response(status, retryAfter), now)).toBe(wait);
});

test('a request is sent again once the target has asked to wait', async () => {
  const answers = [response(429, '0'), response(429, '0'), response(200)];
  let sent = 0;
  const target = createPatientTarget({ url: 'x', close: async () => {}, send: async () => answers[sent++]! });
  await expect(target.send({ method: 'GET', path: '/', headers: {} })).resolves.toMatchObject({ status: 200 });
  expect(sent).toBe(3);
});

test.each([
  [0, 1],
  [2, 3],
])('with %i retries a request is sent %i times, then its refusal is the answer', async (retries, times) => {
  let sent = 0;
  const send = async () => {
    sent += 1;
    return response(429, '0');
  };
  const target = createPatientTarget({ url: 'x', close: async () => {}, send }, { retries });
  await expect(target.send({ method: 'GET', path: '/', headers: {} })).resolves.toMatchObject({ status: 429 });
  expect(sent).toBe(times);
});

test('who stops a run does not wait for the target', async () => {
  const stop = new AbortController();
  const send = async () => response(503, '60');
  const target = createPatientTarget({ url: 'x', close: async () => {}, send }, { signal: stop.signal });
  const answer = target.send({ method: 'GET', path: '/', headers: {} });
  setTimeout(() => stop.abort(), 20);
  await expect(answer).resolves.toMatchObject({ status: 503 });
});
