import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:tls';

const root = join(__dirname, '../..');
const program = join(root, 'dist/bin/contact-points.js');
/** The same before it is bundled: here it can be seen which modules are loaded. */
const modules = join(root, 'dist/cli/main.js');
const children: ChildProcess[] = [];
const scratch = mkdtempSync(join(tmpdir(), 'contact-points-'));

beforeAll(() => {
  execFileSync(process.execPath, [join(root, 'scripts/build.js'), '--if-changed']);
}, 60_000);
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});
afterAll(() => rmSync(scratch, { recursive: true }));

interface Run {
  readonly child: ChildProcess;
  readonly out: () => string;
  readonly err: () => string;
  /** Waits until standard output matches, and gives the first group. */
  readonly until: (pattern: RegExp) => Promise<string>;
  /** The exit code, or the signal that ended it. */
  readonly ended: Promise<number | string | null>;
}

function run(args: readonly string[], env: Record<string, string> = {}): Run {
  const child = spawn(process.execPath, args, { cwd: scratch, env: { PATH: process.env.PATH, ...env } });
  children.push(child);
  let out = '';
  let err = '';
  let arrived = (): void => {};
  child.stdout.on('data', (chunk) => {
    out += chunk;
    arrived();
  });
  child.stderr.on('data', (chunk) => {
    err += chunk;
  });
  const ended = new Promise<number | string | null>((resolve) => {
    child.on('close', (code, signal) => resolve(code ?? signal));
  });
  const until = (pattern: RegExp): Promise<string> =>
    new Promise((resolve, reject) => {
      arrived = () => {
        const match = pattern.exec(out);
        if (match) resolve(match[1] ?? match[0]);
      };
      arrived();
      void ended.then((code) => reject(new Error(`ended with ${code}: ${out}${err}`)));
    });
  return { child, out: () => out, err: () => err, until, ended };
}

const serve = (args: readonly string[] = [], env?: Record<string, string>): Run =>
  run([program, 'serve', '--port', '0', ...args], env);
const URL_LINE = /Listening on (http:\S+)/;

describe('serving', () => {
  test.each(['SIGTERM', 'SIGINT'] as const)(
    'says what it serves, answers, logs, and %s ends it with 0',
    async (signal) => {
      const server = serve(['--count', '20']);
      const url = await server.until(URL_LINE);
      expect(server.out()).toMatch(/\nResources:\n.* records\nInspector http:.*\nStop with Ctrl-C\.\n/);
      expect((await fetch(`${url}/nowhere`)).status).toBe(404);
      await server.until(/GET {5}\/nowhere {2}404 {2}\d+\.\d ms/);
      server.child.kill(signal);
      expect(await server.ended).toBe(0);
      expect(server.err()).toBe('');
    },
  );

  test('--tls self serves HTTPS, and tells the fingerprint of what verify --insecure takes', async () => {
    const server = serve(['--count', '20', '--tls', 'self']);
    const url = await server.until(/Listening on (https:\S+)/);
    const told = await server.until(/SHA-256 fingerprint (\S+)/);
    const socket = connect({ port: Number(new URL(url).port), host: '127.0.0.1', rejectUnauthorized: false });
    await once(socket, 'secureConnect');
    expect(socket.getPeerCertificate().fingerprint256).toBe(told);
    socket.destroy();
    const judge = run([program, 'verify', url, '--insecure', '--read-only', '--min-coverage', '0']);
    expect([await judge.ended, judge.err()]).toEqual([0, expect.not.stringContaining('Warning')]);
    const wary = run([program, 'verify', url, '--read-only']);
    expect(await wary.ended).toBe(3);
    expect(wary.err() + wary.out()).toContain('--insecure');
  }, 60_000);

  test('--log-format json is one object per line', async () => {
    const server = serve(['--count', '0', '--log-format', 'json']);
    const url = await server.until(/"url":"(http:[^"]+)"/);
    await fetch(`${url}/healthz?x=1`);
    await fetch(`${url}/nowhere`);
    await server.until(/nowhere/);
    server.child.kill('SIGTERM');
    await server.ended;
    const lines = server
      .out()
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines[0]).toMatchObject({ event: 'listening', url });
    expect(lines.at(-1)).toMatchObject({ method: 'GET', path: '/nowhere', status: 404 });
  });

  test('--quiet prints nothing; the port may come from the environment', async () => {
    const port = await freePort();
    const server = run([program, '--quiet', '--count', '1'], { PORT: String(port) });
    await answered(`http://127.0.0.1:${port}/healthz`, server);
    server.child.kill('SIGTERM');
    expect(await server.ended).toBe(0);
    expect([server.out(), server.err()]).toEqual(['', '']);
  });

  test('goes on when nobody reads its output any more', async () => {
    const server = serve(['--count', '1']);
    const url = await server.until(URL_LINE);
    server.child.stdout?.destroy();
    for (let request = 0; request < 5; request++) expect((await fetch(`${url}/nowhere`)).status).toBe(404);
    server.child.kill('SIGTERM');
    expect(await server.ended).toBe(0);
  });

  test('the same seed gives the same data in two processes', async () => {
    const bodies = await Promise.all(
      [1, 2].map(async () => {
        const url = await serve(['--count', '30', '--seed', '5']).until(URL_LINE);
        const document: { paths: object } = (await (await fetch(`${url}/openapi.json`)).json()) as never;
        return (await fetch(url + Object.keys(document.paths)[0])).text();
      }),
    );
    expect(bodies[0]).toBe(bodies[1]);
    expect(bodies[0]!.length).toBeGreaterThan(1000);
  });
});

