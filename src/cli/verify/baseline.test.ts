import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runLine } from '../run-line.test-support';
import { startTaskServer, type TaskServer, taskDocument } from './task-server.test-support';

const folder = mkdtempSync(join(tmpdir(), 'baseline-'));
const spec = join(folder, 'tasks.yaml');
writeFileSync(spec, taskDocument);
/** Faults of the server: of its errors, of what it takes, of its records. */
const faults = { type: true, lax: true, forgets: false };
let server: TaskServer;
beforeAll(async () => {
  server = await startTaskServer({
    before: (request, response) => {
      const known = server.tasks.has(Number(request.url?.split('/')[2]));
      if (faults.type && request.method === 'DELETE' && !known) {
        return response.writeHead(404, { 'content-type': 'application/json' }).end('{"status":404}') !== undefined;
      }
      if (faults.lax && request.method === 'GET' && /^\/tasks\/[^1-9]/.test(request.url ?? '')) {
        return response.writeHead(200, { 'content-type': 'application/json' }).end('{}') !== undefined;
      }
      if (faults.forgets && request.method === 'DELETE' && known) {
        return response.writeHead(204).end() !== undefined;
      }
      return false;
    },
  });
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

const file = join(folder, 'baseline.yaml');
const verify = (...args: string[]) =>
  runLine([
    'verify',
    server.url,
    '--spec',
    spec,
    '--baseline',
    file,
    '--only',
    'readTask,removeTask',
    '--fuzz',
    '3',
    ...args,
  ]);

test('accepts what there is, for every seed, tells what is fixed, and counts what is new or over', async () => {
  expect(await verify()).toMatchObject({ code: 2, err: expect.stringContaining('--update-baseline writes it') });

  const first = await verify('--update-baseline');
  expect(first.err).toMatch(/baseline\.yaml accepts \d+ findings now\.\n/);
  expect(first.code).toBe(0);
  expect(first.out).toMatch(/✗ /);
  const written = readFileSync(file, 'utf8');
  expect(written).toMatch(/^accepted:\n {2}- key: ".*"\n {4}reason: ""\n {4}title: ".*"\n {4}case: ".*"\n/m);

  for (const seed of ['1', '2', '3']) {
    const again = await verify('--seed', seed);
    expect(again.out).toMatch(/findings? of the baseline came again/);
    expect(again.out).toMatch(/No findings on/);
    expect(again.code).toBe(0);
  }

  writeFileSync(file, written.replaceAll('reason: ""', 'reason: "known, #12"'));
  faults.lax = false;
  const mended = await verify();
  expect(mended.code).toBe(0);
  expect(mended.out).toMatch(
    /Fixed, and to be taken out of the baseline \(--update-baseline\):\n {2}readTask: .*known, #12/,
  );
  expect((await verify('--update-baseline')).err).toMatch(/; \d+ fixed ones? taken out/);
  const shrunk = readFileSync(file, 'utf8');
  expect(shrunk.length).toBeLessThan(written.length);
  expect(shrunk).toContain('reason: "known, #12"');

  faults.forgets = true;
  const worse = await verify('--report', 'json=-');
  expect(worse.code).toBe(1);
  const { findings, baseline } = JSON.parse(worse.out);
  expect(findings[0].check).toBe('removed-is-gone');
  expect(baseline.accepted.length).toBeGreaterThan(0);
  faults.forgets = false;

  writeFileSync(file, shrunk.replaceAll('    title:', '    until: 2020-01-01\n    title:'));
  const over = await verify();
  expect(over.code).toBe(1);
  expect(over.out).toMatch(
    /Accepted until a day that is over, and told again:\n(?: {2}.*\n)* {2}removeTask: .*until 2020-01-01/,
  );
  const kept = await verify('--update-baseline');
  expect(kept.code).toBe(1);
  expect(readFileSync(file, 'utf8')).toContain('until: 2020-01-01');
});

test('a run that was of no use changes no file', async () => {
  const before = readFileSync(file, 'utf8');
  const { err, code } = await runLine([
    'verify',
    `${server.url}/nowhere`,
    '--spec',
    spec,
    '--baseline',
    file,
    '--update-baseline',
  ]);
  expect(code).toBe(2);
  expect(err).toMatch(/404/);
  expect(readFileSync(file, 'utf8')).toBe(before);
});
