import { randomUUID } from 'node:crypto';
import type { InitialRecords } from '../interface/store';
import { StoreUnavailable } from '../interface/store';
import { describeStore } from '../testing/describe-store';
import { ids, initialNotes, note } from '../testing/store-notes';
import { RedisConnection } from './redis-connection';
import { RedisServer } from './redis-server.test-support';
import { SharedStateError } from './redis-session';
import { RedisStore } from './redis-store';

let server: RedisServer;
beforeAll(async () => {
  server = await RedisServer.start('--appendfsync', 'no');
});
afterAll(() => server.stop());

const create = async (
  initial: ReadonlyMap<string, InitialRecords>,
  prefix: string = randomUUID(),
  sessionTtl = 3600,
): Promise<RedisStore> =>
  new RedisStore({ connection: await RedisConnection.open(server.url), prefix, sessionTtl }, initial);

/** The keys in Redis below a prefix. */
const keysOf = async (prefix: string): Promise<number> => {
  const connection = await RedisConnection.open(server.url);
  const keys = (await connection.command(['KEYS', `{${prefix}}:*`])) as string[];
  await connection.close();
  return keys.length;
};

describeStore('Redis', (initial) => create(initial), { runs: 25 });

describe('several stores of one prefix', () => {
  let stores: RedisStore[];
  let prefix: string;
  beforeEach(async () => {
    prefix = randomUUID();
    stores = await Promise.all(Array.from({ length: 4 }, () => create(initialNotes(2500), prefix)));
  });
  afterEach(() => Promise.all(stores.map((store) => store.close())));

  test('are seeded once, whoever comes first', async () => {
    await Promise.all(stores.map((store) => store.open()));
    const pages = await Promise.all(stores.map((store) => store.page('notes', {}, 0, 10_000)));
    for (const { items, total } of pages) {
      expect(total).toBe(2500);
      expect(items.map(({ id }) => id)).toEqual(Array.from({ length: 2500 }, (_, index) => `n${index}`));
    }
  });

  test('are one state', async () => {
    const [one, other] = stores as [RedisStore, RedisStore];
    expect(await one.insert('notes', note('a', { color: 'blue' }))).toBe(true);
    expect(await other.insert('notes', note('a'))).toBe(false);
    expect(await ids(other, { color: 'blue' })).toEqual(['a']);
    await other.reset();
    expect(await one.get('notes', 'a')).toBeUndefined();
    await one.reseed(initialNotes(1));
    await other.insert('notes', note('b'));
    await other.reset();
    expect(await ids(one)).toEqual(['n0']);
  });

  test('give every number once, and go back with the data', async () => {
    const given = await Promise.all(
      Array.from({ length: 200 }, (_, index) => stores[index % 4]!.nextNumber('notes', 7)),
    );
    expect(given.sort((left, right) => left - right)).toEqual(Array.from({ length: 200 }, (_, index) => index + 8));
    expect(await stores[0]!.nextNumber('notes', 1000)).toBe(1001);
    await stores[1]!.reset();
    expect(await stores[2]!.nextNumber('notes', 7)).toBe(8);
  });

  test('share forks by their names', async () => {
    const [one, other] = stores.map((store) => store.fork('anna')) as [RedisStore, RedisStore];
    await one.insert('notes', note('a'));
    await one.close();
    expect(await other.get('notes', 'a')).toEqual(note('a'));
    expect(await stores[0]!.get('notes', 'a')).toBeUndefined();
    expect(await stores[0]!.fork('ben').get('notes', 'a')).toBeUndefined();
  });

  test('lose no change of one record', async () => {
    await stores[0]!.insert('notes', { id: 'sum', json: '0', keys: {} });
    await Promise.all(
      Array.from({ length: 40 }, (_, index) =>
        stores[index % 4]!.update('notes', 'sum', (current) => ({ ...current, json: String(+current.json + 1) })),
      ),
    );
    expect((await stores[3]!.get('notes', 'sum'))?.json).toBe('40');
  });

  test('refuse to start with other records', async () => {
    await stores[0]!.open();
    const wrong = await create(initialNotes(2499), prefix);
    await expect(wrong.open()).rejects.toThrow(SharedStateError);
    await wrong.close();
  });

  test('start anew when Redis has lost everything', async () => {
    await stores[0]!.insert('notes', note('a'));
    // Several times: who is late must not write again what the first one has written.
    for (let round = 0; round < 10; round++) {
      const connection = await RedisConnection.open(server.url);
      await connection.command(['FLUSHALL']);
      await connection.close();
      const totals = await Promise.all(stores.map((store) => store.page('notes', {}, 0, 0)));
      expect(totals.map(({ total }) => total)).toEqual([2500, 2500, 2500, 2500]);
    }
  });
});

