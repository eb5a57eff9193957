import { createRandom } from '../../src/json-schema/model/random';
import { RedisServer } from '../../src/store/redis/redis-server.test-support';
import { isLarge, type Served, serve } from './program';

const SECONDS = isLarge ? 60 : 8;
const WRITERS = 32;

const mocks: Served[] = [];
let redis: RedisServer | undefined;
afterEach(async () => {
  for (const { child } of mocks.splice(0)) child.kill('SIGKILL');
  await redis?.stop();
});

interface Item {
  readonly id: number;
  readonly text: string;
}
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

test(`4 processes and ${WRITERS} writers for ${SECONDS} s, processes and Redis killed and frozen: nothing is lost, nothing is there twice`, async () => {
  const server = await RedisServer.start();
  redis = server;
  const start = (): Promise<Served> =>
    serve('--spec', 'fixtures/specs/several-processes.yaml', '--count', '40', '--store', server.url);
  mocks.push(...(await Promise.all(Array.from({ length: 4 }, start))));
  const acknowledged = new Map<string, number>();
  const wrong: unknown[] = [];
  let over = false;

  const write = async (url: string, text: string): Promise<boolean> => {
    const headers = { 'content-type': 'application/json' };
    const sent = { method: 'POST', headers, body: JSON.stringify({ text }), signal: AbortSignal.timeout(20_000) };
    // Of a connection that is cut nobody knows if the item was made.
    const response = await fetch(`${url}/numbered`, sent).catch(() => undefined);
    const body = await response?.json().catch(() => undefined);
    if (response === undefined || body === undefined) return false;
    if (response.status === 201 && (body as Item).text === text) acknowledged.set(text, (body as Item).id);
    else if (response.status !== 503 || response.headers.get('retry-after') !== '1')
      wrong.push([response.status, body]);
    return response.status === 201;
  };
  const writers = Array.from({ length: WRITERS }, async (_, writer) => {
    for (let round = 0; !over; round++) {
      if (!(await write(mocks[(writer + round) % 4]!.url, `${writer} ${round}`))) await pause(20);
    }
  });
  const readers = [0, 1].map(async (index) => {
    for (; !over; await pause(20)) {
      const response = await fetch(`${mocks[index]!.url}/numbered?limit=100000`).catch(() => undefined);
      const body = (await response?.json().catch(() => undefined)) as { items?: Item[]; total?: number } | undefined;
      if (response?.status === 200 && body !== undefined && body.items?.length !== body.total) wrong.push(body.total);
    }
  });

  const random = createRandom(14);
  const frozen = async (pid: number, ms: number): Promise<void> => {
    process.kill(pid, 'SIGSTOP');
    await pause(ms);
    process.kill(pid, 'SIGCONT');
  };
  const faults = [
    async () => {
      const index = random.integer(0, 3);
      mocks[index]!.child.kill('SIGKILL');
      mocks[index] = await start();
    },
    () => frozen(mocks[random.integer(0, 3)]!.child.pid!, random.integer(100, 1500)),
    () => frozen(server.pid, random.integer(100, 3000)),
    async () => {
      await server.kill();
      await pause(random.integer(0, 500));
      await server.restart();
    },
  ];
  const end = Date.now() + SECONDS * 1000;
  for (let round = 0; Date.now() < end; round++) {
    await pause(random.integer(200, 600));
    // Each of them in turn: none is left out of a short run.
    await faults[round % faults.length]!().catch((error) => wrong.push(String(error)));
  }
  over = true;
  await Promise.all([...writers, ...readers]);
  for (const { url } of mocks) while ((await fetch(`${url}/readyz`)).status !== 200) await pause(50);

  expect(wrong).toEqual([]);
  const lists = await Promise.all(
    mocks.map(async ({ url }) => (await (await fetch(`${url}/numbered?limit=100000`)).json()) as { items: Item[] }),
  );
  const [{ items }] = lists as [{ items: Item[] }];
  for (const list of lists) expect(list.items).toEqual(items);
  const written = items.slice(40).map(({ text }) => text);
  expect(new Set(written).size).toBe(written.length);
  expect(new Set(items.map(({ id }) => id)).size).toBe(items.length);
  expect(new Set(acknowledged.values()).size).toBe(acknowledged.size);
  const known = new Map(items.map(({ id, text }) => [text, id]));
  expect([...acknowledged].filter(([text, id]) => known.get(text) !== id)).toEqual([]);
  expect(acknowledged.size).toBeGreaterThan(SECONDS * 20);
  if (isLarge) process.stderr.write(`${acknowledged.size} acknowledged, ${written.length} made, none lost or double\n`);
}, 300_000);
