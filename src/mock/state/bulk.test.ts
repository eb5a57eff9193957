import { type Ask, createTestMock, documentOf } from '../ask.test-support';

const ok = (schema: string) => `{ description: ok, content: { application/json: { schema: ${schema} } } }`;
const takes = (schema: string) => `requestBody: { content: { application/json: { schema: ${schema} } } }`;
const TASK = `{ $ref: '#/components/schemas/Task' }`;
const TASKS = `{ type: array, items: ${TASK} }`;
const ENVELOPE = `{ type: object, required: [tasks, took], properties: { tasks: ${TASKS}, created: { type: integer }, took: { type: string } } }`;
const query = (name: string, type = 'string') => `{ name: ${name}, in: query, schema: { type: ${type} } }`;
const byId = '[{ name: id, in: path, required: true, schema: { type: integer } }]';

const DOCUMENT = documentOf(
  `
/tasks:
  get: { parameters: [${query('state')}], responses: { 200: ${ok(TASKS)} } }
  put: { parameters: [${query('state')}], ${takes(`{ oneOf: [${TASKS}, ${TASK}] }`)}, responses: { 200: ${ok(TASKS)} } }
  patch: { parameters: [${query('min_size', 'integer')}], ${takes('{ type: object, properties: { state: { type: string, enum: [open, done] } } }')}, responses: { 200: ${ok(TASKS)} } }
  delete: { parameters: [${query('min_size', 'integer')}], responses: { 204: { description: gone } } }
/tasks/{id}:
  get: { parameters: ${byId}, responses: { 200: ${ok(TASK)}, 404: { description: no } } }
/tasks/bulk:
  post: { ${takes(`{ type: object, required: [tasks], properties: { tasks: ${TASKS} } }`)}, responses: { 201: ${ok(ENVELOPE)} } }
  patch: { ${takes(TASKS)}, responses: { 200: ${ok(TASKS)} } }
  delete: { ${takes('{ type: object, properties: { ids: { type: array, items: { type: integer } } } }')}, responses: { 204: { description: gone } } }
`,
  'Task: { type: object, required: [size], properties: { id: { type: integer }, size: { type: integer, minimum: 0 }, state: { type: string, enum: [open, done] } } }',
);

let ask: Ask;
beforeEach(async () => {
  ask = createTestMock(DOCUMENT).ask;
  await ask('DELETE /tasks');
  await ask('POST /tasks/bulk', {
    tasks: [
      { size: 1, state: 'open' },
      { size: 5, state: 'open' },
      { size: 9, state: 'done' },
    ],
  });
});

interface Task {
  readonly id: number;
  readonly size: number;
  readonly state?: string;
}

const all = async (): Promise<Task[]> => (await ask('GET /tasks')).json;
const shown = async (): Promise<string> => (await all()).map(({ size, state = '-' }) => `${size}${state}`).join(' ');

test('a list in an envelope is as many records, and answered in the envelope', async () => {
  const { status, json } = await ask('POST /tasks/bulk', { tasks: [{ size: 2 }, { size: 3 }] });
  expect([status, json]).toEqual([
    201,
    {
      tasks: [expect.objectContaining({ size: 2 }), expect.objectContaining({ size: 3 })],
      created: 2,
      took: expect.any(String),
    },
  ]);
  expect((await all()).slice(-2)).toEqual(json.tasks);
});

test('one wrong item of many changes nothing', async () => {
  expect((await ask('POST /tasks/bulk', { tasks: [{ size: 2 }, { size: -1 }] })).status).toBe(400);
  expect(await shown()).toBe('1open 5open 9done');
});

test('PATCH changes what its range selects', async () => {
  expect((await ask('PATCH /tasks?min_size=5', { state: 'done' })).json).toHaveLength(2);
  expect(await shown()).toBe('1open 5done 9done');
});

test('PUT of a list changes the items that it names', async () => {
  const [first, second] = await all();
  const { json } = await ask('PUT /tasks', [
    { id: first!.id, size: 7 },
    { id: second!.id, size: 8, state: 'done' },
  ]);
  expect(json).toEqual([
    { id: first!.id, size: 7 },
    { id: second!.id, size: 8, state: 'done' },
  ]);
  expect(await shown()).toBe('7- 8done 9done');
});

test('PUT of a list with new items is the whole collection', async () => {
  const [first] = await all();
  await ask('PUT /tasks', [{ id: first!.id, size: 7 }, { size: 4 }]);
  expect(await shown()).toBe('7- 4-');
  await ask('PUT /tasks', []);
  expect(await all()).toEqual([]);
});

test('PUT of a list replaces nothing but what its query selects', async () => {
  await ask('PUT /tasks?state=open', [{ size: 4, state: 'open' }]);
  expect(await shown()).toBe('9done 4open');
});

test('DELETE removes what its range selects', async () => {
  expect((await ask('DELETE /tasks?min_size=5')).status).toBe(204);
  expect(await shown()).toBe('1open');
});

test('PATCH and DELETE below the collection are about its items', async () => {
  const [first, second, third] = await all();
  await ask('PATCH /tasks/bulk', [{ id: first!.id, size: 2 }]);
  expect(await shown()).toBe('2open 5open 9done');
  expect((await ask('DELETE /tasks/bulk', { ids: [first!.id, third!.id, 999] })).status).toBe(204);
  expect(await all()).toEqual([second]);
});