describe('working against it all day', () => {
  const json = { 'content-type': 'application/json' };
  const records = async (url: string, more: RequestInit = {}): Promise<Record<string, number>> =>
    ((await (await fetch(`${url}/__admin/health`, more)).json()) as { records: Record<string, number> }).records;

  test('--persist keeps what was written just before SIGTERM', async () => {
    const file = join(scratch, 'kept.json');
    for (const expected of [20, 4]) {
      const server = serve(['--count', '20', '--persist', file]);
      const url = await server.until(URL_LINE);
      const [[name, count] = ['', 0]] = Object.entries(await records(url));
      expect(count).toBe(expected);
      const { resources } = (await (await fetch(`${url}/__admin/state`)).json()) as {
        resources: Record<string, object[]>;
      };
      const body = JSON.stringify({ resources: { [name]: resources[name]!.slice(0, 4) } });
      expect((await fetch(`${url}/__admin/state`, { method: 'PUT', headers: json, body })).status).toBe(200);
      server.child.kill('SIGTERM');
      expect(await server.ended).toBe(0);
      expect(server.err()).toBe('');
    }
  });

  test('a file of something else is put aside, and that is told though it is --quiet', async () => {
    const file = join(scratch, 'broken.json');
    writeFileSync(file, '{');
    const port = await freePort();
    const server = run([program, '--quiet', '--count', '1', '--port', String(port), '--persist', file]);
    await answered(`http://127.0.0.1:${port}/healthz`, server);
    server.child.kill('SIGTERM');
    expect(await server.ended).toBe(0);
    expect(server.err()).toMatch(
      /^contact-points: .*broken\.json holds no data of a mock\. It is kept as .*\.corrupt-/,
    );
  });

  test('--watch serves what is saved, and tells what is broken', async () => {
    const file = join(scratch, 'watched.yaml');
    const document = (title: string): string => `openapi: 3.1.0\ninfo: { title: ${title}, version: "1" }\npaths: {}\n`;
    writeFileSync(file, document('Before'));
    const server = serve(['--spec', file, '--watch']);
    const url = await server.until(URL_LINE);
    writeFileSync(file, document('After'));
    await server.until(/Reloaded .*watched\.yaml\./);
    expect(await (await fetch(`${url}/openapi.json`)).text()).toContain('"title": "After"');
    writeFileSync(file, 'openapi: [');
    while (!/Not reloaded.*\n.*watched\.yaml:1/.test(server.err()))
      await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await (await fetch(`${url}/openapi.json`)).text()).toContain('"title": "After"');
    server.child.kill('SIGTERM');
    expect(await server.ended).toBe(0);
  });

  test('--base-path, --admin-token and --no-admin', async () => {
    const url = await serve(['--count', '1', '--base-path', '/api', '--admin-token', 'sesame']).until(URL_LINE);
    const document = (await (await fetch(`${url}/openapi.json`)).json()) as { paths: object };
    const [path] = Object.keys(document.paths);
    expect((await fetch(`${url}/api${path}`)).status).toBe(200);
    expect(((await (await fetch(`${url}${path}`)).json()) as { detail: string }).detail).toContain(`/api${path}.`);
    expect((await fetch(`${url}/__admin/health`)).status).toBe(401);
    expect(await records(url, { headers: { authorization: 'Bearer sesame' } })).toBeDefined();
    const other = await serve(['--count', '1', '--no-admin']).until(URL_LINE);
    expect((await fetch(`${other}/__admin/health`)).status).toBe(404);
  });

  test('--spec - serves what is piped in, however late it comes', async () => {
    const server = serve(['--spec', '-', '--count', '1']);
    server.child.stdin!.write('openapi: 3.1.0\ninfo: { title: Piped, version: "1" }\n');
    setTimeout(
      () => server.child.stdin!.end('paths: { /pipe: { get: { responses: { 204: { description: "" } } } } }\n'),
      300,
    );
    const url = await server.until(URL_LINE);
    expect(server.out()).toContain('Piped 1 (stdin)');
    expect((await fetch(`${url}/pipe`)).status).toBe(204);
  });

  test('--upstream passes on what the document lacks', async () => {
    const real = await serve(['--count', '1']).until(URL_LINE);
    const server = serve(['--count', '1', '--upstream', `${real}/`]);
    const url = await server.until(URL_LINE);
    expect(((await (await fetch(`${url}/nowhere`)).json()) as { detail: string }).detail).toContain('/nowhere');
    await server.until(/GET {5}\/nowhere {2}404 .*real API, 1 deviation: GET of this path is not documented/);
  });
});

