import { mkdtempSync, renameSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { NOTES } from '../../src/server/notes.test-support';
import { isLarge, type Served, serve } from './program';

const folder = mkdtempSync(join(tmpdir(), 'watch-hostile-'));
const file = join(folder, 'api.yaml');
let served: Served;
afterAll(() => {
  served?.child.kill('SIGKILL');
  rmSync(folder, { recursive: true });
});

const written = (length: number): string => NOTES.replaceAll('maxLength: 40', `maxLength: ${length}`);
const saves: Readonly<Record<string, (length: number) => void>> = {
  good: (length) => writeFileSync(file, written(length)),
  renamed: (length) => {
    writeFileSync(`${file}~`, written(length));
    renameSync(`${file}~`, file);
  },
  broken: (length) => writeFileSync(file, written(length).slice(0, length * 20)),
  empty: () => writeFileSync(file, ''),
  bytes: () => writeFileSync(file, Buffer.from([0, 255, 254, 1])),
  deleted: () => {
    try {
      unlinkSync(file);
    } catch {} // It is gone already.
  },
};

test(`${isLarge ? 1000 : 150} saves in a row, good, broken, empty and deleted: the last good one is served`, async () => {
  writeFileSync(file, written(40));
  served = await serve('--spec', file, '--watch', '--count', '3');
  const kinds = fc.constantFrom(...Object.keys(saves));
  const steps = fc.sample(
    fc.record({ kind: kinds, length: fc.integer({ min: 1, max: 39 }), pause: fc.constantFrom(0, 0, 0, 1, 5, 30) }),
    { numRuns: isLarge ? 1000 : 150, seed: 14 },
  );
  for (const { kind, length, pause } of steps) {
    saves[kind]!(length);
    if (pause > 0) await new Promise((resolve) => setTimeout(resolve, pause));
    expect(served.child.exitCode).toBe(null);
  }
  expect((await fetch(`${served.url}/notes`)).status).toBe(200);
  saves.renamed!(17);
  for (;;) {
    const document = await (await fetch(`${served.url}/openapi.json`)).text();
    if (document.includes('"maxLength": 17')) break;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const health = await (await fetch(`${served.url}/__admin/health`)).json();
  expect((health as { document: object }).document).not.toHaveProperty('problem');
  expect(served.output()).not.toMatch(/internal error|\n\s+at /);
}, 300_000);
