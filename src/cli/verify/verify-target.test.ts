import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runLine } from '../run-line.test-support';
import { startTaskServer, type TaskServer, type TaskServerOptions, taskDocument } from './task-server.test-support';

const folder = mkdtempSync(join(tmpdir(), 'verify-target-'));
const spec = join(folder, 'tasks.yaml');
writeFileSync(spec, taskDocument);
const file = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

type Before = NonNullable<TaskServerOptions['before']>;

const servers: TaskServer[] = [];
const start = async (options?: TaskServerOptions): Promise<TaskServer> => {
  const server = await startTaskServer(options);
  servers.push(server);
  return server;
};
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});
afterAll(() => rmSync(folder, { recursive: true }));

const cases = ['--only', 'creation,removal,unknown-ids'];
const verify = (url: string, args: readonly string[], env: Record<string, string> = {}, terminal = false) =>
  runLine(['verify', url, '--spec', spec, ...args], env, terminal);

describe('exit codes', () => {
  const broken: Before = (_, response) => response.writeHead(200).end('{}') !== undefined;
  const redirect =
    (to: (url: string) => string): Before =>
    (request, response) =>
      response.writeHead(308, { location: to(request.url ?? '') }).end() !== undefined;

  test.each<[string, number, TaskServerOptions, readonly string[], RegExp]>([
    ['everything is right', 0, {}, cases, /No findings on/],
    ['findings', 1, { before: broken }, cases, /errors? on http/],
    ['--bail', 1, { before: broken }, [...cases, '--bail', '1', '--concurrency', '1'], /stopped before its end/],
    ['an unknown name', 2, {}, ['--only', 'creatTask'], /--only creatTask: .*Did you mean createTask\?\n/],
    ['an unknown check', 2, {}, ['--skip', 'values,no-leaks'], /--skip no-leaks: .*Did you mean no-leak\?/],
    [
      'another base URL',
      2,
      { before: redirect((url) => `https://api.example.com/v1${url}`) },
      [],
      /Give https:\/\/api\.example\.com\/v1 as the URL/,
    ],
    ['a client without a secret', 2, {}, ['--client-id', 'a'], /--client-secret is missing/],
    [
      'a client that is refused',
      2,
      {},
      ['--client-id', 'a', '--client-secret', 's3cr3t-s3cr3t'],
      /login\/token answered 404/,
    ],
    [
      'a token and a client',
      2,
      {},
      ['--client-id', 'a', '--client-secret', 'b', '--token', 'c'],
      /either --token or --client-id/,
    ],
    ['ids that are not there', 2, {}, ['--ids', '/nowhere.json'], /--ids \/nowhere\.json cannot be read/],
    ['a rate of nothing', 2, {}, ['--rate', '0'], /--rate must be a whole number from 1/],
    [
      'a target that goes away',
      3,
      { dieAt: 12 },
      cases,
      /stopped answering after \d+ cases? and \d+ exchanges?; \d+ records? may be left there\.\n/,
    ],
  ])('%s: %i', async (_, code, options, args, message) => {
    const server = await start(options);
    const run = await verify(server.url, args);
    expect(run.all).toMatch(message);
    expect(run.code).toBe(code);
  });

  test.each([
    ['https://192.0.2.1', 2, /is another machine.*\nGive --allow-writes .* or --read-only/],
    ['http://127.0.0.1:9', 3, /cannot be reached: .*nothing listens there\. Is the server running\?/],
    ['localhost', 2, /is not a URL/],
  ])('%s: %i', async (url, code, message) => {
    const run = await verify(url, []);
    expect(run.all).toMatch(message);
    expect(run.code).toBe(code);
  });
});

test('everything that is made is removed again', async () => {
  const { url, tasks, requests } = await start();
  expect((await verify(url, cases)).code).toBe(0);
  expect(requests.filter((line) => line.startsWith('POST')).length).toBeGreaterThan(3);
  expect([...tasks.keys()]).toEqual([1]);
});

/** Safe in the registry of methods (RFC 9110, section 16.1.1; PROPFIND: RFC 4918, section 9.1). */
const SAFE = ['GET', 'HEAD', 'OPTIONS', 'PROPFIND'];

