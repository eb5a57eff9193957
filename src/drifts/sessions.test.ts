import { createAsk, documentOf } from '../mock/ask.test-support';
import { parseSpec } from '../openapi/load-spec';
import { createDriftingMock } from './create-drifting-mock';
import { listDrifts } from './list-drifts';

const spec = parseSpec(
  documentOf(`
/notes: { get: { responses: { '200': { description: ok, content: { application/json: { schema: { type: array, items: { type: object, required: [id], properties: { id: { type: integer } } } } } } } } } }
/notes/{id}: { get: { parameters: [{ name: id, in: path, required: true, schema: { type: integer } }], responses: { '200': { description: ok, content: { application/json: { schema: { type: object, required: [id], properties: { id: { type: integer } } } } } } } } }
`),
);

test('a drift is in every session, and the mock is controlled as ever', async () => {
  const ask = createAsk(createDriftingMock({ spec, count: 2, admin: {} }, ['unknown-id:500']));
  for (const path of ['/notes/9', '/~anna/notes/9']) expect((await ask(`GET ${path}`)).status).toBe(500);
  expect((await ask('GET /~anna/notes/1')).status).toBe(200);
  expect((await ask('GET /__admin/rules/none')).status).toBe(404);
});

test.each(listDrifts(spec).map(({ name }) => name))('%s leaves the control alone', async (name) => {
  const ask = createAsk(createDriftingMock({ spec, count: 2, admin: {} }, [name]));
  expect(await ask('GET /~anna/__admin/health')).toMatchObject({ status: 200, json: { status: 'ok' } });
});
