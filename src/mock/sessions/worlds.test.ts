import { MemoryStore } from '../../store/memory-store';
import { World } from './world';
import { type SessionOptions, Worlds } from './worlds';

const drifts = { names: () => [], answer: () => undefined } as never;
const createWorld = (name: string, store: World['store']): World =>
  new World({ name, store, seed: 1, now: () => new Date(0), drifts });

function create(options: SessionOptions): { worlds: Worlds; pass: (ms: number) => void } {
  let time = 0;
  const main = createWorld('', new MemoryStore());
  const worlds = new Worlds(main, (name, origin) => createWorld(name, origin.fork()), {
    ...options,
    clock: () => time,
  });
  return {
    worlds,
    pass: (ms) => {
      time += ms;
    },
  };
}

const names = (worlds: Worlds): string[] => worlds.list().map(({ name }) => name);

test('a session is the same world for as long as it is used', () => {
  const { worlds, pass } = create({ ttl: 1000 });
  const first = worlds.session('a');
  pass(1000);
  expect(worlds.session('a')).toBe(first);
  pass(1000);
  expect(worlds.session('a')).toBe(first);
  pass(1001);
  expect(names(worlds)).toEqual([]);
  expect(worlds.session('a')).not.toBe(first);
});

test('an expired session is a new world, though nobody looked for what expired', () => {
  const { worlds, pass } = create({ ttl: 1000 });
  const first = worlds.session('a');
  pass(1001);
  expect(worlds.session('a')).not.toBe(first);
});

test('the longest unused makes room for one too many', () => {
  const { worlds, pass } = create({ max: 2 });
  for (const name of ['a', 'b', 'a', 'c']) {
    worlds.session(name);
    pass(1);
  }
  expect(worlds.list()).toEqual([
    { name: 'c', idle: 1 },
    { name: 'a', idle: 2 },
  ]);
  expect(worlds.size).toBe(3);
});

test('the world of those without a session neither expires nor counts', () => {
  const { worlds, pass } = create({ ttl: 1, max: 1 });
  const { main } = worlds;
  worlds.session('a');
  pass(10);
  worlds.session('b');
  expect(worlds.all()).toEqual([main, worlds.session('b')]);
});

test('a deleted session starts anew', async () => {
  const { worlds } = create({});
  await worlds.session('a').store.insert('notes', { id: '1', json: '{}', keys: {} });
  expect(worlds.delete('a')).toBe(true);
  expect(worlds.delete('a')).toBe(false);
  expect(await worlds.session('a').store.get('notes', '1')).toBeUndefined();
});

test('what nobody asks for any more is forgotten by the clock, and the process may end meanwhile', async () => {
  jest.useFakeTimers();
  const main = createWorld('', new MemoryStore());
  const worlds = new Worlds(main, (name, origin) => createWorld(name, origin.fork()), { ttl: 50, clock: Date.now });
  worlds.session('a');
  jest.advanceTimersByTime(120);
  expect(worlds.size).toBe(1);
  jest.useRealTimers();
  await worlds.close();
});

test('sessions start from other data after startFrom, those that exist do not', async () => {
  const { worlds } = create({});
  const before = worlds.session('before');
  const record = { id: '1', json: '{}', keys: {} };
  await worlds.startFrom(new Map([['notes', { count: 1, recordAt: () => record }]]));
  expect(await before.store.get('notes', '1')).toBeUndefined();
  expect(await worlds.session('after').store.get('notes', '1')).toEqual(record);
  expect(await worlds.main.store.get('notes', '1')).toBeUndefined();
});