test('--read-only sends safe methods only', async () => {
  const { url, requests } = await start();
  expect((await verify(url, ['--read-only'])).code).toBe(0);
  const methods = new Set(requests.map((line) => line.split(' ')[0]));
  expect([...methods].filter((method) => !SAFE.includes(method ?? ''))).toEqual([]);
  expect(requests.length).toBeGreaterThan(5);
});

test('what cannot be removed is listed with its id', async () => {
  const { url } = await start({
    before: (request, response) => request.method === 'DELETE' && response.writeHead(403).end() !== undefined,
  });
  const { out } = await verify(url, ['--only', 'creation']);
  expect(out).toMatch(
    /records? of this run could not be removed:\n( {2}tasks \d+: the target answered 403 to its removal\n)+/,
  );
  const told = out.match(/tasks \d+: the target answered/g) ?? [];
  expect(new Set(told).size).toBe(told.length);
});

describe('a target that checks references', () => {
  const owners = ['ann', 'bob', 'cy'];

  test('ids are learnt from its list', async () => {
    const { url, requests } = await start({ owners });
    const { code, out } = await verify(url, cases);
    expect(out).toMatch(/No findings/);
    expect(out).not.toMatch(/could not be run/);
    expect(code).toBe(0);
    expect(requests.filter((line) => line.startsWith('POST')).length).toBeGreaterThan(3);
  });

  test('where nothing can be learnt, one sentence says what to give', async () => {
    const { url, tasks } = await start({ owners });
    tasks.clear();
    const { code, out } = await verify(url, cases);
    expect(out).toMatch(
      /\d+ cases could not be run to the end: createTask rejects .* \(owner_id\), .*give existing ones with --ids FILE, such as \{"owner_id": \["…"\]\}\./,
    );
    expect(out.match(/--ids/g)).toHaveLength(1);
    expect(code).toBe(0);
  });

  test.each([
    ['a list', 'ids.yaml', 'owner_id: [bob, cy]'],
    ['a single id', 'id.json', '{"owner_id": "bob"}'],
    ['records', 'records.json', '{"records": [{"owner_id": "bob"}, {"owner_id": "cy"}]}'],
  ])('--ids with %s', async (_, name, text) => {
    const { url, tasks } = await start({ owners });
    tasks.clear();
    const { code, out } = await verify(url, [...cases, '--ids', file(name, text)]);
    expect(out).toMatch(/No findings/);
    expect(out).not.toMatch(/could not be run/);
    expect(code).toBe(0);
  });

  test('a reference that nothing is known of is null where it may be', async () => {
    const { url, tasks } = await start({ owners, rooms: [] });
    tasks.clear();
    const { out } = await verify(url, [...cases, '--ids', file('owners.json', '{"owner_id": ["bob"]}')]);
    expect(out).toMatch(/No findings/);
    expect(out).not.toMatch(/could not be run/);
  });

  test('--ids that the target rejects, too', async () => {
    const { url, tasks } = await start({ owners });
    tasks.clear();
    const { out } = await verify(url, [...cases, '--ids', file('wrong.json', '{"owner_id": ["dan"]}')]);
    expect(out).toMatch(/could not be run to the end: createTask rejects .* those of --ids too/);
    expect(out).toMatch(/No findings/);
  });

  test.each([
    ['[1]', /must be an object with a list of ids for each name/],
    ['{"owner": ["a"]}', /owner\[0\]: the document has no such property or parameter; there are .*owner_id/],
    ['{"owner_id": []}', /owner_id: has no ids/],
    ['{"owner_id": ["bob", "UPPER"]}', /owner_id\[1\]: "UPPER" must match/],
    ['{"owner_id": [null]}', /owner_id\[0\]: must be a text or a number, not null/],
    ['{"records": {"owner_id": "bob"}}', /records: must be a list of objects/],
    ['{"records": ["bob"]}', /records\[0\]: must be an object, not "bob"/],
    ['{"records": [{"owner_id": 1}]}', /records\[0\]\.owner_id: 1 must be/],
    ['{}', /has no ids/],
    ['{"owner_id": ', /line 1/],
  ])('--ids with %s is refused', async (text, message) => {
    const { url, requests } = await start({ owners });
    const { code, err } = await verify(url, ['--ids', file('bad.json', text)]);
    expect(err).toMatch(message);
    expect(code).toBe(2);
    expect(requests).toEqual([]);
  });
});

