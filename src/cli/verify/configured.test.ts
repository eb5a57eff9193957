import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runLine } from '../run-line.test-support';
import { startTaskServer, type TaskServer, taskDocument } from './task-server.test-support';

const folder = mkdtempSync(join(tmpdir(), 'configured-'));
const put = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};
put('tasks.yaml', taskDocument);
let server: TaskServer;
const headers: (string | string[] | undefined)[] = [];
beforeAll(async () => {
  server = await startTaskServer({
    before: (request, response) => {
      headers.push(request.headers['x-team']);
      if (request.headers['x-signature'] === 'of-hooks') return false;
      return response.writeHead(500).end() !== undefined;
    },
  });
});
beforeEach(() => {
  headers.length = 0;
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

put(
  'hooks.cjs',
  `exports.beforeRequest = (request, { operation }) => ({
     ...request,
     headers: { ...request.headers, 'x-signature': 'of-hooks', 'x-operation': operation ?? 'none' },
   });
   exports.checks = [{ name: 'has-date', severity: 'warning', judge: ({ response }) => response.headers.date ? [] : [{ title: 'no date' }] }];`,
);

test('a run is described by a file: options, operations, checks, hooks and a profile', async () => {
  const config = put(
    'contact-points.config.yaml',
    `
verify:
  url: ${server.url}
  spec: tasks.yaml
  hooks: hooks.cjs
  only: [values, mutations, 'unknown-ids', 'unsupported-methods']
  operations:
    listTasks: { skip: true }
    readTask: { headers: { X-Team: readers } }
  checks: { required-headers: off, method-not-allowed: off }
profiles:
  report:
    verify: { report: { json: out.json } }
`,
  );
  const { code, out, err } = await runLine(['verify', '--config', config, '--profile', 'report']);
  expect(err).toBe('');
  expect(out).toMatch(/No findings on/);
  expect(code).toBe(0);
  const report = JSON.parse(readFileSync(join(folder, 'out.json'), 'utf8'));
  expect(report.cases.filter(({ operation }: { operation?: string }) => operation === 'listTasks')).toEqual([]);
  expect(headers).toContain('readers');
  expect(headers).toContain(undefined);
});

test.each([
  [
    'a check that there is not',
    'verify: { url: http://localhost:9, checks: { no-leek: off } }',
    /checks: no-leek: there is no such check\. Did you mean no-leak\?/,
  ],
  [
    'an operation that there is not',
    'verify: { url: http://localhost:9, spec: tasks.yaml, operations: { listTask: {} } }',
    /operations: listTask: .*Did you mean listTasks\?/,
  ],
  [
    'hooks that are not there',
    'verify: { url: http://localhost:9, hooks: none.js }',
    /--hooks .*none\.js is not there/,
  ],
  [
    'hooks that do not load',
    'verify: { url: http://localhost:9, hooks: broken.cjs }',
    /--hooks .*broken\.cjs cannot be loaded: no such thing\./,
  ],
  [
    'hooks of another name',
    'verify: { url: http://localhost:9, hooks: named.cjs }',
    /named\.cjs: there is no hook beforeRequests\. Did you mean beforeRequest\?/,
  ],
  ['no URL', 'verify: { seed: 1 }', /verify needs URL/],
])('%s is told before anything is sent', async (_, text, message) => {
  put('broken.cjs', "throw new Error('no such thing');");
  put('named.cjs', 'exports.beforeRequests = () => {};');
  const { code, err } = await runLine(['verify', '--config', put('other.yaml', text)]);
  expect(err).toMatch(message);
  expect(code).toBe(2);
  expect(headers).toEqual([]);
});

test('own checks are chosen by name, as those of the suite are', async () => {
  const args = [
    'verify',
    server.url,
    '--spec',
    join(folder, 'tasks.yaml'),
    '--hooks',
    join(folder, 'hooks.cjs'),
    '--only',
    'values',
  ];
  expect((await runLine([...args, '--skip', 'has-date'])).code).toBe(0);
  expect((await runLine([...args, '--skip', 'has-dates'])).err).toMatch(/Did you mean has-date\?/);
});

test('a second opinion is a note, and can be left out by its name', async () => {
  const args = ['verify', server.url, '--spec', join(folder, 'tasks.yaml'), '--hooks', join(folder, 'hooks.cjs')];
  const { out, code } = await runLine([...args, '--only', 'values', '--second-opinion', '--skip', 'second-opinion']);
  expect(out).toMatch(/No findings on/);
  expect(code).toBe(0);
});
