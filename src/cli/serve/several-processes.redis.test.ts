import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { join } from 'node:path';
import { RedisServer } from '../../store/redis/redis-server.test-support';

const PROGRAM = join(__dirname, '../../../dist/bin/contact-points.js');
const SPEC = join(__dirname, '../../../fixtures/specs/several-processes.yaml');

/** A mock in a process of its own. */
interface Served {
  readonly url: string;
  readonly process: ChildProcess;
}

const running: ChildProcess[] = [];
let redis: RedisServer;
beforeEach(async () => {
  redis = await RedisServer.start();
});
afterEach(async () => {
  for (const child of running.splice(0)) child.kill('SIGKILL');
  await redis.stop();
});

async function serve(...args: string[]): Promise<Served> {
  const given = ['serve', '--port', '0', '--spec', SPEC, '--count', '40', '--store', redis.url, ...args];
  const child = spawn(process.execPath, [PROGRAM, ...given], { stdio: ['ignore', 'pipe', 'pipe'] });
  running.push(child);
  let text = '';
  const url = await new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer): void => {
      text += chunk;
      const match = /Listening on (\S+)/.exec(text);
      if (match !== null) resolve(match[1]!);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('exit', (code) => reject(new Error(`ended with ${code}: ${text}`)));
  });
  return { url, process: child };
}

interface Item {
  readonly id: number | string;
  readonly text: string;
}

const create = async (base: string, path: string, text: string): Promise<Item | undefined> => {
  try {
    const response = await fetch(`${base}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ text }),
      signal: AbortSignal.timeout(10_000),
    });
    const item = (await response.json()) as Item;
    if (response.status === 201) return item;
    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toBe('1');
  } catch (error) {
    // The connection went with its process; whether the item was made, nobody said.
    if ((error as Error).name !== 'TypeError') throw error;
  }
  return undefined;
};

const list = async (base: string, path: string, query = 'limit=100000'): Promise<Item[]> => {
  const response = await fetch(`${base}${path}?${query}`);
  expect(response.status).toBe(200);
  return ((await response.json()) as { items: Item[] }).items;
};

test('four processes and 32 writers: with one killed and Redis restarted, nothing acknowledged is lost', async () => {
  const mocks = await Promise.all(Array.from({ length: 4 }, () => serve()));
  const path = '/numbered';
  const acknowledged: Item[] = [];
  const torn: unknown[] = [];
  let over = false;
  const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
  const until = async (count: number): Promise<void> => {
    while (acknowledged.length < count && !over) await pause(10);
  };
  const writers = Array.from({ length: 32 }, async (_, writer) => {
    for (let round = 0; !over; round++) {
      // As a load balancer does: another one each time.
      const item = await create(mocks[(writer + round) % 4]!.url, path, `${writer} ${round}`);
      if (item === undefined) await pause(20);
      else {
        if (item.text !== `${writer} ${round}`) torn.push(item);
        acknowledged.push(item);
      }
    }
  });
  const reader = (async () => {
    while (!over) {
      const response = await fetch(`${mocks[1]!.url}${path}?limit=100000`);
      const body = (await response.json()) as { items?: Item[]; total?: number };
      if (response.status !== 503 && body.items?.length !== body.total) torn.push(body.total);
      await pause(5);
    }
  })();

  // Where something is wrong, the writers must not go on for ever.
  const deadline = setTimeout(() => {
    over = true;
  }, 40_000);

  await until(200);
  mocks[0]!.process.kill('SIGKILL');
  await until(400);
  await redis.kill();
  const { url } = mocks[1]!;
  const statusOf = async (own: string): Promise<number> => (await fetch(url + own)).status;
  expect(await statusOf('/readyz')).toBe(503);
  expect(await statusOf('/healthz')).toBe(200);
  const before = acknowledged.length;
  await redis.restart();
  await until(before + 200);
  expect(await statusOf('/readyz')).toBe(200);
  expect(over).toBe(false);
  clearTimeout(deadline);
  over = true;
  await Promise.all([...writers, reader]);

  expect(torn).toEqual([]);
  const lists = await Promise.all(mocks.slice(1).map((mock) => list(mock.url, path)));
  const [items] = lists as [Item[]];
  expect(lists[1]).toEqual(items);
  expect(lists[2]).toEqual(items);
  const known = new Map(items.map((item) => [item.id, item]));
  expect(known.size).toBe(items.length);
  expect(new Set(acknowledged.map(({ id }) => id)).size).toBe(acknowledged.length);
  expect(acknowledged.filter(({ id, text }) => known.get(id)?.text !== text)).toEqual([]);
  // What was made without anybody being told was still made by one of them.
  expect(items.length).toBeGreaterThanOrEqual(40 + acknowledged.length);
});

test('workers serve one port and one state, are replaced, and end with their primary', async () => {
  const { url, process: primary } = await serve('--workers', '2');
  const made = await Promise.all(Array.from({ length: 40 }, (_, index) => create(url, '/named', `${index}`)));
  const found = await Promise.all(made.map(async (item) => (await fetch(`${url}/named/${item!.id}`)).status));
  expect(found).toEqual(made.map(() => 200));
  const workers = (): string[] =>
    execFileSync('pgrep', ['-P', String(primary.pid)], { encoding: 'utf8' })
      .trim()
      .split('\n');
  const before = workers();
  expect(before).toHaveLength(2);
  process.kill(Number(before[1]), 'SIGKILL');
  while (workers().filter((pid) => pid !== before[1]).length < 2)
    await new Promise((resolve) => setTimeout(resolve, 50));
  let after: Item | undefined;
  while (after === undefined) after = await create(url, '/named', 'after');
  expect(after.text).toBe('after');
  const ended = new Promise((resolve) => primary.once('exit', resolve));
  primary.kill('SIGTERM');
  expect(await ended).toBe(0);
  await expect(fetch(`${url}/healthz`)).rejects.toThrow('fetch failed');
});

test('sessions are the same behind each process, and start with the same data', async () => {
  const [one, other] = await Promise.all([serve(), serve()]);
  const made = await create(`${one.url}/~anna`, '/numbered', 'hers');
  expect(made).toBeDefined();
  expect((await list(`${other.url}/~anna`, '/numbered')).at(-1)).toEqual(made);
  expect(await list(other.url, '/numbered')).toHaveLength(40);
  const deleted = await fetch(`${other.url}/__admin/sessions/anna`, {
    method: 'DELETE',
    headers: { 'content-type': 'application/json' },
  });
  expect(deleted.status).toBe(204);
  expect(await list(`${one.url}/~anna`, '/numbered')).toHaveLength(40);
});

test('what starts with other data is refused in a sentence', async () => {
  await serve();
  await expect(serve('--seed', '2')).rejects.toThrow(
    /ended with 2: contact-points: The store holds the data of another document, seed/,
  );
});
