import { createTestMock, documentOf } from '../ask.test-support';
import type { ReferenceMode } from './reference-mode';

const DOCUMENT = documentOf(
  `
/shops:
  get: { operationId: shops, parameters: [{ name: ownerId, in: query, schema: { type: string, format: uuid } }], responses: { '200': &shops { description: '', content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Shop' } } } } } } }
  post: { operationId: open, requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Shop' } } } }, responses: { '201': &shop { description: '', content: { application/json: { schema: { $ref: '#/components/schemas/Shop' } } } } } }
/shops/{id}:
  parameters: [{ name: id, in: path, required: true, schema: { type: string, format: uuid } }]
  get: { responses: { '200': *shop } }
  put: { requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Shop' } } } }, responses: { '200': *shop } }
  patch: { requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Part' } } } }, responses: { '200': *shop } }
  delete: { responses: { '204': { description: '' } } }
/visits:
  get: { responses: { '200': { description: '', content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Visit' } } } } } } }
  post: { requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Visit' } } } }, responses: { '201': { description: '', content: { application/json: { schema: { $ref: '#/components/schemas/Visit' } } } } } }
/visits/{id}:
  get: { parameters: [{ name: id, in: path, required: true, schema: { type: string, format: uuid } }], responses: { '200': { description: '', content: { application/json: { schema: { $ref: '#/components/schemas/Visit' } } } } } }
`,
  `
Shop:
  type: object
  required: [ownerId]
  properties: &shop
    id: { type: string, format: uuid, readOnly: true }
    ownerId: { type: string, format: uuid, x-seed: { pool: owners } }
    siteId: { type: [string, 'null'], format: uuid, x-seed: { pool: shop_sites, within: ownerId, nulls: 0 } }
    size: { type: integer }
Part: { type: object, properties: *shop }
Visit:
  type: object
  properties:
    id: { type: string, format: uuid, readOnly: true }
    shop_id: { type: string, format: uuid }
`,
);
const UNKNOWN = '11111111-2222-4333-8444-555555555555';

async function setUp(references: ReferenceMode = 'strict') {
  const { ask, mock } = createTestMock(DOCUMENT, { references, count: 60 });
  const shops: { id: string; ownerId: string; siteId: string }[] = (await ask('GET /shops')).json;
  const [one] = shops;
  const other = shops.find(({ ownerId }) => ownerId !== one!.ownerId)!;
  return { ask, mock, one: one!, other };
}

const unknownOwner = {
  property_path: 'ownerId',
  in: 'body',
  detail: `Owner with ID ${UNKNOWN} does not exist.`,
};
const unknownSite = { property_path: 'siteId', in: 'body', detail: `Shop site with ID ${UNKNOWN} does not exist.` };

describe('strict', () => {
  test('what is seeded may be referred to', async () => {
    const { ask, one } = await setUp();
    const { ownerId, siteId } = one;
    expect((await ask('POST /shops', { ownerId, siteId })).status).toBe(201);
    expect((await ask('POST /shops', { ownerId: ownerId.toUpperCase(), siteId: null })).status).toBe(201);
    expect((await ask(`GET /shops?ownerId=${ownerId}`)).status).toBe(200);
  });

  test.each(['POST', 'PUT', 'PATCH'])('%s with what is unknown', async (method) => {
    const { ask, one } = await setUp();
    const line = method === 'POST' ? 'POST /shops' : `${method} /shops/${one.id}`;
    const { status, json } = await ask(line, { ownerId: UNKNOWN, siteId: UNKNOWN });
    expect(status).toBe(400);
    expect(json.violations).toEqual([unknownOwner, unknownSite]);
  });

  test('all that is wrong comes at once', async () => {
    const { ask } = await setUp();
    const { json } = await ask('POST /shops', { ownerId: UNKNOWN, siteId: 'x', size: 'y' });
    expect(json.violations.map((violation: { property_path: string }) => violation.property_path).sort()).toEqual([
      'ownerId',
      'siteId',
      'size',
    ]);
    expect(json.violations).toContainEqual(unknownOwner);
  });

  test('a filter by what is unknown', async () => {
    const { ask } = await setUp();
    const { status, json } = await ask(`GET /shops?ownerId=${UNKNOWN}`);
    expect(status).toBe(400);
    expect(json.violations).toEqual([{ ...unknownOwner, in: 'query' }]);
  });

  test("somebody else's site", async () => {
    const { ask, one, other } = await setUp();
    const { json } = await ask('POST /shops', { ownerId: one.ownerId, siteId: other.siteId });
    const detail = `Shop site with ID ${other.siteId} does not belong to owner with ID ${one.ownerId}.`;
    expect(json.violations).toEqual([{ property_path: 'siteId', in: 'body', detail }]);
  });

  test('a partial update is judged beside what it leaves as it is', async () => {
    const { ask, one, other } = await setUp();
    expect((await ask(`PATCH /shops/${one.id}`, { siteId: other.siteId })).json.violations).toHaveLength(1);
    expect((await ask(`PATCH /shops/${one.id}`, { siteId: one.siteId })).status).toBe(200);
    expect((await ask(`PATCH /shops/${one.id}`, { ownerId: other.ownerId, siteId: other.siteId })).status).toBe(200);
  });

  test('an owner outlives its last record', async () => {
    const { ask, mock, one } = await setUp();
    for (const { id } of (await mock.store.page('shops', {}, 0, 1000)).items) await ask(`DELETE /shops/${id}`);
    expect((await ask('POST /shops', { ownerId: one.ownerId, siteId: one.siteId })).status).toBe(201);
  });

  test('a resource of the document: its records are what there is, those that clients make too', async () => {
    const { ask, one } = await setUp();
    const visit = (shop: string) => ask('POST /visits', { shop_id: shop });
    expect((await visit(one.id)).status).toBe(201);
    expect((await visit(UNKNOWN)).json.violations).toEqual([
      { property_path: 'shop_id', in: 'body', detail: `Shop with ID ${UNKNOWN} does not exist.` },
    ]);
    const { json: made } = await ask('POST /shops', { ownerId: one.ownerId });
    expect((await visit(made.id)).status).toBe(201);
    await ask(`DELETE /shops/${made.id}`);
    expect((await visit(made.id)).status).toBe(400);
  });

  test('what another session makes is unknown here', async () => {
    const { ask, one } = await setUp();
    const { json: made } = await ask('POST /~anna/shops', { ownerId: one.ownerId });
    expect((await ask('POST /~anna/visits', { shop_id: made.id })).status).toBe(201);
    expect((await ask('POST /visits', { shop_id: made.id })).status).toBe(400);
  });
});

test('warn answers as usual, and says so in a header and in the log', async () => {
  const { ask } = await setUp('warn');
  const { status, headers, note } = await ask('POST /shops', { ownerId: UNKNOWN });
  expect(status).toBe(201);
  expect(headers['mock-warning']).toBe(`body ownerId: Owner with ID ${UNKNOWN} does not exist.`);
  expect(note).toBe(`warning: body ownerId: Owner with ID ${UNKNOWN} does not exist.`);
  const again = await ask('POST /shops', { ownerId: UNKNOWN });
  expect(again.headers).not.toHaveProperty('mock-warning');
});

test('off looks at nothing', async () => {
  const { ask } = await setUp('off');
  const { status, headers } = await ask('POST /shops', { ownerId: UNKNOWN });
  expect([status, headers['mock-warning']]).toEqual([201, undefined]);
});