describe('credentials', () => {
  const secrets = { token: 'first-t0ken-0', key: 'k3y-in-the-query', client: 's3cr3t-of-client' };

  /** Hands out tokens that are good for some requests each, and lets nobody in without one and the key. */
  const guarded = (uses: number): TaskServerOptions => {
    let [issued, left] = [0, 0];
    return {
      before: (request, response) => {
        const url = new URL(request.url ?? '', 'http://x');
        if (url.pathname === '/login/token') {
          [issued, left] = [issued + 1, uses];
          const token = { access_token: `first-t0ken-${issued - 1}`, expires_in: 3600, token_type: 'Bearer' };
          response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(token));
          return true;
        }
        left -= 1;
        const good =
          left >= 0 &&
          request.headers.authorization?.toLowerCase() === `bearer first-t0ken-${issued - 1}` &&
          url.searchParams.get('access_key') === secrets.key;
        if (good) return false;
        if (!url.searchParams.has('access_key') || request.headers.authorization === undefined) left += 1;
        const told = `${request.headers.authorization} and ${url.search} will not do`;
        response.writeHead(401, { 'content-type': 'application/problem+json', 'www-authenticate': 'Bearer' });
        response.end(JSON.stringify({ status: 401, detail: told }));
        return true;
      },
    };
  };

  test('a client logs in with what the environment gives, and again when its token ends', async () => {
    const { url, requests } = await start(guarded(20));
    const env = {
      CONTACT_POINTS_CLIENT_ID: 'app',
      CONTACT_POINTS_CLIENT_SECRET: secrets.client,
      CONTACT_POINTS_API_KEY: secrets.key,
    };
    const { code, all } = await verify(url, [...cases, '--concurrency', '1'], env);
    expect(all).toMatch(/No findings/);
    expect(code).toBe(0);
    expect(requests.filter((line) => line === 'POST /login/token').length).toBeGreaterThan(1);
  });

  test('no secret is told in any report, though the target repeats them all', async () => {
    const { url } = await start({ ...guarded(0) });
    const report = (name: string): string => `${name}=${join(folder, `secrets.${name}`)}`;
    const formats = ['junit', 'json', 'html', 'markdown', 'sarif'];
    const args = ['--token', secrets.token, '--api-key', secrets.key, '--header', 'X-Session-Token: s3ss10n-t0ken'];
    const { code, all } = await verify(url, [...args, '--report', formats.map(report).join(',')]);
    expect(code).toBe(2);
    expect(all).toContain('refuses every valid request with 401 or 403. Give credentials');
    const { readFileSync } = await import('node:fs');
    const texts = [all, ...formats.map((name) => readFileSync(join(folder, `secrets.${name}`), 'utf8'))];
    for (const text of texts) {
      expect(text).toContain('will not do');
      for (const secret of [secrets.token, secrets.key, 's3ss10n-t0ken']) expect(text).not.toContain(secret);
    }
    expect(all).toContain(`access_key='"$ACCESS_KEY"`);
  });
});

describe('a slow or busy target', () => {
  test('--wait-for waits until it answers, and until a gateway has something to answer', async () => {
    const { url } = await start({
      before: (_, response, count) => count < 3 && response.writeHead(502).end() !== undefined,
    });
    expect((await verify(url, ['--only', 'unknown-ids', '--wait-for', '20'])).out).toMatch(/No findings/);
  });

  test('--retries sends again what was refused for now', async () => {
    const busy: Before = (_, response, count) =>
      count % 2 === 0 && response.writeHead(429, { 'retry-after': '0' }).end() !== undefined;
    const args = ['--only', 'unknown-ids', '--concurrency', '1'];
    const patient = await verify((await start({ before: busy })).url, args);
    expect(patient.out).toMatch(/No findings/);
    const hasty = await verify((await start({ before: busy })).url, [...args, '--retries', '0']);
    expect(hasty.out).toMatch(/limits the number of requests/);
  });
});

