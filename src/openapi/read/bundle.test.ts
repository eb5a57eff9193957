import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type LoadOptions, loadSpec, parseSpec } from '../load-spec';
import { DocumentError } from './document-error';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'bundle-'));
  jest.spyOn(process, 'cwd').mockReturnValue(folder);
});
afterEach(() => {
  jest.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

const strict: LoadOptions = { strict: true };

const head = 'openapi: 3.1.0\ninfo: { title: Notes, version: "1" }\n';

/** Writes files into the folder and loads the first one. */
function load(files: Record<string, string>, options: LoadOptions = {}) {
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  return loadSpec(path.join(folder, Object.keys(files)[0]!), options);
}

const graph = {
  'api/openapi.yaml': `${head}paths:
  /notes: { $ref: "./paths/notes.yaml" }
components:
  schemas:
    Author: { type: object, properties: { name: { type: string } } }
    note: { type: string }
`,
  'api/paths/notes.yaml': `
get:
  operationId: listNotes
  parameters: [{ $ref: "../parameters.json#/limit" }]
  responses:
    "200":
      description: ok
      content: { application/json: { schema: { type: array, items: { $ref: "../../schemas/note.yaml" } } } }
    default: { $ref: "#/x-error" }
x-error: { description: error }
`,
  'api/parameters.json':
    '{ "limit": { "name": "limit", "in": "query", "schema": { "type": "integer", "default": 5 } } }',
  'schemas/note.yaml': `
type: object
properties:
  id: { $ref: "./common%20types.yaml#/$defs/Id" }
  parent: { $ref: "#" }
  author: { $ref: "../api/openapi.yaml#/components/schemas/Author" }
  tag: { $ref: "./common types.yaml#Tag" }
  body:
    oneOf: [{ $ref: "./common types.yaml#/$defs/Text" }]
    discriminator: { propertyName: kind, mapping: { text: "./common types.yaml#/$defs/Text", other: Text } }
example: { $ref: "./not-a-reference.yaml" }
`,
  'schemas/common types.yaml': `
$defs:
  Id: { type: string, format: uuid }
  Tag: { $anchor: Tag, type: string, maxLength: 9 }
  Text: { type: object, required: [kind], properties: { note: { $ref: "./note.yaml" } } }
`,
};

test('a graph of files becomes one document with local references', () => {
  const spec = load(graph);
  const refs = [...JSON.stringify({ ...spec.document, info: {} }).matchAll(/"\$ref":"([^"]*)"/g)].map(([, ref]) => ref);
  expect(refs.filter((ref) => !ref!.startsWith('#/'))).toEqual(['./not-a-reference.yaml']);
  expect(spec.document.components).toMatchObject({
    schemas: {
      Author: { type: 'object' },
      note: { type: 'string' },
      note_2: {
        properties: {
          id: { $ref: '#/components/schemas/Id' },
          parent: { $ref: '#/components/schemas/note_2' },
          author: { $ref: '#/components/schemas/Author' },
          tag: { $ref: '#/components/schemas/Tag' },
          body: { discriminator: { mapping: { text: '#/components/schemas/Text', other: 'Text' } } },
        },
      },
      Text: { properties: { note: { $ref: '#/components/schemas/note_2' } } },
    },
    parameters: { limit: { name: 'limit' } },
    responses: { 'x-error': { description: 'error' } },
  });
});

test('every file is named, the main one first', () => {
  const names = Object.keys(graph).map((name) => path.join(folder, name));
  const { files } = load(graph);
  expect(files[0]).toBe(names[0]);
  expect([...files].sort()).toEqual(names.sort());
});

test('what is pulled in means what it meant', () => {
  const { operations, schemas } = load(graph);
  const [list] = operations;
  expect(list?.parameters[0]).toMatchObject({ name: 'limit', default: 5 });
  const items = list!.responses[0]!.mediaTypes[0]!.schema!;
  expect(schemas.validator(items, 'response')([{ id: 'x', parent: { id: 7 }, tag: '0123456789' }])).toMatchObject([
    { path: [0, 'id'], keyword: 'format' },
    { path: [0, 'parent', 'id'], keyword: 'type' },
    { path: [0, 'tag'], keyword: 'maxLength' },
  ]);
});

const single = (ref: string) => `${head}paths:
  /notes:
    get:
      responses:
        "200":
          description: ok
          content: { application/json: { schema: { $ref: "${ref}" } } }
`;

test.each([
  ['https://example.org/note.yaml', 'leads to the network; save what it refers to beside the document'],
  ['//example.org/note.yaml', 'leads to the network'],
  ['file:///etc/passwd', 'leads to the network'],
  ['./missing.yaml', 'missing.yaml: there is no such file'],
  ['./broken.yaml', 'broken.yaml:2: is not valid YAML'],
  ['./good.yaml#/nothing', 'names nothing in ./good.yaml'],
  ['./good.yaml#nothing', 'names nothing in ./good.yaml'],
  ['./good.yaml#/constructor', 'names nothing in ./good.yaml'],
  ['#nothing', 'names nothing in this document'],
])('a reference to %s is refused', (ref, reason) => {
  const read = () =>
    load({ 'openapi.yaml': single(ref), 'broken.yaml': 'a: 1\nb: [', 'good.yaml': 'type: string' }, strict);
  expect(read).toThrow(DocumentError);
  expect(read).toThrow(`the $ref "${ref}" `);
  expect(read).toThrow(reason);
  expect(read).toThrow(expect.objectContaining({ line: 9, file: path.join(folder, 'openapi.yaml') }));
});

test('an error in a file that is pulled in names that file, line and pointer', () => {
  const read = () =>
    load(
      { 'openapi.yaml': single('./note.yaml#/Note'), 'note.yaml': '\nNote:\n  type: object\n  required: name\n' },
      strict,
    );
  expect(read).toThrow(
    expect.objectContaining({ file: path.join(folder, 'note.yaml'), line: 4, pointer: '#/Note/required' }),
  );
});

test('a broken reference inside a file that is pulled in is found', () => {
  const read = () =>
    load({ 'openapi.yaml': single('./note.yaml'), 'note.yaml': 'properties:\n  a: { $ref: "#/b" }\n' }, strict);
  expect(read).toThrow(
    expect.objectContaining({ file: path.join(folder, 'note.yaml'), line: 2, pointer: '#/properties/a' }),
  );
});

test('whole maps, lists and operations may stand in other files', () => {
  const spec = load({
    'openapi.yaml': `${head}paths: { $ref: "./paths.yaml" }
components:
  schemas: { $ref: "./schemas/index.yaml" }
  parameters:
    Limit: { $ref: "./more.yaml#/limit" }
`,
    'paths.yaml': `
/notes:
  get: { $ref: "./operations/list notes.yaml" }
`,
    'operations/list notes.yaml': `
operationId: listNotes
parameters: { $ref: "../more.yaml#/lists" }
responses: { $ref: "../more.yaml#/responses" }
`,
    'more.yaml': `
limit: { name: limit, in: query, schema: { type: integer } }
lists: [{ $ref: "#/limit" }, { name: q, in: query, schema: { type: string } }]
responses:
  "200": { description: ok, content: { application/json: { $ref: "#/body" } } }
body: { schema: { $ref: "./schemas/note.yaml" } }
`,
    'schemas/index.yaml': 'Note: { $ref: "./note.yaml" }\nText: { type: string }\n',
    'schemas/note.yaml': 'type: object\nproperties: { $ref: "./properties.yaml" }\n',
    'schemas/properties.yaml': 'text: { type: string, maxLength: 3 }\nself: { $ref: "./note.yaml" }\n',
  });
  const [list] = spec.operations;
  expect(list).toMatchObject({ id: 'listNotes', parameters: [{ name: 'limit' }, { name: 'q' }] });
  const schema = list!.responses[0]!.mediaTypes[0]!.schema!;
  expect(spec.schemas.validator(schema, 'response')({ self: { text: 'long' } })).toMatchObject([
    { path: ['self', 'text'] },
  ]);
  expect(spec.document.components).toMatchObject({
    parameters: { Limit: { name: 'limit' } },
    schemas: { Note: { type: 'object' }, Text: { type: 'string' } },
  });
  expect(JSON.stringify(spec.document)).not.toContain('yaml');
});

test('an operation that is put in place keeps its file and line in errors', () => {
  const read = () =>
    load(
      {
        'openapi.yaml': `${head}paths:\n  /notes:\n    get: { $ref: "./list.yaml" }\n`,
        'list.yaml': '\nresponses:\n  "2000": { description: ok }\n',
      },
      strict,
    );
  expect(read).toThrow(
    expect.objectContaining({ file: path.join(folder, 'list.yaml'), line: 3, pointer: '#/responses/2000' }),
  );
});

test('an error inside what is put in place inside what is pulled in names the innermost file', () => {
  const read = () =>
    load(
      {
        'openapi.yaml': `${head}paths:\n  /notes: { $ref: "./notes.yaml" }\n`,
        'notes.yaml': 'get: { $ref: "./list.yaml" }\n',
        'list.yaml': 'operationId: 7\nresponses: { "200": { description: ok } }\n',
      },
      strict,
    );
  expect(read).toThrow(
    expect.objectContaining({ file: path.join(folder, 'list.yaml'), line: 1, pointer: '#/operationId' }),
  );
});

test('a circle of operations is refused', () => {
  const files = {
    'openapi.yaml': `${head}paths:\n  /notes:\n    get: { $ref: "./list.yaml" }\n`,
    'list.yaml':
      'responses: { "200": { description: ok } }\ncallbacks: { a: { b: { get: { $ref: "./list.yaml" } } } }\n',
  };
  expect(() => load(files, strict)).toThrow('leads back to itself');
});

test('in one file an operation cannot be a reference', () => {
  const paths = { '/notes': { get: { $ref: '#/x-operation' } } };
  expect(() =>
    parseSpec({ openapi: '3.1.0', info: { title: 'T', version: '1' }, paths, 'x-operation': {} }, strict),
  ).toThrow('a $ref cannot stand here');
});

test('a document without a file cannot refer to files', () => {
  expect(() => parseSpec(single('./note.yaml'), strict)).toThrow(
    'this document was not read from one; load it from its file',
  );
});

test('a file that is a path item may hold another one', () => {
  const { paths } = load({
    'main.yaml': `${head}paths:
  /notes: { $ref: "./notes.yaml" }
  /notes/{id}: { $ref: "./notes.yaml#/one" }
`,
    'notes.yaml': `get: { responses: { 200: { description: ok, content: { application/json: { schema: { $ref: "./note.yaml" } } } } } }
one:
  parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
  get: { responses: { 200: { description: ok, content: { application/json: { schema: { $ref: "./note.yaml" } } } } } }
`,
    'note.yaml': 'type: object\nproperties: { id: { type: string } }\n',
  });
  const schemas = paths.map(({ operations }) => operations.get('get')?.responses[0]?.mediaTypes[0]?.schema?.pointer);
  expect(schemas).toEqual(['#/components/schemas/note', '#/components/schemas/note']);
});
