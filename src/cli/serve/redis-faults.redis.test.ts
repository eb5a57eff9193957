import { connect, createServer, type Server, type Socket } from 'node:net';
import { createMock, type Mock } from '../../mock/create-mock';
import { parseSpec } from '../../openapi/load-spec';
import { NOTES } from '../../server/notes.test-support';
import { RedisConnection } from '../../store/redis/redis-connection';
import { RedisServer } from '../../store/redis/redis-server.test-support';
import { RedisStore } from '../../store/redis/redis-store';

let redis: RedisServer;
const closing: (() => unknown)[] = [];
beforeEach(async () => {
  redis = await RedisServer.start('--appendfsync', 'no');
});
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
  await redis.stop();
});

interface Answer {
  readonly status: number;
  readonly text: string;
}

/** A mock of some notes in Redis, and the way to ask it. */
async function open(url = redis.url, prefix = 'p') {
  const connection = await RedisConnection.open(url);
  let store: RedisStore | undefined;
  const mock: Mock = createMock({
    spec: parseSpec(NOTES),
    count: 5,
    createStore: (initial) => {
      store = new RedisStore({ connection, prefix }, initial);
      return store;
    },
  });
  await store!.open();
  closing.push(() => mock.close());
  return async (line: string, body?: unknown): Promise<Answer> => {
    const [method = '', path = ''] = line.split(' ');
    const answer = await mock.handle({
      ...{ method, path, query: '', headers: { 'content-type': 'application/json' } },
      ...(body !== undefined && { body: Buffer.from(JSON.stringify(body)) }),
    });
    // Whatever is wrong with the store: a client is told to try again, and nothing else goes wrong.
    if (answer.status === 503) expect(answer.headers['retry-after']).toBe('1');
    else expect(answer.status).toBeLessThan(500);
    return { status: answer.status, text: String(answer.body) };
  };
}
type Ask = Awaited<ReturnType<typeof open>>;

