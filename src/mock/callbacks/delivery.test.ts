import { Journal } from '../journal/journal';
import type { CallbackRequest } from './callback-request';
import { type CallbackReport, deliver, isAllowedHost } from './delivery';

const REQUEST: CallbackRequest = { method: 'POST', url: 'http://localhost:1/a?b=c', headers: { x: 'y' }, body: '{}' };

/** Delivers to a receiver that answers these statuses in turn; 0 is no answer. */
async function delivered(statuses: readonly number[], goesOn = true) {
  const reports: CallbackReport[] = [];
  const waited: number[] = [];
  const journal = new Journal({ entries: 10, bytes: () => 1e6 });
  const send = async () => {
    const status = statuses[reports.length]!;
    if (status === 0) throw new Error('fetch failed', { cause: new Error('connect ECONNREFUSED') });
    return { status, headers: {} };
  };
  const sleep = async (ms: number): Promise<boolean> => {
    waited.push(ms);
    return goesOn;
  };
  const report = (each: CallbackReport): void => void reports.push(each);
  const last = await deliver('done', REQUEST, { send, report, backOff: [1, 2] }, journal, sleep);
  return { reports, waited, last, entries: [...journal.entries()] };
}

test.each([
  [[204], []],
  [[302], []],
  [[404], []],
  [[503, 204], [1]],
  [
    [0, 429, 200],
    [1, 2],
  ],
  [
    [408, 500, 0],
    [1, 2],
  ],
])('a receiver that answers %j is waited for %j', async (statuses, waits) => {
  const { reports, waited, last, entries } = await delivered(statuses);
  expect(reports.map(({ status }) => status)).toEqual(statuses);
  expect(waited).toEqual(waits);
  expect(last).toBe(reports.at(-1));
  expect(entries.map(({ response }) => response.status)).toEqual(statuses);
});

test('nothing is sent any more after the mock has stopped', async () => {
  expect((await delivered([503, 204], false)).reports).toHaveLength(1);
});

test('the journal tells the whole request and why it has no answer', async () => {
  const [entry] = (await delivered([0, 200])).entries;
  expect(entry).toMatchObject({
    request: {
      method: 'POST',
      path: 'http://localhost:1/a',
      query: 'b=c',
      headers: { x: 'y' },
      body: Buffer.from('{}'),
    },
    response: { status: 0, note: 'callback done, attempt 1 of 3: connect ECONNREFUSED' },
  });
});

test.each([
  ['http://localhost:3000/a', true],
  ['http://LOCALHOST', true],
  ['http://app.localhost', true],
  ['http://127.0.0.1', true],
  ['http://127.9.8.7', true],
  ['http://2130706433', true],
  ['http://[::1]:80', true],
  ['https://hooks.test', true],
  ['https://sub.hooks.test', false],
  ['http://localhost.evil.test', false],
  ['http://127.0.0.1.evil.test', false],
  ['http://0.0.0.0', false],
  ['http://169.254.169.254', false],
  ['http://[::ffff:127.0.0.1]', false],
])('%s may be called: %s', (url, expected) => expect(isAllowedHost(new URL(url), ['hooks.test'])).toBe(expected));
