import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runLine } from '../run-line.test-support';
import { startTaskServer, type TaskServer, taskDocument } from './task-server.test-support';

const folder = mkdtempSync(join(tmpdir(), 'one case-'));
const spec = join(folder, 'tasks.yaml');
writeFileSync(spec, taskDocument);
let server: TaskServer;
beforeAll(async () => {
  // Takes any title, shows a stack, and forgets the documented type of its errors.
  server = await startTaskServer({
    before: (request, response) => {
      if (request.method !== 'DELETE' && /^\/tasks\/\d{4,}$/.test(request.url ?? '')) {
        response
          .writeHead(404, { 'content-type': 'application/json' })
          .end('{"status":404,"trace":"at f (/srv/app/x.js:1:2)"}');
        return true;
      }
      return request.method === 'PATCH' && response.writeHead(500).end() !== undefined;
    },
  });
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

/** Reads a command line as a shell does, but for what no line of ours has. */
const words = (line: string, env: Record<string, string>): string[] =>
  [...line.matchAll(/(?:'[^']*'|"[^"]*"|\\.|[^\s'"\\])+/g)].map(([word]) =>
    word.replace(
      /'([^']*)'|"([^"]*)"|\\(.)/g,
      (_, plain, quoted, escaped) =>
        plain ?? escaped ?? (quoted as string).replace(/\$(\w+)/g, (__, name: string) => env[name] ?? ''),
    ),
  );

test('the line of every finding runs its case again, alone, and finds the same', async () => {
  const env = { CONTACT_POINTS_TOKEN: 's3cr3t-token', X_SECRET_TOKEN: 'hush' };
  const args = ['verify', server.url, '--spec', spec, '--seed', '3', '--token', env.CONTACT_POINTS_TOKEN];
  const headers = ['--header', 'X-Tenant: one two', '--header', `X-Secret-Token: ${env.X_SECRET_TOKEN}`];
  const { out, code } = await runLine([...args, ...headers, '--fuzz', '0', '--report', 'json=-'], env);
  const { findings } = JSON.parse(out) as { findings: { key: string; again: string }[] };
  expect(code).toBe(1);
  expect(findings.length).toBeGreaterThan(1);
  for (const { key, again } of findings) {
    expect(again).toMatch(/^contact-points verify http.* --case '/);
    for (const secret of Object.values(env)) expect(again).not.toContain(secret);
    const [, ...rest] = words(again, env);
    const { out: alone } = await runLine([...rest, '--report', 'json=-'], env);
    const report = JSON.parse(alone) as { findings: { key: string }[]; summary: { cases: number } };
    expect(report.summary.cases).toBe(1);
    expect(report.findings.map((each) => each.key)).toContain(key);
  }
});

test('a case that there is not is told with the nearest one', async () => {
  const { code, err } = await runLine(['verify', server.url, '--spec', spec, '--case', 'removal/removeTask/x']);
  expect(code).toBe(2);
  expect(err).toMatch(/--case removal\/removeTask\/x: there is no such case\..* Ids depend on the document/);
});