/** Sends commands past the mock. */
async function control(url = redis.url): Promise<(...args: string[]) => Promise<unknown>> {
  const connection = await RedisConnection.open(url);
  closing.push(() => connection.close());
  return (...args) => connection.command(args);
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const until = async (isSo: () => Promise<boolean>): Promise<void> => {
  for (let turn = 0; !(await isSo()); turn++) {
    if (turn === 1000) throw new Error('it does not come to be so');
    await pause(20);
  }
};
const total = ({ text }: Answer): number => JSON.parse(text).items.length;
const idOf = ({ text }: Answer): unknown => JSON.parse(text).id;

/** The answers that tell of the whole state. */
const answersOf = async (ask: Ask): Promise<string[]> => {
  const answers: string[] = [];
  for (const line of ['GET /notes', 'GET /notes/1', 'GET /notes/6', 'GET /~anna/notes']) {
    const { status, text } = await ask(line);
    answers.push(status === 503 ? '503' : `${status} ${text}`);
  }
  return answers;
};

test.each([
  ['gone', async (run: Awaited<ReturnType<typeof control>>, key: string) => run('DEL', key)],
  [
    'of another type',
    async (run: Awaited<ReturnType<typeof control>>, key: string) => {
      const isText = (await run('TYPE', key)) === 'string';
      await run('DEL', key);
      return isText ? run('LPUSH', key, 'x') : run('SET', key, 'x');
    },
  ],
])('each key of ours that is %s leaves whole answers, the start, or a 503', async (_name, spoil) => {
  const run = await control();
  const fresh = await open(redis.url, 'fresh');
  const atFirst = await answersOf(fresh);
  const prepare = async (): Promise<Ask> => {
    await run('FLUSHALL');
    const ask = await open();
    expect((await ask('POST /notes', { text: 'new' })).status).toBe(201);
    expect((await ask('POST /~anna/notes', { text: 'hers' })).status).toBe(201);
    return ask;
  };
  const first = await prepare();
  const before = await answersOf(first);
  const keys = ((await run('KEYS', '{p}:*')) as string[]).sort();
  expect(keys.length).toBeGreaterThan(8);
  for (const key of keys) {
    const ask = await prepare();
    await spoil(run, key);
    const after = await answersOf(ask);
    for (const [index, answer] of after.entries()) {
      expect([key, ['503', before[index], atFirst[index]]]).toEqual([key, expect.arrayContaining([answer])]);
    }
    await ask('POST /notes', { text: 'after' });
    await ask('DELETE /notes/1');
  }
});

test('two prefixes of one server know nothing of each other', async () => {
  const [one, other] = await Promise.all([open(redis.url, 'a'), open(redis.url, 'a}:{b')]);
  await one('POST /notes', { text: 'his' });
  await one('DELETE /notes/1');
  expect(total(await other('GET /notes'))).toBe(5);
  await other('POST /~anna/notes', { text: 'hers' });
  expect(total(await one('GET /~anna/notes'))).toBe(5);
  expect((await one('GET /notes/1')).status).toBe(404);
});

test('without room for more, reading goes on, writing is a 503, and all is well when there is room again', async () => {
  const run = await control();
  const ask = await open();
  expect(idOf(await ask('POST /notes', { text: 'first' }))).toBe(6);
  expect((await ask('GET /~anna/notes')).status).toBe(200);
  await run('CONFIG', 'SET', 'maxmemory', '1');
  for (const line of ['POST /notes', 'POST /~anna/notes']) expect((await ask(line, { text: 'x' })).status).toBe(503);
  expect(total(await ask('GET /notes'))).toBe(6);
  expect(total(await ask('GET /~anna/notes'))).toBe(5);
  await run('CONFIG', 'SET', 'maxmemory', '0');
  expect(idOf(await ask('POST /notes', { text: 'second' }))).toBeGreaterThan(6);
  expect(total(await ask('GET /notes'))).toBe(7);
});

test('FLUSHALL again and again under writes: no answer but 201 and 503, and each state is a whole one', async () => {
  const run = await control();
  const asks = await Promise.all(Array.from({ length: 3 }, () => open()));
  let over = false;
  const seen = new Set<number>();
  const writers = Array.from({ length: 12 }, async (_, index) => {
    while (!over) {
      seen.add((await asks[index % 3]!('POST /notes', { text: 'x' })).status);
      const list = await asks[(index + 1) % 3]!('GET /notes');
      if (list.status === 200) expect(total(list)).toBeGreaterThanOrEqual(5);
    }
  });
  for (let round = 0; round < 40; round++) {
    await run('FLUSHALL');
    await pause(round % 5);
  }
  over = true;
  await Promise.all(writers);
  expect([...seen].filter((status) => status !== 201 && status !== 503)).toEqual([]);
  const { status } = await asks[0]!('POST /notes', { text: 'after' });
  expect(status).toBe(201);
});

test('connections that are cut again and again: nothing acknowledged is lost, nothing is there twice', async () => {
  const ask = await open();
  // One for each command: this one is cut as well.
  const cut = async (): Promise<void> => {
    const connection = await RedisConnection.open(redis.url);
    await connection.command(['CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'yes']);
    await connection.close();
  };
  let over = false;
  const made: unknown[] = [];
  const writers = Array.from({ length: 8 }, async () => {
    while (!over) {
      const answer = await ask('POST /notes', { text: 'x' });
      if (answer.status === 201) made.push(idOf(answer));
      else await pause(5);
    }
  });
  for (let round = 0; round < 25; round++) {
    await cut();
    await pause(60);
  }
  over = true;
  await Promise.all(writers);
  await until(async () => (await ask('GET /notes')).status === 200);
  expect(new Set(made).size).toBe(made.length);
  expect(made.length).toBeGreaterThan(25);
  for (const id of made) expect((await ask(`GET /notes/${id}`)).status).toBe(200);
});

test('a script that keeps the server busy is a 503 for the time, and nothing is written by halves', async () => {
  const run = await control();
  const ask = await open();
  const busy = "local till = redis.call('TIME')[1] + 4 while redis.call('TIME')[1] + 0 < till do end";
  const running = run('EVAL', busy, '0').catch(() => undefined);
  expect((await ask('GET /notes')).status).toBe(503);
  expect((await ask('POST /notes', { text: 'x' })).status).toBe(503);
  await running;
  await until(async () => (await ask('POST /notes', { text: 'after' })).status === 201);
  expect(total(await ask('GET /notes'))).toBeGreaterThanOrEqual(6);
});

describe('a replica that takes the place of its primary', () => {
  let replica: RedisServer;
  let target: RedisServer | undefined;
  let door: Server;
  const through = new Set<Socket>();

  /** A door like the name or the address of a cluster: it leads to the primary of the day, and connections outlive a change. */
  beforeEach(async () => {
    replica = await RedisServer.start('--replicaof', `127.0.0.1 ${redis.port}`);
    target = redis;
    door = createServer((socket) => {
      through.add(socket);
      if (target === undefined) return;
      const onward = connect(target.port, '127.0.0.1');
      for (const end of [socket, onward]) through.add(end.on('error', () => undefined));
      socket.pipe(onward).pipe(socket);
    });
    await new Promise<void>((resolve) => door.listen(0, '127.0.0.1', resolve));
  });
  afterEach(async () => {
    for (const socket of through) socket.destroy();
    await new Promise((resolve) => door.close(resolve));
    await replica.stop();
  });
  const url = (): string => `redis://127.0.0.1:${(door.address() as { port: number }).port}`;

  test.each(['killed', 'made a replica'])('when that is %s, is found, with what had reached it', async (how) => {
    const ask = await open(url());
    const [old, next] = await Promise.all([control(redis.url), control(replica.url)]);
    const made: unknown[] = [];
    for (let count = 0; count < 20; count++) made.push(idOf(await ask('POST /notes', { text: 'x' })));
    await until(async () => Number(await old('WAIT', '1', '1000')) >= 1);
    if (how === 'killed') await redis.kill();
    await next('REPLICAOF', 'NO', 'ONE');
    target = replica;
    if (how !== 'killed') await old('REPLICAOF', '127.0.0.1', String(replica.port));
    let last = await ask('POST /notes', { text: 'after' });
    expect([201, 503]).toContain(last.status);
    await until(async () => {
      last = await ask('POST /notes', { text: 'after' });
      return last.status === 201;
    });
    for (const id of made) expect((await ask(`GET /notes/${id}`)).status).toBe(200);
    expect(made).not.toContain(idOf(last));
  });

  test('is found although its address takes connections for a time and says nothing', async () => {
    const ask = await open(url());
    target = undefined;
    for (const socket of through) socket.destroy();
    const start = performance.now();
    while (performance.now() - start < 1000) {
      expect((await ask('GET /notes')).status).toBe(503);
      await pause(100);
    }
    target = redis;
    await until(async () => (await ask('POST /notes', { text: 'after' })).status === 201);
  });
});
