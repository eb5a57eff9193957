import { join } from 'node:path';
import type { JsonObject } from '../json-schema/model/json-schema';
import { loadSpec } from '../openapi/load-spec';
import { MemoryStore } from '../store/memory/memory-store';
import { createAsk, createTestMock, documentOf } from './ask.test-support';
import { createMock } from './create-mock';

/** The document that the mock ships with; what it says is read from it, not repeated. */
const shipped = loadSpec(join(__dirname, '../../spec/contact-points.yaml'));
const [resource] = shipped.resources;
const collection = resource!.collection!.template.source;
const example = resource!.roles.read!.responses[0]!.mediaTypes[0]!.examples[0]!.value as JsonObject;
const input = resource!.roles.create!.body!.mediaTypes[0]!.examples[0]!.value as JsonObject;
const id = String(example[resource!.idProperty]);

describe('the shipped document', () => {
  test.each([
    [`GET ${collection}`, undefined, 200],
    [`GET ${collection}?limit=1000&offset=5`, undefined, 200],
    [`GET ${collection}?limit=1001`, undefined, 400],
    [`GET ${collection}?limit=2147483648`, undefined, 400],
    [`GET ${collection}?offset=9223372036854775807`, undefined, 200],
    [`GET ${collection}?offset=9223372036854775808`, undefined, 400],
    [`POST ${collection}`, input, 201],
    [`POST ${collection}`, { ...input, [resource!.idProperty]: 'ignored', unknown: 1 }, 201],
    [`POST ${collection}`, {}, 400],
    [`GET ${collection}/${id}`, undefined, 200],
    [`GET ${collection}/${id.toUpperCase()}`, undefined, 200],
    [`PUT ${collection}/${id}`, input, 200],
    [`PUT ${collection}/${id.replace(/^./, 'f')}`, input, 404],
    [`DELETE ${collection}/${id}`, undefined, 204],
    [`PATCH ${collection}/${id}`, {}, 405],
    [`DELETE ${collection}`, undefined, 405],
  ])('%s %j -> %d', async (line, body, status) => {
    const { ask } = createTestMock(shipped, { count: 50 });
    expect((await ask(line, body)).status).toBe(status);
  });

  test('starts with as many items as its example says, the documented one first', async () => {
    const ask = createAsk(createMock({ spec: shipped }));
    const list = resource!.list!;
    const documented = resource!.roles.list!.responses[0]!.mediaTypes[0]!.examples[0]!.value as JsonObject;
    const { json } = await ask(`GET ${collection}?limit=1`);
    expect(json[list.itemsProperty!]).toEqual([example]);
    expect(json[list.totalProperty!]).toBe(documented[list.totalProperty!]);
    expect(json[list.queryProperty!]).toEqual({ ...(documented[list.queryProperty!] as JsonObject), limit: 1 });
  });

  test('lists every violation of a body at once, each once', async () => {
    const { ask } = createTestMock(shipped);
    const bad = Object.fromEntries(Object.keys(input).map((name) => [name, 7]));
    const { json } = await ask(`POST ${collection}`, bad);
    const paths = json.violations.map((violation: Record<string, string>) => violation.property_path);
    expect(paths.sort()).toEqual(Object.keys(input).sort());
  });

  test('keeps every answer valid through a life cycle', async () => {
    const { ask } = createTestMock(shipped, { count: 20 });
    const validate = (role: 'list' | 'read' | 'create' | 'replace', value: unknown) => {
      const schema = resource!.roles[role]!.responses[0]!.mediaTypes[0]!.schema!;
      expect(shipped.schemas.validator(schema, 'response')(value)).toEqual([]);
    };
    const made = await ask(`POST ${collection}`, input);
    validate('create', made.json);
    validate('list', (await ask(`GET ${collection}?limit=100`)).json);
    validate('replace', (await ask(`PUT ${made.headers.location}`, input)).json);
    validate('read', (await ask(`GET ${made.headers.location}`)).json);
    expect((await ask(`DELETE ${made.headers.location}`)).status).toBe(204);
    expect((await ask(`GET ${made.headers.location}`)).status).toBe(404);
  });
});