describe('what cannot be served is told in a sentence, with exit code 2', () => {
  const broken = join(scratch, 'broken.yaml');
  writeFileSync(broken, 'openapi: 3.1.0\npaths: [\n');
  const empty = join(scratch, 'empty.json');
  writeFileSync(empty, '{}');

  test.each([
    ['a document that is not there', ['--spec', join(scratch, 'none.yaml')], /none\.yaml/],
    ['a directory', ['--spec', scratch], new RegExp(scratch)],
    ['no YAML', ['--spec', broken], /broken\.yaml:\d/],
    ['no OpenAPI', ['--spec', empty], /empty\.json.*openapi/],
    ['fixtures that are not there', ['--fixtures', join(scratch, 'none')], /none/],
    ['data in no folder', ['--persist', join(scratch, 'none', 'a.json')], /cannot be kept in .*folder does not exist/],
    ['an operation that there is not', ['--upstream', 'http://a', '--upstream-only', 'no'], /--upstream-only: "no" is/],
    ['a host of another machine', ['--host', '192.0.2.1'], /192\.0\.2\.1 is not an address of this machine/],
  ])('%s', async (_name, args, message) => {
    const server = serve(['--count', '1', ...args]);
    expect(await server.ended).toBe(2);
    expect(server.err()).toMatch(message);
    expect(server.err()).toMatch(/^contact-points: /);
    expect(server.err()).not.toMatch(/^ {4}at /m);
    expect(server.out()).toBe('');
  });

  test('a port in use', async () => {
    const blocker = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => blocker.once('listening', resolve));
    const { port } = blocker.address() as { port: number };
    const server = run([program, 'serve', '--count', '1', '--port', String(port)]);
    expect(await server.ended).toBe(2);
    expect(server.err()).toMatch(`contact-points: Port ${port} on 127.0.0.1 is already in use.`);
    blocker.close();
  });
});

describe('only what a command needs is loaded', () => {
  /** Runs a command line in a process that tells at the end which modules it has loaded. */
  async function loadedBy(args: readonly string[]): Promise<string[]> {
    const script = `
      process.argv.splice(1, 0, ${JSON.stringify(modules)});
      process.on('exit', () => console.error('LOADED ' + JSON.stringify(Object.keys(require.cache))));
      require(${JSON.stringify(modules)});`;
    const child = run(['-e', script, '--', ...args]);
    if (args.includes('--port')) {
      await child.until(URL_LINE);
      child.child.kill('SIGTERM');
    }
    await child.ended;
    const names = JSON.parse(/LOADED (.*)/.exec(child.err())![1]!) as string[];
    return names.map((name) => name.slice(root.length + 1));
  }

  const defaultsOfVerify = 'dist/contract/exchange/verify-defaults.js';
  /** Files of rooms with the defaults and the words of options; they import next to nothing themselves. */
  const defaults = [
    'dist/json-schema/model/bytes.js',
    'dist/mock/journal/journal.js',
    'dist/mock/login/auth-settings.js',
    'dist/mock/overrides/delay-range.js',
    'dist/mock/references/reference-mode.js',
    'dist/mock/seeding/locales/locale.js',
    'dist/mock/seeding/seed-options.js',
    'dist/mock/sessions/session.js',
    'dist/server/http/listen.js',
  ];

  test.each([
    [['--version'], []],
    [['--help'], [defaultsOfVerify, ...defaults]],
    [['serve', '--help'], defaults],
    [['verify', '--help'], [defaultsOfVerify]],
  ])('%j loads no package, and of rooms no more than defaults', async (args, expected) => {
    const loaded = await loadedBy(args);
    expect(loaded).toContain('dist/cli/main.js');
    expect(loaded.filter((name) => !name.startsWith('dist/cli/')).sort()).toEqual(expected);
  });

  test('serve loads neither the kit nor prism, nor what it is not asked for', async () => {
    const loaded = await loadedBy(['serve', '--port', '0', '--count', '1']);
    expect(loaded).toContain('dist/server/start-server.js');
    expect(loaded.filter((name) => /^dist\/contract\/|^node_modules\/(@stoplight|undici)\//.test(name))).toEqual([]);
    const optional =
      /^dist\/(mock\/admin\/(?!with-admin)|drifts\/(?!create-mock-with-drifts)|server\/(persistence|proxy|http\/send-))/;
    expect(loaded.filter((name) => optional.test(name) && !/send-response/.test(name))).toEqual([]);
  });

  test('verify loads neither the mock nor the server', async () => {
    const loaded = await loadedBy(['verify', 'http://127.0.0.1:9']);
    expect(loaded).toContain('dist/contract/verify.js');
    expect(loaded.filter((name) => /^dist\/(mock|server|store)\/|^node_modules\/express\//.test(name))).toEqual([]);
  });
});

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}

async function answered(url: string, server: Run): Promise<void> {
  let over = false;
  void server.ended.then(() => {
    over = true;
  });
  const isUp = (): Promise<boolean> =>
    fetch(url)
      .then((answer) => answer.ok)
      .catch(() => false);
  while (!(await isUp())) {
    if (over) throw new Error(`ended before it answered: ${server.err()}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
