import { join } from 'node:path';
import { loadSpec } from '../../openapi/load-spec';
import { createTestMock } from '../ask.test-support';
import { NOTES, UNKNOWN } from './item.test-support';

describe('reading an item', () => {
  test('gives what the list has of it', async () => {
    const { ask } = createTestMock(NOTES);
    for (const item of (await ask('GET /notes')).json) {
      expect(await ask(`GET /notes/${item.id}`)).toMatchObject({ status: 200, json: item, note: '' });
    }
  });

  test('finds a UUID in either case', async () => {
    const { ask } = createTestMock(NOTES);
    const [{ id }] = (await ask('GET /notes')).json;
    expect((await ask(`GET /notes/${id.toUpperCase()}`)).json.id).toBe(id);
  });

  test('tells an unknown id', async () => {
    const { ask } = createTestMock(NOTES);
    expect(await ask(`GET /notes/${UNKNOWN}`)).toMatchObject({
      status: 404,
      json: { type: '/problems/not-found', title: 'Not found', status: 404, detail: expect.stringContaining(UNKNOWN) },
      note: 'unknown id',
    });
  });

  test('is the same after reset, whatever was written', async () => {
    const { ask, mock } = createTestMock(NOTES);
    const [item] = (await ask('GET /notes')).json;
    await ask(`PUT /notes/${item.id}`, { text: 'changed' });
    await mock.reset();
    expect((await ask(`GET /notes/${item.id}`)).json).toEqual(item);
  });

  test.each([
    ['GET /customers/{customer}/notes/{note}', 200],
    ['GET /customers/{other}/notes/{note}', 404],
    ['GET /customers/nobody/notes/{note}', 404],
    [`GET /customers/{customer}/notes/${UNKNOWN}`, 404],
    ['PATCH /customers/{other}/notes/{note}', 404],
    ['DELETE /customers/{other}/notes/{note}', 404],
    ['DELETE /customers/{customer}/notes/{note}', 204],
  ])('in a nested collection: %s -> %d', async (line, status) => {
    const { ask } = createTestMock(loadSpec(join(__dirname, '../../../fixtures/specs/customer-notes.yaml')));
    const [customer, other] = (await ask('GET /customers')).json.data;
    const made = await ask(`POST /customers/${customer.id}/notes`, { text: 'a' });
    expect(made.headers.location).toBe(`/customers/${customer.id}/notes/${made.json.id}`);
    expect(made.json.customerId).toBe(customer.id);
    const path = line.replace('{customer}', customer.id).replace('{other}', other.id).replace('{note}', made.json.id);
    expect((await ask(path, line.startsWith('PATCH') ? { text: 'b' } : undefined)).status).toBe(status);
  });
});

describe('removing an item', () => {
  test('takes it out of reads and lists, once', async () => {
    const { ask } = createTestMock(NOTES);
    const [first, ...rest] = (await ask('GET /notes')).json;
    const removed = await ask(`DELETE /notes/${first.id}`);
    expect(removed).toMatchObject({ status: 204, text: '', note: '' });
    expect(removed.headers).not.toHaveProperty('content-type');
    expect((await ask('GET /notes')).json).toEqual(rest);
    for (const line of [`GET /notes/${first.id}`, `DELETE /notes/${first.id}`])
      expect((await ask(line)).status).toBe(404);
    expect((await ask(`PUT /notes/${first.id}`, { text: 'a' })).status).toBe(404);
  });

  test('happens only once when two ask at the same time', async () => {
    const { ask } = createTestMock(NOTES);
    const [{ id }] = (await ask('GET /notes')).json;
    const answers = await Promise.all([ask(`DELETE /notes/${id}`), ask(`DELETE /notes/${id}`)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 404]);
  });

  test('finds a UUID in either case', async () => {
    const { ask } = createTestMock(NOTES);
    const [{ id }] = (await ask('GET /notes')).json;
    expect((await ask(`DELETE /notes/${id.toUpperCase()}`)).status).toBe(204);
    expect((await ask(`GET /notes/${id}`)).status).toBe(404);
  });

  test('of an unknown item is told', async () => {
    const { ask } = createTestMock(NOTES);
    expect(await ask(`DELETE /notes/${UNKNOWN}`)).toMatchObject({ status: 404, note: 'unknown id' });
  });

  test('answers what was removed where the document promises a body', async () => {
    const body =
      "{ '200': { description: gone, content: { application/json: { schema: { $ref: '#/components/schemas/Note' } } } } }";
    const { ask } = createTestMock(NOTES.replace("{ '204': { description: gone } }", body));
    const [first] = (await ask('GET /notes')).json;
    expect(await ask(`DELETE /notes/${first.id}`)).toMatchObject({ status: 200, json: first });
  });
});

describe('an item whose list shows a name, or whose path takes one', () => {
  const schema = (properties: string): string =>
    `{ type: object, required: [id, name], properties: { ${properties} } }`;
  const document = (listed: string, parameter: string): string => `
openapi: 3.1.0
info: { title: Projects, version: '1' }
paths:
  /projects:
    get: { responses: { '200': { description: ok, content: { application/json: { schema: { type: array, items: ${listed} } } } } } }
    post: { responses: { '201': { description: made, content: { application/json: { schema: { $ref: '#/components/schemas/Project' } } } } } }
  /projects/{${parameter}}:
    parameters: [{ name: ${parameter}, in: path, required: true, schema: { type: string } }]
    get: { responses: { '200': { description: ok, content: { application/json: { schema: { $ref: '#/components/schemas/Project' } } } } } }
components:
  schemas:
    Project: ${schema('id: { type: integer }, name: { type: string }, size: { type: integer }')}
`;
  const ALL = "{ $ref: '#/components/schemas/Project' }";
  const LESS = '{ type: object, required: [name], properties: { name: { type: string }, url: { type: string } } }';

  test.each([
    ['by the id or the name', ALL, 'name_or_id', [200, 200]],
    ['by the name that the list shows instead of the id', LESS, 'id', [200, 200]],
    ['by the id alone, where the list shows it', ALL, 'id', [200, 404]],
  ])('is read %s', async (_, listed, parameter, [byId, byName]) => {
    const { ask } = createTestMock(document(listed, parameter));
    const [{ name }] = (await ask('GET /projects')).json;
    const made = await ask('POST /projects');
    expect(made.status).toBe(201);
    expect(await ask(`GET /projects/${made.json.id}`)).toMatchObject({ status: byId, json: made.json });
    expect((await ask(`GET /projects/${encodeURIComponent(name)}`)).status).toBe(byName);
  });
});
