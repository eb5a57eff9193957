import type { MockRequest } from '../messages/message';
import { createJournals, Journal, type RecordedExchange } from './journal';

const request = (body?: string): MockRequest => ({
  method: 'POST',
  path: '/notes',
  query: '',
  headers: {},
  ...(body !== undefined && { body: Buffer.from(body) }),
});
const exchange = (sent?: string, answered?: string): RecordedExchange => ({
  request: request(sent),
  response: { status: 200, headers: {}, note: '', ...(answered !== undefined && { body: answered }) },
  durationMs: 1,
});
const ids = (journal: Journal): number[] => Array.from(journal.entries(), ({ id }) => id);

test('keeps the last entries', () => {
  const journal = new Journal({ entries: 3, bytes: () => 1e9 });
  for (let index = 0; index < 5; index++) journal.record(exchange());
  expect(ids(journal)).toEqual([3, 4, 5]);
  expect(journal.get(2)).toBeUndefined();
  expect(journal.last).toBe(5);
});

test('keeps no more than there is room for, and the newest in any case', () => {
  let room = 20_000;
  const journal = new Journal({ entries: 100, bytes: () => room });
  for (let index = 0; index < 9; index++) journal.record(exchange('a'.repeat(2000), 'b'.repeat(2000)));
  expect(ids(journal)).toEqual([7, 8, 9]);
  room = 10;
  journal.record(exchange());
  expect(ids(journal)).toEqual([10]);
});

test('cuts long bodies and keeps none of the rest in memory', () => {
  const journal = new Journal({ entries: 9, bytes: () => 1e9 });
  const sent = 'a'.repeat(20_000);
  journal.record(exchange(sent, 'short'));
  journal.record(exchange('short', sent));
  const [first, second] = [...journal.entries()];
  expect(first).toMatchObject({ cut: ['request'], response: { body: 'short' } });
  expect(Buffer.from(first!.request.body!)).toEqual(Buffer.from('a'.repeat(16_384)));
  expect(second!.cut).toEqual(['response']);
  expect(String(second!.response.body)).toHaveLength(16_384);
});

test('what is cleared is gone, its numbers too', () => {
  const journal = new Journal({ entries: 2, bytes: () => 1e9 });
  for (let index = 0; index < 3; index++) journal.record(exchange());
  journal.clear();
  expect(ids(journal)).toEqual([]);
  for (let index = 0; index < 3; index++) journal.record(exchange());
  expect(ids(journal)).toEqual([5, 6]);
});

test('tells who asked, until they have had enough', () => {
  const journal = new Journal({ entries: 2, bytes: () => 1e9 });
  const told: number[] = [];
  const stop = journal.subscribe(({ id }) => told.push(id));
  journal.record(exchange());
  stop();
  journal.record(exchange());
  expect(told).toEqual([1]);
});

test('the more sessions, the less room for each', () => {
  const sessions = { size: 1 };
  const journal = createJournals(10_000, sessions)(undefined as never);
  const fill = (): number => {
    for (let index = 0; index < 900; index++) journal.record(exchange('a'.repeat(16_000)));
    return ids(journal).length;
  };
  const alone = fill();
  sessions.size = 1000;
  const among = fill();
  expect(alone).toBeGreaterThan(450);
  expect(among).toBeLessThan(5);
});