describe('progress', () => {
  const args = ['--only', 'values'];
  const eraseLine = '\r\u001b[2K';

  test('is a line on a terminal, and nothing of it stays', async () => {
    const { url } = await start();
    const { err } = await verify(url, args, {}, true);
    expect(err.split(eraseLine)[1]).toMatch(/^\d+ of \d+ cases, \d+ findings, about \d+ s left$/);
    expect(err.endsWith(eraseLine)).toBe(true);
  });

  test.each<[string, readonly string[], Record<string, string>, boolean]>([
    ['in CI', [], { CI: 'true' }, true],
    ['in a pipe', [], {}, false],
    ['on a dumb terminal', [], { TERM: 'dumb' }, true],
    ['with --quiet', ['--quiet'], {}, true],
  ])('is not written over %s', async (_, more, env, terminal) => {
    const { url } = await start();
    const { err } = await verify(url, [...args, ...more], env, terminal);
    expect(err).toBe('');
  });

  test('--quiet says nothing about a server that is right', async () => {
    const { url } = await start();
    expect(await verify(url, [...args, '--quiet'])).toMatchObject({ code: 0, out: '', err: '' });
  });
});

describe('--only and --skip', () => {
  const leaky: TaskServerOptions = {
    before: (request, response) =>
      request.method === 'GET' && response.writeHead(200, { 'content-type': 'text/plain' }).end('x') !== undefined,
  };
  const checks = (out: string): Set<string> =>
    new Set([...out.matchAll(/^ +check +(\S+)/gm)].map((match) => match[1]!));

  test('of a check tell its findings only', async () => {
    const { url } = await start(leaky);
    const { out } = await verify(url, ['--only', 'media-type-documented,unknown-ids,values']);
    expect(checks(out)).toEqual(new Set(['media-type-documented']));
  });

  test('of a check do not tell its findings', async () => {
    const { url } = await start(leaky);
    const { out } = await verify(url, ['--only', 'values,unknown-ids', '--skip', 'media-type-documented']);
    expect(checks(out).size).toBeGreaterThan(0);
    expect(checks(out)).not.toContain('media-type-documented');
  });
});

describe('Ctrl-C', () => {
  const program = [
    '--require',
    join(__dirname, '../../../contract-tests/judge/register-typescript.js'),
    join(__dirname, '../main.ts'),
  ];
  const until = async (condition: () => boolean): Promise<void> => {
    while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5));
  };

  test.each<['SIGINT' | 'SIGTERM']>([['SIGINT'], ['SIGTERM']])(
    '%s: what was made is removed first',
    async (signal) => {
      const { url, tasks, requests } = await start({ delay: 20 });
      const child = spawn(process.execPath, [...program, 'verify', url, '--spec', spec], { stdio: 'pipe' });
      let [out, err] = ['', ''];
      child.stdout.on('data', (chunk) => (out += chunk));
      child.stderr.on('data', (chunk) => (err += chunk));
      const ended = new Promise((resolve) => child.on('close', (code, by) => resolve(code ?? by)));
      await until(() => tasks.size > 5 || child.exitCode !== null);
      const sent = requests.length;
      child.kill(signal);
      expect(await ended).toBe(130);
      expect([...tasks.values()]).toEqual([{ id: 1, owner_id: 'ann', title: 'first' }]);
      expect(requests.slice(sent).filter((line) => line.startsWith('DELETE')).length).toBeGreaterThan(4);
      expect(err).toContain('stopping; what was created is removed first');
      expect(out).toContain('The run was stopped before its end.');
    },
    30_000,
  );

  test('a second one quits at once', async () => {
    const { url, tasks } = await start({ delay: 400 });
    const child = spawn(process.execPath, [...program, 'verify', url, '--spec', spec], { stdio: 'pipe' });
    let err = '';
    child.stderr.on('data', (chunk) => (err += chunk));
    const ended = new Promise((resolve) => child.on('close', (code, by) => resolve(code ?? by)));
    await until(() => tasks.size > 2 || child.exitCode !== null);
    child.kill('SIGINT');
    await until(() => err.includes('stopping') || child.exitCode !== null);
    child.kill('SIGINT');
    expect(await ended).toBe(130);
    expect(err).toContain('quit at once');
    expect(tasks.size).toBeGreaterThan(1);
  }, 30_000);
});
