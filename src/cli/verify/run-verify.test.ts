import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runLine } from '../run-line.test-support';

const folder = mkdtempSync(join(tmpdir(), 'verify-'));
const spec = join(folder, 'notes.yaml');
writeFileSync(
  spec,
  [
    'openapi: 3.1.0',
    'info: { title: Notes, version: 1.0.0 }',
    'paths:',
    '  /status:',
    '    get:',
    '      operationId: readStatus',
    '      parameters: [{ name: deep, in: query, schema: { type: boolean } }]',
    '      responses:',
    "        '200': { description: OK, content: { application/json: { schema: { type: object, required: [up] } } } }",
    "        '503': { description: Down }",
  ].join('\n'),
);

let server: Server;
let url: string;
let requests = 0;
/** Answer of the server to every request. */
let body = '{"up":true}';
beforeAll(async () => {
  server = createServer((_, response) => {
    requests += 1;
    response.setHeader('content-type', 'application/json');
    response.end(body);
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
beforeEach(() => {
  requests = 0;
  body = '{"up":true}';
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

// The server answers everything alike, which other kinds of cases rightly hold against it.
const verify = (args: readonly string[], env: Record<string, string> = {}) =>
  runLine(['verify', url, '--spec', spec, '--only', 'values', ...args], env);

test('writes every report that is asked for', async () => {
  const names = ['junit', 'json', 'html', 'markdown', 'sarif', 'gitlab', 'har'];
  const files = names.map((name) => join(folder, 'new', `report.${name}`));
  const list = names.map((name, index) => `${name}=${files[index]}`);
  const { code, out } = await verify(['--report', list.slice(0, 2).join(','), '--report', list.slice(2).join(',')]);
  expect(code).toBe(0);
  expect(out).toMatch(/\nNo findings on /);
  const starts = files.map((file) => readFileSync(file, 'utf8').slice(0, 15));
  expect(starts).toEqual([
    '<?xml version="',
    '{\n  "version": ',
    '<!doctype html>',
    '## ✅ Notes 1.0.',
    '{\n  "$schema": ',
    '[]\n',
    '{\n  "log": {\n  ',
  ]);
});

test('leaves standard output to the report that is written there', async () => {
  const { out, err } = await verify(['--report', 'json=-']);
  expect(JSON.parse(out)).toMatchObject({ version: 1, target: url });
  expect(err).toMatch(/^Covered: /);
});

test.each([
  ['an unknown format', ['--report', 'xml=report.xml'], 'there is no format "xml"'],
  ['a file that cannot be written', ['--report', `html=${folder}`], 'is a folder'],
  [
    'a coverage that is no share',
    ['--min-coverage', '101'],
    '--min-coverage must be a number from 0 to 100, not "101".',
  ],
])('refuses %s before it sends anything', async (_, args, message) => {
  const { code, err } = await verify(args);
  expect(code).toBe(2);
  expect(err).toContain(message);
  expect(requests).toBe(0);
});

describe('--min-coverage', () => {
  const covered = async (): Promise<number> => {
    const { out } = await verify(['--report', 'json=-']);
    return JSON.parse(out).coverage.percent;
  };

  test('passes what reaches it', async () => {
    const { code, out } = await verify(['--min-coverage', String(await covered())]);
    expect(code).toBe(0);
    expect(out).not.toContain('--min-coverage');
  });

  test('fails what does not, and says so', async () => {
    const percent = await covered();
    expect(percent).toBeGreaterThan(0);
    const { code, out } = await verify(['--min-coverage', String(percent + 0.1)]);
    expect(code).toBe(1);
    expect(out).toContain(`The coverage of ${percent} % is below the ${percent + 0.1} % that --min-coverage asks for;`);
  });
});

describe('in GitHub Actions', () => {
  const summary = join(folder, 'summary.md');
  const env = { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: summary };

  test('annotates the lines of the document and adds to the job summary', async () => {
    body = '{"down":true}';
    writeFileSync(summary, '# Before\n');
    const { code, out } = await verify([], env);
    expect(code).toBe(1);
    expect(out).toMatch(new RegExp(`^::error file=${spec},line=9,title=readStatus%3A answers a body`, 'm'));
    expect(readFileSync(summary, 'utf8')).toMatch(/^# Before\n## ❌ Notes 1\.0\.0\n/);
  });

  test('fails nothing when the summary cannot be written', async () => {
    const { code, err } = await verify([], { ...env, GITHUB_STEP_SUMMARY: folder });
    expect(code).toBe(0);
    expect(err).toContain('the job summary cannot be written');
  });

  test('elsewhere there are neither', async () => {
    rmSync(summary, { force: true });
    body = '{"down":true}';
    const { out } = await verify([], { GITHUB_STEP_SUMMARY: summary });
    expect(out).not.toContain('::error');
    expect(existsSync(summary)).toBe(false);
  });
});

test('--skip leaves the findings of a check out of reports, too', async () => {
  body = '{"down":true}';
  const { code, out } = await verify(['--skip', 'body-matches-schema', '--report', 'json=-']);
  expect(code).toBe(0);
  expect(JSON.parse(out).findings).toEqual([]);
});
