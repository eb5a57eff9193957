import { parseSpec } from '../../openapi/load-spec';
import { createTestMock, documentOf } from '../ask.test-support';

const answer = "'200': { description: ok, content: { application/json: { schema: { $ref: '#/components/schemas/";
const body = "requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/";

/** Settings of the account, and of each lamp; what the colour may be is left to each test. */
const document = (colours = 'red, green') =>
  documentOf(
    `
/settings:
  get: { responses: { ${answer}Settings' } } } } } }
  put: { ${body}Settings' } } } }, responses: { ${answer}Settings' } } } } } }
  delete: { responses: { '204': { description: gone } } }
/lamps/{lampId}/light:
  parameters: [{ name: lampId, in: path, required: true, schema: { type: string } }]
  get: { responses: { ${answer}Light' } } } } } }
  patch: { ${body}Light' } } } }, responses: { ${answer}Light' } } } } } }
`,
    `
Settings: { type: object, required: [volume], properties: { volume: { type: integer, maximum: 10 } } }
Light: { type: object, properties: { colour: { type: string, enum: [${colours}] }, level: { type: integer } } }
`,
  );

async function written() {
  const made = createTestMock(document());
  await made.ask('PUT /settings', { volume: 7 });
  await made.ask('PATCH /lamps/a%20b/light', { colour: 'red', level: 3 });
  return made;
}

const looks = async ({ ask }: Pick<ReturnType<typeof createTestMock>, 'ask'>) => [
  (await ask('GET /settings')).json,
  (await ask('GET /lamps/a%20b/light')).json,
];
const KEPT = [{ volume: 7 }, expect.objectContaining({ colour: 'red', level: 3 })];

test('objects at paths of their own are exported by these paths, and imported', async () => {
  const { mock } = await written();
  const state = JSON.parse(await mock.exportState());
  expect(Object.keys(state.singletons)).toEqual(['/settings', '/lamps/a%20b/light']);
  const other = createTestMock(document());
  expect(await other.mock.importState(state)).toEqual({ left: 0, reasons: [] });
  expect(await looks(other)).toEqual(KEPT);
  expect(await other.mock.exportState()).toBe(await mock.exportState());
});

test('one that was deleted stays so', async () => {
  const { mock, ask } = await written();
  await ask('DELETE /settings');
  const state = JSON.parse(await mock.exportState());
  expect(state.singletons['/settings']).toBeNull();
  const other = createTestMock(document());
  await other.mock.importState(state);
  expect((await other.ask('GET /settings')).status).toBe(404);
});

test.each([
  [{ '/settings': { volume: 11 } }, ['singletons./settings.volume must be at most 10']],
  [{ '/nowhere': {} }, ['singletons./nowhere must be the path of an object of the document']],
  [
    { '/settings': { volume: 1 }, '/lamps/x': {} },
    ['singletons./lamps/x must be the path of an object of the document'],
  ],
])('%j is left out, and told', async (singletons, reasons) => {
  const { mock } = createTestMock(document());
  expect(await mock.importState({ resources: {}, singletons })).toEqual({ left: 1, reasons });
});

test('a reset, a snapshot and a session have objects of their own', async () => {
  const { mock, ask } = await written();
  const snapshot = await mock.store.snapshot();
  await mock.reset();
  expect(await looks({ ask })).not.toEqual(KEPT);
  await mock.store.restore(snapshot);
  expect(await looks({ ask })).toEqual(KEPT);
  const other = await mock.handle({ method: 'GET', path: '/~ann/settings', query: '', headers: {} });
  expect(JSON.parse(String(other.body))).not.toEqual(KEPT[0]);
});

test('another version of the document keeps what still fits', async () => {
  const { mock, ask } = await written();
  expect(await mock.reload({ spec: parseSpec(document('green, blue')) })).toEqual({ kept: 1, left: 1 });
  expect((await ask('GET /settings')).json).toEqual({ volume: 7 });
  expect((await ask('GET /lamps/a%20b/light')).json.colour).not.toBe('red');
});
