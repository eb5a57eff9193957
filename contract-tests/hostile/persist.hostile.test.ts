import { spawnSync } from 'node:child_process';
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { createMock } from '../../src/mock/create-mock';
import { parseSpec } from '../../src/openapi/load-spec';
import { NOTES } from '../../src/server/notes.test-support';
import { createPersistence } from '../../src/server/persistence/persist';
import { isLarge, PROGRAM, type Served, serve, start } from './program';

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

async function served(starting: (...args: string[]) => Promise<Served> = serve): Promise<Served> {
  const one = await starting('--spec', 'fixtures/specs/bookshop.yaml', '--count', '5', '--persist', file);
  running.push(one);
  return one;
}

const add = (url: string, title: string): Promise<Response> =>
  fetch(`${url}/books`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ title, author: 'A', language: 'en', price: 1 }),
  });
const titles = (name = file): string[] =>
  JSON.parse(readFileSync(name, 'utf8')).resources.books.map(({ title }: { title: string }) => title);
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

test(`killed ${isLarge ? 100 : 20} times at any moment: the file is whole, and at most the last second is lost`, async () => {
  const moments = fc.sample(fc.integer({ min: 100, max: isLarge ? 2000 : 1500 }), {
    numRuns: isLarge ? 100 : 20,
    seed: 14,
  });
  const safe: string[] = [];
  for (const [life, moment] of moments.entries()) {
    const { url, child, ended } = await served();
    const written: { title: string; at: number }[] = [];
    const end = Date.now() + moment;
    // On a machine that does much else, what takes no time takes some: what this process waited for, and the disk.
    let slow = 0;
    for (let count = 0; Date.now() < end; count++) {
      const title = `life ${life}, book ${count}`;
      const asked = Date.now();
      expect((await add(url, title)).status).toBe(201);
      written.push({ title, at: Date.now() });
      await pause(10);
      slow = Math.max(slow, Date.now() - asked);
    }
    child.kill('SIGKILL');
    const killed = Date.now();
    await ended;
    const probe = openSync(join(folder, 'probe'), 'w');
    writeSync(probe, Buffer.alloc(100_000));
    fsyncSync(probe);
    closeSync(probe);
    const second = 1000 + 2 * (slow + Date.now() - killed);
    safe.push(...written.filter(({ at }) => killed - at > second).map(({ title }) => title));
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

test('of several that start at the same moment, on the note of one that was killed, a single one serves', async () => {
  for (let round = 0; round < (isLarge ? 20 : 2); round++) {
    writeFileSync(join(folder, '.state.json.owner'), '4194304 1');
    const outcomes = await Promise.allSettled(Array.from({ length: 4 }, () => served()));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected') expect(String(outcome.reason)).toMatch(/keeps? its data there/);
    }
    const { child, ended } = running.pop()!;
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
  }
}, 600_000);

describe('a file system of its own', () => {
  /** Mounts, which only root may do, or whoever is root of a namespace of its own. */
  const asRoot = process.getuid!() === 0;
  const SPACE = ['unshare', '--mount', ...(asRoot ? [] : ['--map-root-user'])];
  const inSpace = (pid: number, ...command: string[]): void => {
    const args = ['--mount', ...(asRoot ? [] : ['--user', '--preserve-credentials'])];
    expect(spawnSync('nsenter', ['--target', String(pid), ...args, ...command]).status).toBe(0);
  };
  const small = (...args: string[]): Promise<Served> => {
    const mount = `mount -t tmpfs -o size=${SIZE} tmpfs "$0" && exec "$@"`;
    return start([...SPACE, 'sh', '-c', mount, folder, process.execPath, PROGRAM], args);
  };
  const SIZE = 262_144;
  const canMount = spawnSync(SPACE[0]!, [...SPACE.slice(1), 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt']).status === 0;
  const mounted = canMount ? test : test.skip;
  const until = async (isSo: () => boolean): Promise<void> => {
    while (!isSo()) await pause(20);
  };

  mounted('that is full leaves the file as it was, and gets what was changed as soon as there is room', async () => {
    const { url, child, output, ended } = await served(small);
    const there = `/proc/${child.pid}/root${folder}`;
    const state = join(there, 'state.json');
    expect((await add(url, 'before')).status).toBe(201);
    await until(() => existsSync(state));
    const fill = (): void => {
      const filler = openSync(join(there, 'filler'), 'a');
      try {
        for (;;) writeSync(filler, Buffer.alloc(1024));
      } catch (error) {
        expect((error as NodeJS.ErrnoException).code).toBe('ENOSPC');
      }
      closeSync(filler);
    };
    fill();
    expect((await add(url, 'meanwhile')).status).toBe(201);
    await until(() => /could not be written .*ENOSPC/.test(output()));
    expect(titles(state)).not.toContain('meanwhile');
    expect(titles(state)).toContain('before');
    expect(readdirSync(there).sort()).toEqual(['.state.json.owner', 'filler', 'state.json']);
    rmSync(join(there, 'filler'));
    await until(() => titles(state).includes('meanwhile'));
    fill();
    await add(url, 'lost');
    await pause(1500);
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
    expect(output().match(/could not be written/g)).toHaveLength(2);
    expect(output()).toMatch(/The last changes are not in .*state\.json.*ENOSPC/);
  });

  mounted('that becomes read only and writable again gets what was changed meanwhile', async () => {
    const { url, child, output } = await served(small);
    const state = join(`/proc/${child.pid}/root${folder}`, 'state.json');
    inSpace(child.pid!, 'mount', '-o', 'remount,ro', folder);
    expect((await add(url, 'meanwhile')).status).toBe(201);
    await until(() => /could not be written .*EROFS/.test(output()));
    inSpace(child.pid!, 'mount', '-o', 'remount,rw', folder);
    await until(() => existsSync(state));
    expect(titles(state)).toContain('meanwhile');
  });

  mounted('that is read only from the start is refused with a sentence', async () => {
    const readOnly = (...args: string[]): Promise<Served> =>
      start(
        [...SPACE, 'sh', '-c', 'mount -t tmpfs -o ro tmpfs "$0" && exec "$@"', folder, process.execPath, PROGRAM],
        args,
      );
    await expect(served(readOnly)).rejects.toThrow('lies on a file system that is read only');
  });
});
