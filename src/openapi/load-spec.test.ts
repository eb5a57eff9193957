import fs, { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { loadSpec, parseSpec } from './load-spec';
import { DocumentError } from './read/document-error';

const folder = mkdtempSync(path.join(tmpdir(), 'load-spec-'));
afterAll(() => rmSync(folder, { recursive: true }));

function errorOf(load: () => unknown): DocumentError {
  try {
    load();
  } catch (error) {
    if (error instanceof DocumentError) return error;
    throw error;
  }
  throw new Error('it was not refused');
}

describe.each(['contact-points.yaml', 'bookshop.yaml', 'customer-notes.yaml', 'warehouse.yaml'])('%s', (name) => {
  const file = path.join(__dirname, name === 'contact-points.yaml' ? '../../spec' : '../../fixtures/specs', name);

  test('is loaded', () => {
    const spec = loadSpec(file);
    expect(spec.files).toEqual([path.resolve(file)]);
    expect(spec.operations.length).toBeGreaterThan(4);
    expect(spec.resources.length).toBeGreaterThan(0);
  });

  test('every schema of an operation can be used', () => {
    const { operations, schemas } = loadSpec(file);
    for (const operation of operations) {
      const bodies = [...(operation.body?.mediaTypes ?? []), ...operation.responses.flatMap((one) => one.mediaTypes)];
      const located = [...operation.parameters, ...bodies].flatMap(({ schema }) => schema ?? []);
      expect(located.length).toBeGreaterThan(0);
      for (const schema of located) expect(() => schemas.validator(schema, 'request')({})).not.toThrow();
    }
  });
});

test.each([
  ['no such file', undefined, 'there is no such file; check the path'],
  ['an empty file', '', 'is empty; an OpenAPI document is a YAML or JSON object'],
  ['a list', '- a', 'holds a list; an OpenAPI document is'],
  ['plain text', 'hello', 'holds plain text; an OpenAPI document is'],
  ['no YAML', 'a: [', 'is not valid YAML'],
  ['another object', 'a: 1', 'has no field "openapi"'],
  ['Swagger 1.2', 'swagger: "1.2"\npaths: {}', 'says Swagger "1.2", which cannot be read'],
  [
    'an unknown version',
    'openapi: 4.0.0',
    'says OpenAPI "4.0.0", which cannot be read; supported are 3.0, 3.1, 3.2 and Swagger 2.0',
  ],
  ['a version that is no text', 'openapi: [3]', 'says OpenAPI [3]'],
  ['no paths', 'openapi: 3.1.0', 'has no "paths"'],
  ['paths that are no object', 'openapi: 3.1.0\npaths: []', ':2 (at #/paths): must be an object'],
])('refuses %s in one sentence', (title, text, message) => {
  const file = path.join(folder, `${title}.yaml`);
  if (text !== undefined) writeFileSync(file, text);
  const error = errorOf(() => loadSpec(file));
  expect(error.message).toContain(message);
  expect(error.message.startsWith(`${file}`)).toBe(true);
  expect(error.message).not.toContain('\n');
  expect(error.file).toBe(file);
});

test('refuses a folder', () => {
  expect(errorOf(() => loadSpec(folder)).message).toBe(
    `${folder}: is a folder; give the file of the OpenAPI document in it`,
  );
});

test('refuses a file that may not be read', () => {
  const file = path.join(folder, 'secret.yaml');
  writeFileSync(file, 'a: 1');
  // Permissions do not bind root, as which tests may run, so the system's refusal is played.
  const read = jest.spyOn(fs, 'readFileSync').mockImplementationOnce(() => {
    throw Object.assign(new Error('EACCES: permission denied'), { code: 'EACCES' });
  });
  expect(errorOf(() => loadSpec(file)).message).toBe(`${file}: may not be read; check its permissions`);
  expect(read).toHaveBeenCalledWith(file, 'utf8');
  read.mockRestore();
});

test.each([
  ['the version', (deep: string) => `{"openapi":${deep}}`],
  ['the paths', (deep: string) => `{"openapi":"3.1.0","info":{"title":"Deep","version":"1"},"paths":{"/a":${deep}}}`],
])('refuses %s when it is nested too deeply', (_, document) => {
  const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
  expect(errorOf(() => parseSpec(document(deep), { strict: true }))).toBeInstanceOf(DocumentError);
});

test('a text and an object give the same as a file', () => {
  const object = {
    openapi: '3.1.0',
    info: { title: 'Notes', version: '1' },
    paths: { '/notes': { get: { operationId: 'listNotes', responses: { 200: { description: 'ok' } } } } },
  };
  const before = JSON.stringify(object);
  const [fromObject, fromText] = [parseSpec(object), parseSpec(before, { source: 'inline' })];
  expect(fromObject.document).toEqual(fromText.document);
  expect(fromText.source).toBe('inline');
  expect(fromText.files).toEqual([]);
  expect(JSON.stringify(object)).toBe(before);
});

test('an error tells the line and the pointer in the file', () => {
  const file = path.join(folder, 'line.yaml');
  writeFileSync(
    file,
    'openapi: 3.1.0\ninfo: { title: T, version: "1" }\npaths:\n  /notes/{id}:\n    get:\n      responses: {}\n',
  );
  const error = errorOf(() => loadSpec(file, { strict: true }));
  expect(error.problems).toEqual([
    { file, line: 5, pointer: '#/paths/~1notes~1{id}/get', message: expect.stringContaining('{id} is not declared') },
    { file, line: 5, pointer: '#/paths/~1notes~1{id}/get', message: expect.stringContaining('has no responses') },
  ]);
  expect(error).toMatchObject({ file, line: 5, pointer: '#/paths/~1notes~1{id}/get' });
});

test('at most ten problems are listed', () => {
  const paths = Object.fromEntries(
    Array.from({ length: 12 }, (_, index) => [`/p${index}`, { get: { responses: {} } }]),
  );
  const error = errorOf(() =>
    parseSpec({ openapi: '3.1.0', info: { title: 'T', version: '1' }, paths }, { strict: true }),
  );
  const lines = error.message.split('\n');
  expect(lines[0]).toBe('document: 12 problems in this document');
  expect(lines).toHaveLength(12);
  expect(lines[11]).toBe('  … and 2 more');
  expect(error.problems).toHaveLength(12);
});

test('a document of 600 operations with long chains and circles is loaded', () => {
  const spec = parseSpec(largeDocument(120));
  expect(spec.operations).toHaveLength(600);
  expect(spec.resources).toHaveLength(120);
});

/** A document with five operations for each of `count` resources, whose schemas form one circle and one long chain. */
function largeDocument(count: number): object {
  const paths: Record<string, object> = {};
  const schemas: Record<string, object> = { Id0: { type: 'string', format: 'uuid' } };
  for (let index = 0; index < count; index++) {
    if (index > 0) schemas[`Id${index}`] = { $ref: `#/components/schemas/Id${index - 1}` };
    const next = { anyOf: [{ $ref: `#/components/schemas/Thing${(index + 1) % count}` }, { type: 'null' }] };
    schemas[`Thing${index}`] = {
      type: 'object',
      required: ['id'],
      properties: { id: { $ref: `#/components/schemas/Id${index}` }, next, name: { type: 'string', maxLength: 255 } },
    };
    const thing = { 'application/json': { schema: { $ref: `#/components/schemas/Thing${index}` } } };
    const things = {
      'application/json': { schema: { type: 'array', items: { $ref: `#/components/schemas/Thing${index}` } } },
    };
    const ok = (content: object) => ({ 200: { description: 'ok', content }, default: { description: 'error' } });
    paths[`/things${index}`] = {
      get: { operationId: `list${index}`, responses: ok(things) },
      post: { operationId: `create${index}`, requestBody: { content: thing }, responses: ok(thing) },
    };
    paths[`/things${index}/{id}`] = {
      parameters: [{ name: 'id', in: 'path', required: true, schema: { $ref: `#/components/schemas/Id${index}` } }],
      get: { operationId: `get${index}`, responses: ok(thing) },
      put: { operationId: `put${index}`, requestBody: { content: thing }, responses: ok(thing) },
      delete: { operationId: `delete${index}`, responses: { 204: { description: 'gone' } } },
    };
  }
  return { openapi: '3.1.0', info: { title: 'Large', version: '1' }, paths, components: { schemas } };
}

test('tells where a pointer stands in the files', () => {
  const main = path.join(folder, 'located.yaml');
  writeFileSync(
    main,
    [
      'openapi: 3.1.0',
      'info: { title: Notes, version: "1" }',
      'paths:',
      '  /notes:',
      '    get:',
      '      responses:',
      '        "200":',
      '          description: A note',
      '          content: { application/json: { schema: { $ref: ./located-note.yaml#/Note } } }',
    ].join('\n'),
  );
  writeFileSync(path.join(folder, 'located-note.yaml'), 'Other: 1\nNote:\n  type: string\n  maxLength: 5\n');
  const spec = loadSpec(main);
  expect(spec.locate('#/paths/~1notes/get/responses')).toEqual({ file: main, line: 6 });
  expect(spec.locate('#/components/schemas/Note/maxLength')).toEqual({
    file: path.relative('', path.join(folder, 'located-note.yaml')),
    line: 4,
  });
});
