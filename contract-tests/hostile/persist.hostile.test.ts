import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { createMock } from '../../src/mock/create-mock';
import { parseSpec } from '../../src/openapi/load-spec';
import { NOTES } from '../../src/server/notes.test-support';
import { createPersistence } from '../../src/server/persistence/persist';
import { isLarge, PROGRAM, type Served, serve } from './program';

let folder: string;
let file: string;
const running: Served[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'persist-hostile-'));
  file = join(folder, 'state.json');
});
afterEach(() => {
  for (const { child } of running.splice(0)) child.kill('SIGKILL');
  rmSync(folder, { recursive: true });
});

async function served(...args: string[]): Promise<Served> {
  const one = await serve('--spec', 'fixtures/specs/bookshop.yaml', '--count', '5', '--persist', file, ...args);
  running.push(one);
  return one;
}

const add = (url: string, title: string): Promise<Response> =>
  fetch(`${url}/books`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ title, author: 'A', language: 'en', price: 1 }),
  });
const titles = (): string[] =>
  JSON.parse(readFileSync(file, 'utf8')).resources.books.map(({ title }: { title: string }) => title);

test(`killed ${isLarge ? 100 : 5} times at any moment: the file is whole, and at most the last second is lost`, async () => {
  const moments = fc.sample(fc.integer({ min: 300, max: 1500 }), { numRuns: isLarge ? 100 : 5, seed: 14 });
  const safe: string[] = [];
  for (const [life, moment] of moments.entries()) {
    const { url, child, ended } = await served();
    const written: { title: string; at: number }[] = [];
    const end = Date.now() + moment;
    for (let count = 0; Date.now() < end; count++) {
      const title = `life ${life}, book ${count}`;
      expect((await add(url, title)).status).toBe(201);
      written.push({ title, at: Date.now() });
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    child.kill('SIGKILL');
    const killed = Date.now();
    await ended;
    safe.push(...written.filter(({ at }) => killed - at > 1000).map(({ title }) => title));
    if (safe.length > 0) expect(titles()).toEqual(expect.arrayContaining(safe));
    safe.splice(0, Math.max(0, safe.length - 500));
  }
}, 3_600_000);

test('a file that is cut off, changed or foreign never stops a start, and its bytes are kept', async () => {
  const spec = parseSpec(NOTES);
  const good = Buffer.from(await createMock({ spec, count: 5 }).exportState());
  const cut = fc.nat(good.length).map((length) => good.subarray(0, length));
  const changed = fc
    .array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 })
    .map((edits) => {
      const bytes = Buffer.from(good);
      for (const [at, byte] of edits) bytes[at] = byte;
      return bytes;
    });
  const foreign = fc.oneof(
    fc.uint8Array({ maxLength: 200 }),
    fc.json().map((text) => Buffer.from(text)),
  );
  await fc.assert(
    fc.asyncProperty(fc.oneof(cut, changed, foreign), async (bytes) => {
      writeFileSync(file, bytes);
      const told: string[] = [];
      const persistence = createPersistence(file, (sentence) => told.push(sentence));
      const mock = createMock({ spec, count: 5, onChange: persistence.changed });
      await persistence.attach(mock);
      const request = { method: 'POST', path: '/notes', query: '', headers: { 'content-type': 'application/json' } };
      const { status } = await mock.handle({ ...request, body: Buffer.from('{"text":"new"}') });
      expect(status).toBe(201);
      await persistence.close();
      expect(readFileSync(file, 'utf8')).toContain('"new"');
      // What could not be read as a whole lies beside it, byte by byte.
      const kept = readdirSync(folder).filter((name) => name !== 'state.json');
      expect(kept).toHaveLength(told.length);
      for (const name of kept) {
        expect(readFileSync(join(folder, name)).equals(Buffer.from(bytes))).toBe(true);
        rmSync(join(folder, name));
      }
    }),
    { numRuns: isLarge ? 2000 : 150, seed: 14 },
  );
}, 600_000);

test('a second process on the same file is refused with a sentence, and takes over when the first is killed', async () => {
  const first = await served();
  const second = spawnSync(process.execPath, [PROGRAM, 'serve', '--port', '0', '--persist', file], {
    encoding: 'utf8',
  });
  expect(second.status).not.toBe(0);
  expect(second.stderr).toContain(`process ${first.child.pid} keeps its data there`);
  first.child.kill('SIGKILL');
  await first.ended;
  await served();
});
