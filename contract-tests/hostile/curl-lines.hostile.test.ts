import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import fc from 'fast-check';
import { curlLine, quote } from '../../src/contract/exchange/curl';
import { isLarge, PROGRAM } from './program';

const folder = mkdtempSync(join(tmpdir(), 'curl-lines-'));
const calls = join(folder, 'calls');
const pwned = join(folder, 'PWNED');
afterAll(() => rmSync(folder, { recursive: true }));

beforeAll(() => {
  // Notes its arguments, each behind a NUL, and asks nobody.
  for (const name of ['curl', 'node']) {
    const stub = join(folder, name);
    writeFileSync(
      stub,
      `#!/bin/sh\nprintf '\\036' >> '${calls}'\nfor word; do printf '%s\\0' "$word" >> '${calls}'; done\ncat > /dev/null\n`,
    );
    chmodSync(stub, 0o755);
  }
});
beforeEach(() => rmSync(calls, { force: true }));

/** Runs lines in a POSIX shell and gives the arguments of each call of curl. */
function run(lines: readonly string[]): string[][] {
  const env = { PATH: `${folder}${delimiter}${process.env.PATH}`, AUTHORIZATION: 'shown' };
  const script = join(folder, 'lines.sh');
  writeFileSync(script, lines.join('\n'));
  execFileSync('/bin/sh', [script], { env, cwd: folder, input: '' });
  return readFileSync(calls, 'utf8')
    .split('\x1e')
    .slice(1)
    .map((call) => call.split('\0').slice(0, -1));
}

const INJECTIONS = [
  `'; touch ${pwned}; '`,
  `$(touch ${pwned})`,
  `\`touch ${pwned}\``,
  `"; touch ${pwned}; "`,
  `\n touch ${pwned}\n`,
  `\\'; touch ${pwned} #`,
  `%27;touch ${pwned}`,
  '-o /tmp/x',
  '@/etc/passwd',
  '!!',
  '\x1b[2J',
  '*?[a]{b,c}',
  '~',
  '#',
  '&',
  '|',
];

test('a line carries any request as it is, and runs nothing else', () => {
  const text = fc
    .oneof(fc.constantFrom(...INJECTIONS), fc.string({ unit: 'grapheme', maxLength: 8 }))
    .map((any) => any.replaceAll('\0', '').replaceAll('\x1e', ''));
  const token = fc.constantFrom('X-A', "x'a", 'x`touch$PWNED`', 'authorization', 'x-token`id`', '$HOME');
  const request = fc.record({
    method: fc.constantFrom('GET', 'POST', 'DELETE', 'A`touch`', "A'B", '$X'),
    path: text.map((any) => `/a/${any}`),
    headers: fc.dictionary(token, text, { maxKeys: 3 }),
    body: fc.option(
      text.map((any) => Buffer.from(any)),
      { nil: undefined },
    ),
  });
  const requests = fc.sample(request, { numRuns: isLarge ? 5000 : 300, seed: 14 });
  const made = run(requests.map((each) => curlLine('http://h', each as Parameters<typeof curlLine>[1])));
  expect(existsSync(pwned)).toBe(false);
  expect(made).toHaveLength(requests.length);
  for (const [index, { method, path, body }] of requests.entries()) {
    const words = made[index]!;
    expect(words).toContain(`http://h${path}`);
    if (method !== 'GET') expect(words[words.indexOf('-X') + 1]).toBe(method);
    if (body !== undefined) expect(words.at(-1)).toBe(body.toString());
  }
});

test('the lines of a report on a hostile document and server inject nothing', () => {
  const evil = `'; touch ${pwned}; echo '`;
  const spec = join(folder, 'api.json');
  const parameters = [
    { name: `q\`touch ${pwned}\``, in: 'query', schema: { type: 'string', enum: [evil, `$(touch ${pwned})`] } },
    { name: 'x-token`id`', in: 'header', required: true, schema: { type: 'string', enum: [`\`touch ${pwned}\``] } },
  ];
  const content = {
    'application/json': {
      schema: {
        type: 'object',
        required: [evil],
        properties: { [evil]: { type: 'string', minLength: 5, example: evil } },
      },
    },
  };
  writeFileSync(
    spec,
    JSON.stringify({
      openapi: '3.2.0',
      info: { title: evil, version: evil },
      paths: {
        '/a;id$(id)`id`': {
          get: { operationId: evil, parameters, responses: { 200: { description: evil, content } } },
          post: { parameters, requestBody: { content }, responses: { 201: { description: '', content } } },
        },
      },
    }),
  );
  // A server that gets everything wrong.
  const server = join(folder, 'server.js');
  writeFileSync(
    server,
    `require('http').createServer((q, s) => s.writeHead(418, { 'x-a': ${JSON.stringify("'; touch PWNED")} }).end(${JSON.stringify(evil)})).listen(0, '127.0.0.1', function () { console.log(this.address().port) })`,
  );
  // A program at an unusual place, which the lines start.
  const program = join(folder, "it's $(touch PWNED) here", 'contact-points.js');
  symlinkSync(dirname(PROGRAM), dirname(program));
  const script = `node '${server}' > port & id=$!; while [ ! -s port ]; do sleep 0.1; done; node ${quote(program)} verify "http://127.0.0.1:$(cat port)" --spec '${spec}' --fuzz 0 --max-time 20s; kill $id`;
  const { stdout } = spawnSync('/bin/sh', ['-c', script], { cwd: folder, encoding: 'utf8' });
  const lines = stdout.split('\n').flatMap((line) => /^ *(?:repeat|again) +(.*)/.exec(line)?.[1] ?? []);
  expect(lines.length).toBeGreaterThan(1);
  expect(run(lines).length).toBe(lines.length);
  expect(existsSync(pwned)).toBe(false);
});
