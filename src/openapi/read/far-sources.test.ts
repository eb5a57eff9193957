import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { LocatedSchema } from '../../json-schema/model/schemas';
import { loadSpec } from '../load-spec';
import type { Spec } from '../model/model';

const folder = mkdtempSync(path.join(tmpdir(), 'far-sources-'));
const inner = path.join(folder, 'api');
let worker: Worker;
let base: string;

// Documents are loaded synchronously, so the server that sends them has a thread of its own.
const SERVER = `
const { createServer } = require('node:http');
const { parentPort, workerData } = require('node:worker_threads');
const server = createServer((request, response) => {
  const text = workerData[request.url];
  if (request.url === '/moved.yaml') response.writeHead(302, { location: '/openapi.yaml' }).end();
  else if (text === undefined) response.writeHead(404).end('no such document');
  else response.end(text);
});
server.listen(0, '127.0.0.1', () => parentPort.postMessage(server.address().port));
`;

const HEAD = 'openapi: 3.1.0\ninfo: { title: Far, version: "1" }\npaths:\n  /notes:\n    get:\n      responses:\n';
const withSchema = (schema: string): string =>
  `${HEAD}        "200": { description: ok, content: { application/json: { schema: ${schema} } } }\n`;

beforeAll(async () => {
  mkdirSync(inner);
  writeFileSync(path.join(folder, 'outside.yaml'), 'type: string\n');
  symlinkSync(path.join(folder, 'outside.yaml'), path.join(inner, 'link.yaml'));
  worker = new Worker(SERVER, {
    eval: true,
    workerData: {
      '/openapi.yaml': withSchema('{ $ref: "./note.yaml" }'),
      '/note.yaml': 'type: string\nmaxLength: 3\n',
      '/circle.yaml': 'properties: { self: { $ref: "./circle.yaml" } }\n',
      '/text.html': '<html></html>',
    },
  });
  base = await new Promise<string>((found) => {
    worker.once('message', (port: number) => found(`http://127.0.0.1:${port}`));
  });
});

afterAll(async () => {
  await worker.terminate();
  rmSync(folder, { recursive: true });
});

function load(schema: string, options?: { allowRemoteRefs: boolean }): Spec {
  const file = path.join(inner, 'openapi.yaml');
  writeFileSync(file, withSchema(schema));
  return loadSpec(file, options);
}

const messages = (spec: Spec): string[] => spec.warnings.map(({ message }) => message);
const answered = (spec: Spec): LocatedSchema => spec.operations[0]!.responses[0]!.mediaTypes[0]!.schema!;

describe('a document from the network', () => {
  test.each(['/openapi.yaml', '/moved.yaml'])(
    '%s is fetched; its references are not, unless that is allowed',
    (name) => {
      const spec = loadSpec(base + name);
      expect(spec.operations).toHaveLength(1);
      expect(messages(spec)).toEqual([expect.stringContaining('--allow-remote-refs')]);
      expect(spec.warnings[0]).toMatchObject({ file: base + name, line: 7 });
    },
  );

  test('with its references', () => {
    const spec = loadSpec(`${base}/openapi.yaml`, { allowRemoteRefs: true });
    expect(messages(spec)).toEqual([]);
    expect(answered(spec).schema).toEqual({ type: 'string', maxLength: 3 });
    expect(spec.files).toEqual([]);
  });

  test.each([
    ['/none.yaml', /answered 404/],
    ['/text.html', /is not valid YAML|plain text/],
  ])('%s is refused with its address', (name, reason) => {
    expect(() => loadSpec(base + name)).toThrow(reason);
    expect(() => loadSpec(base + name)).toThrow(base + name);
  });

  test('a server that is not there', () => {
    expect(() => loadSpec('http://127.0.0.1:1/openapi.yaml')).toThrow(/cannot be fetched: .*check the address/);
  });
});

describe('references of a file to the network', () => {
  test('are told, and mean any value', () => {
    const spec = load(`{ $ref: "${base}/note.yaml" }`);
    expect(messages(spec)).toEqual([expect.stringMatching(/leads to the network; .*--allow-remote-refs/)]);
    expect(answered(spec).schema).toEqual({});
  });

  test.each([
    ['note.yaml', { type: 'string', maxLength: 3 }],
    ['circle.yaml', { properties: { self: { $ref: '#/components/schemas/circle' } } }],
  ])('are read where that is allowed: %s', (name, expected) => {
    const spec = load(`{ $ref: "${base}/${name}" }`, { allowRemoteRefs: true });
    expect(messages(spec)).toEqual([]);
    expect(answered(spec).schema).toEqual(expected);
  });

  test('are told where what they name is not there', () => {
    const spec = load(`{ $ref: "${base}/none.yaml" }`, { allowRemoteRefs: true });
    expect(messages(spec)).toEqual([expect.stringMatching(/none\.yaml.*answered 404/)]);
  });

  test.each(['ftp://127.0.0.1/note.yaml', 'data:text/yaml,type: string', 'urn:note', '//127.0.0.1:1/note.yaml'])(
    'are told where they can never be followed: %s',
    (ref) => expect(messages(load(`{ $ref: "${ref}" }`, { allowRemoteRefs: true }))).toHaveLength(1),
  );
});

describe('references of a file to other files are told, and mean any value', () => {
  test.each([
    ['a device without end', '/dev/zero', /leads out of the folder|no regular file/],
    ['a device by a long way', `${'../'.repeat(20)}dev/zero`, /leads out of the folder|no regular file/],
    ['an absolute path', '/etc/passwd', /leads out of the folder/],
    ['a file address', 'file:///etc/passwd', /leads to the network|leads out of the folder/],
    ['a file around the folder', '../outside.yaml', /leads out of the folder/],
    ['a link out of the folder', './link.yaml', /leads out of the folder/],
    ['the folder itself', '.', /leads out of the folder|is a folder/],
    ['a name with a zero in it', './a%00b.yaml', /cannot be followed|names nothing|leads out/],
    ['a name far too long', `./${'a'.repeat(5000)}.yaml`, /cannot be followed/],
    ['itself, whole', './openapi.yaml', /./],
  ])('%s', (_, ref, message) => {
    const spec = load(`{ $ref: "${ref}" }`);
    if (ref !== './openapi.yaml') expect(messages(spec)).toEqual([expect.stringMatching(message)]);
    expect(() => spec.schemas.validator(answered(spec), 'response')({})).not.toThrow();
  });

  test.each([
    ['of two', { 'a.yaml': '$ref: ./b.yaml', 'b.yaml': '$ref: ./a.yaml' }],
    ['of one', { 'a.yaml': '$ref: "#"' }],
    ['through allOf', { 'a.yaml': 'allOf: [{ $ref: ./b.yaml }]', 'b.yaml': 'allOf: [{ $ref: ./a.yaml }]' }],
  ])('a circle that has no value, %s', (_, files) => {
    for (const [name, text] of Object.entries(files)) writeFileSync(path.join(inner, name), `${text}\n`);
    const spec = load('{ $ref: "./a.yaml" }');
    expect(spec.warnings.length).toBeGreaterThan(0);
    expect(spec.schemas.validator(answered(spec), 'response')('anything')).toEqual([]);
  });
});
