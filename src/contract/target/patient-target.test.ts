import { type Target, TransportError, type WireResponse } from '../exchange/exchange';
import { createStoppableTarget } from '../run/run';
import { Blocked } from '../steps/context/case';
import { createPacedTarget, createPatientTarget, waitOf } from './patient-target';

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

const get = { method: 'GET', path: '/', headers: {} };
const answer = { status: 200, headers: {}, body: new Uint8Array(), milliseconds: 0 };

test('requests that come at once are spread evenly; a pause is not made up for', async () => {
  let now = 0;
  const sent: number[] = [];
  const sleeping: { until: number; wake: () => void }[] = [];
  const target: Target = {
    url: 'x',
    close: async () => {},
    send: async () => {
      sent.push(now);
      return answer;
    },
  };
  const paced = createPacedTarget(target, 4, {
    now: () => now,
    sleep: (milliseconds) => new Promise<void>((wake) => sleeping.push({ until: now + milliseconds, wake })),
  });
  const advanceTo = async (time: number): Promise<void> => {
    for (; now < time; now += 10) {
      for (const each of sleeping.filter(({ until }) => until <= now)) each.wake();
      await new Promise(setImmediate);
    }
  };
  const first = Promise.all([paced.send(get), paced.send(get), paced.send(get)]);
  await advanceTo(2_000);
  await first;
  expect(sent).toEqual([0, 250, 500]);
  const second = Promise.all([paced.send(get), paced.send(get)]);
  await advanceTo(3_000);
  await second;
  expect(sent.slice(3)).toEqual([2_000, 2_250]);
});

test('a stopped run begins no request, waits for the write on its way, and gives up what it reads', async () => {
  const finish: (() => void)[] = [];
  const target: Target = {
    url: 'x',
    close: async () => {},
    send: ({ signal }) =>
      new Promise((resolve, reject) => {
        finish.push(() => resolve(answer));
        signal?.addEventListener('abort', () => reject(new TransportError('no complete response', false)));
      }),
  };
  const stop = new AbortController();
  const stoppable = createStoppableTarget(target, stop.signal);
  const [write, read] = [stoppable.send({ ...get, method: 'POST' }), stoppable.send(get)];
  stop.abort();
  await expect(read).rejects.toThrow(Blocked);
  finish[0]!();
  await expect(write).resolves.toBe(answer);
  await expect(stoppable.send(get)).rejects.toThrow(Blocked);
});
