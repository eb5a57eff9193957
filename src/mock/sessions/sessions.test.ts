import { MemoryStore } from '../../store/memory/memory-store';
import { Session, type SessionOptions, Sessions } from './session';

const createSession = (name: string, store: Session['store']): Session =>
  new Session({ name, store, seed: 1, now: () => new Date(0) });

function create(options: SessionOptions): { sessions: Sessions; pass: (ms: number) => void } {
  let time = 0;
  const main = createSession('', new MemoryStore());
  const sessions = new Sessions(main, (name, origin) => createSession(name, origin.fork()), {
    ...options,
    clock: () => time,
  });
  return {
    sessions,
    pass: (ms) => {
      time += ms;
    },
  };
}

const names = (sessions: Sessions): string[] => sessions.list().map(({ name }) => name);

test('a session is the same session for as long as it is used', () => {
  const { sessions, pass } = create({ ttl: 1000 });
  const first = sessions.session('a');
  pass(1000);
  expect(sessions.session('a')).toBe(first);
  pass(1000);
  expect(sessions.session('a')).toBe(first);
  pass(1001);
  expect(names(sessions)).toEqual([]);
  expect(sessions.session('a')).not.toBe(first);
});

test('an expired session is a new session, though nobody looked for what expired', () => {
  const { sessions, pass } = create({ ttl: 1000 });
  const first = sessions.session('a');
  pass(1001);
  expect(sessions.session('a')).not.toBe(first);
});

test('the longest unused makes room for one too many', () => {
  const { sessions, pass } = create({ max: 2 });
  for (const name of ['a', 'b', 'a', 'c']) {
    sessions.session(name);
    pass(1);
  }
  expect(sessions.list()).toEqual([
    { name: 'c', idle: 1 },
    { name: 'a', idle: 2 },
  ]);
  expect(sessions.size).toBe(3);
});

test('the session of those without a session neither expires nor counts', () => {
  const { sessions, pass } = create({ ttl: 1, max: 1 });
  const { main } = sessions;
  sessions.session('a');
  pass(10);
  sessions.session('b');
  expect(sessions.all()).toEqual([main, sessions.session('b')]);
});

test('a deleted session starts anew', async () => {
  const { sessions } = create({});
  await sessions.session('a').store.insert('notes', { id: '1', json: '{}', keys: {} });
  expect(sessions.delete('a')).toBe(true);
  expect(sessions.delete('a')).toBe(false);
  expect(await sessions.session('a').store.get('notes', '1')).toBeUndefined();
});

test('what nobody asks for any more is forgotten by the clock, and the process may end meanwhile', async () => {
  jest.useFakeTimers();
  const main = createSession('', new MemoryStore());
  const sessions = new Sessions(main, (name, origin) => createSession(name, origin.fork()), {
    ttl: 50,
    clock: Date.now,
  });
  sessions.session('a');
  jest.advanceTimersByTime(120);
  expect(sessions.size).toBe(1);
  jest.useRealTimers();
  await sessions.close();
});

test('sessions start from other data after startFrom, those that exist do not', async () => {
  const { sessions } = create({});
  const before = sessions.session('before');
  const record = { id: '1', json: '{}', keys: {} };
  await sessions.startFrom(new Map([['notes', { count: 1, recordAt: () => record }]]));
  expect(await before.store.get('notes', '1')).toBeUndefined();
  expect(await sessions.session('after').store.get('notes', '1')).toEqual(record);
  expect(await sessions.main.store.get('notes', '1')).toBeUndefined();
});
