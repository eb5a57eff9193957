import { type Ask, createAsk, documentOf } from '../mock/ask.test-support';
import { parseSpec } from '../openapi/load-spec';
import { createMockWithDrifts } from './create-mock-with-drifts';

const NOTE =
  '{ type: object, required: [id], properties: { id: { type: string, format: uuid, readOnly: true }, text: { type: string } } }';
const SPEC = parseSpec(
  documentOf(
    `
/notes:
  get: { operationId: listNotes, responses: { '200': { description: '', content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Note' } } } } } } }
  post:
    operationId: createNote
    requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Note' } } } }
    responses: { '201': { description: '', content: { application/json: { schema: { $ref: '#/components/schemas/Note' } } } } }
/notes/{id}:
  parameters: [{ name: id, in: path, required: true, schema: { type: string, format: uuid } }]
  get: { responses: { '200': { description: '', content: { application/json: { schema: { $ref: '#/components/schemas/Note' } } } } } }
  delete: { responses: { '204': { description: '' } } }
`,
    `Note: ${NOTE}`,
  ),
);
const UNKNOWN = '00000000-0000-4000-8000-000000000000';
const DRIFT = 'unknown-id:500';

let ask: Ask;
beforeEach(() => {
  ask = createAsk(createMockWithDrifts({ spec: SPEC, count: 3, admin: {} }));
});
const prefer = (line: string, preference: string, body?: unknown) => ask(line, body, { prefer: preference });

test('a drift meets one request and leaves the others alone, on the same data', async () => {
  const drifting = await prefer(`DELETE /notes/${UNKNOWN}`, `drift="${DRIFT}"`);
  expect([drifting.status, drifting.headers['preference-applied']]).toEqual([500, `drift="${DRIFT}"`]);
  expect((await prefer(`DELETE /notes/${UNKNOWN}`, `drift=${DRIFT}`)).status).toBe(500);
  expect((await ask(`DELETE /notes/${UNKNOWN}`)).status).toBe(404);
  const { json } = await prefer('POST /notes', `drift="${DRIFT}"`, { text: 'kept' });
  expect((await ask(`GET /notes/${json.id}`)).json.text).toBe('kept');
});

test('a drift that the document does not have is refused', async () => {
  const { status, json } = await prefer('GET /notes', 'drift=nope');
  expect([status, json.title]).toEqual([400, 'Impossible preference']);
  expect(json.violations).toMatchObject([
    { property_path: 'Prefer.drift', detail: expect.stringMatching(/^Value must be .+ or one of \d+ more\.$/) },
  ]);
});

test('the drifts of the document are listed', async () => {
  const { json } = await ask('GET /__admin/drifts');
  expect(json.length).toBeGreaterThan(10);
  expect(json[0]).toEqual({ name: expect.any(String), group: expect.any(String), title: expect.any(String) });
});

test('a rule may give a drift that the document has', async () => {
  const rule = { match: { method: 'GET' }, then: { drift: DRIFT } };
  expect((await ask('POST /__admin/rules', rule)).status).toBe(201);
  expect((await ask(`GET /notes/${UNKNOWN}`)).status).toBe(500);
  const { status } = await ask('POST /__admin/rules', { match: {}, then: { drift: 'nope' } });
  expect(status).toBe(400);
});