test('leaves nothing behind: neither copies nor snapshots nor forks', async () => {
  const prefix = randomUUID();
  const store = await create(initialNotes(50), prefix);
  await store.open();
  await store.reset();
  const before = await keysOf(prefix);
  for (const id of ['a', 'b']) {
    await store.insert('notes', note(id, { color: id }));
    const snapshot = await store.snapshot();
    await store.insert('notes', note(`${id}2`));
    await store.restore(snapshot);
    await store.remove('notes', id);
    await store.load(initialNotes(3));
  }
  const fork = store.fork();
  await fork.insert('notes', note('c'));
  await fork.close();
  await store.reset();
  await store.close();
  // The counter of collections is all that is new.
  expect(await keysOf(prefix)).toBeLessThanOrEqual(before + 1);
});

test('a session that nobody uses is forgotten', async () => {
  const prefix = randomUUID();
  const store = await create(initialNotes(5), prefix, 0);
  await store.fork('anna').insert('notes', note('a'));
  await new Promise((resolve) => setTimeout(resolve, 1100));
  const other = await create(initialNotes(5), prefix, 0);
  other.fork('ben');
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(await other.fork('anna').get('notes', 'a')).toBeUndefined();
  await Promise.all([store.close(), other.close()]);
});

test.each(['a\0b', '\x01', '\x01z', '\ud800', 'ü€😀', '\r\n', '%z'])('takes the key and the value %j', async (text) => {
  const store = await create(new Map());
  const record = note('a', { [text]: text });
  await store.insert('notes', record);
  expect(await ids(store, { [text]: text })).toEqual(['a']);
  await store.update('notes', 'a', () => note('a', {}));
  expect(await ids(store, { [text]: text })).toEqual([]);
  await store.insert('notes', note('b', { [text]: text }));
  expect(await store.remove('notes', 'b')).toBe(true);
  expect(await ids(store, { [text]: text })).toEqual([]);
  await store.close();
});

describe('a server that is gone', () => {
  let own: RedisServer;
  let store: RedisStore;
  beforeEach(async () => {
    own = await RedisServer.start();
    store = new RedisStore({ connection: await RedisConnection.open(own.url), prefix: 'p' }, initialNotes(3));
    await store.insert('notes', note('kept'));
  });
  afterEach(async () => {
    await own.stop();
    await store.close();
  });

  const untilReady = async (): Promise<void> => {
    while (!(await store.isReady())) await new Promise((resolve) => setTimeout(resolve, 20));
  };

  test('is told at once, and found again with all that was acknowledged', async () => {
    await own.kill();
    await expect(store.get('notes', 'kept')).rejects.toThrow(StoreUnavailable);
    await expect(store.insert('notes', note('lost'))).rejects.toThrow(StoreUnavailable);
    expect(await store.isReady()).toBe(false);
    await own.restart();
    await untilReady();
    expect(await ids(store)).toEqual(['n0', 'n1', 'n2', 'kept']);
  });

  test('or stands still keeps nobody waiting but the first', async () => {
    process.kill(own.pid, 'SIGSTOP');
    await expect(store.get('notes', 'kept')).rejects.toThrow('did not answer');
    await expect(store.get('notes', 'kept')).rejects.toThrow('no connection');
    process.kill(own.pid, 'SIGCONT');
    await untilReady();
    expect(await store.get('notes', 'kept')).toBeDefined();
  });
});

test('who cannot be connected to is named without the password', async () => {
  await expect(RedisConnection.open('redis://:hush@127.0.0.1:1')).rejects.toThrow(/^127\.0\.0\.1:1 cannot be used: /);
});

test('a password is used, and its lack is told', async () => {
  const locked = await RedisServer.start('--requirepass', 'hush');
  const connection = await RedisConnection.open(locked.url);
  expect(await connection.command(['PING'])).toBe('PONG');
  await connection.close();
  await expect(RedisConnection.open(locked.url.replace('hush', 'wrong'))).rejects.toThrow(
    /does not know this user or password/,
  );
  await expect(RedisConnection.open(locked.url.replace(':hush@', ''))).rejects.toThrow(/asks for a password/);
  await locked.stop();
});