describe('createMock', () => {
  const notes = documentOf(
    `
/notes:
  get: { responses: { '200': { description: ok, content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Note' } } } } } } }
/notes/{id}:
  parameters: [{ name: id, in: path, required: true, schema: { type: integer } }]
  get: { responses: { '200': { description: ok, content: { application/json: { schema: { $ref: '#/components/schemas/Note' } } } } } }
  delete: { responses: { '204': { description: gone } } }
`,
    'Note: { type: object, required: [id, text], properties: { id: { type: integer }, text: { type: string } } }',
  );

  test.each([
    [{ seed: 1 }, { seed: 1 }, true],
    [{ seed: 1 }, { seed: 2 }, false],
    [{}, { seed: 1 }, true],
  ])('with %j and %j gives the same data: %s', async (one, other, same) => {
    const texts = await Promise.all(
      [one, other].map(async (options) => (await createTestMock(notes, options).ask('GET /notes')).text),
    );
    expect(texts[0] === texts[1]).toBe(same);
  });

  test('goes back to the start on reset', async () => {
    const { ask, mock } = createTestMock(notes);
    const before = (await ask('GET /notes')).text;
    await ask('DELETE /notes/1');
    expect((await ask('GET /notes')).text).not.toBe(before);
    await mock.reset();
    expect((await ask('GET /notes')).text).toBe(before);
  });

  test('gives every mock data of its own', async () => {
    const [one, other] = [createTestMock(notes), createTestMock(notes)];
    await one.ask('DELETE /notes/1');
    expect((await other.ask('GET /notes/1')).status).toBe(200);
  });

  test('uses the store that it is given', async () => {
    const created: MemoryStore[] = [];
    const { ask, mock } = createTestMock(notes, {
      createStore: (initial) => {
        created.push(new MemoryStore(initial));
        return created[0]!;
      },
    });
    expect(mock.store).toBe(created[0]);
    await mock.store.remove('notes', '1');
    expect((await ask('GET /notes/1')).status).toBe(404);
    await mock.close();
  });

  test('prepares nothing before it is asked for', async () => {
    const createStore = jest.fn((initial) => new MemoryStore(initial));
    createTestMock(notes, { createStore, count: 1_000_000_000 });
    expect(createStore.mock.calls[0]?.[0].get('notes').count).toBe(1_000_000_000);
  });

  test('nests as deep as the document does', async () => {
    const item = (ref: string): string =>
      `{ description: ok, content: { application/json: { schema: { $ref: '#/components/schemas/${ref}' } } } }`;
    const list = (ref: string): string =>
      `{ description: ok, content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/${ref}' } } } } }`;
    const parameters = (...names: string[]): string =>
      `parameters: [${names.map((name) => `{ name: ${name}, in: path, required: true, schema: { type: integer } }`).join(', ')}]`;
    const crud = (path: string, ref: string, ...names: string[]): string => `
${path}:
  ${parameters(...names.slice(0, -1))}
  get: { responses: { '200': ${list(ref)} } }
  post:
    requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/${ref}' } } } }
    responses: { '201': ${item(ref)} }
${path}/{${names.at(-1)}}:
  ${parameters(...names)}
  get: { responses: { '200': ${item(ref)} } }
  delete: { responses: { '204': { description: gone } } }`;
    const schema = (name: string): string =>
      `${name}: { type: object, required: [id], properties: { id: { type: integer, readOnly: true }, ${name.toLowerCase()}: { type: string } } }`;
    const document = documentOf(
      `${crud('/shops', 'Shop', 'shop')}${crud('/shops/{shop}/shelves', 'Shelf', 'shop', 'shelf')}${crud('/shops/{shop}/shelves/{shelf}/boxes', 'Box', 'shop', 'shelf', 'box')}`,
      ['Shop', 'Shelf', 'Box'].map(schema).join('\n'),
    );
    const { ask } = createTestMock(document, { count: 0 });
    for (const path of ['/shops', '/shops', '/shops/1/shelves', '/shops/1/shelves/1/boxes']) {
      expect((await ask(`POST ${path}`, {})).status).toBe(201);
    }
    const statuses = {
      '/shops/1/shelves/1/boxes/1': 200,
      '/shops/2/shelves/1/boxes/1': 404,
      '/shops/2/shelves/1/boxes': 404,
      '/shops/2/shelves/1': 404,
      '/shops/1/shelves/9/boxes': 404,
      '/shops/2/shelves': 200,
    };
    for (const [path, status] of Object.entries(statuses))
      expect([path, (await ask(`GET ${path}`)).status]).toEqual([path, status]);
    expect((await ask('GET /shops/2/shelves')).json).toEqual([]);
    expect((await ask('GET /shops/1/shelves')).json).toEqual([{ id: 1 }]);
    await ask('DELETE /shops/1');
    expect((await ask('GET /shops/1/shelves/1/boxes/1')).status).toBe(404);
  });
});
