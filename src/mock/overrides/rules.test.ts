import { type createAsk, createTestMock, documentOf } from '../ask.test-support';
import type { ChaosOptions } from './chaos';
import type { Rule } from './rule';

const DOCUMENT = documentOf(
  `
/notes:
  get: { operationId: listNotes, responses: { '200': { description: '', content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Note' } } } } } } }
  post: { operationId: createNote, requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Note' } } } }, responses: { '201': { description: '', content: { application/json: { schema: { $ref: '#/components/schemas/Note' } } } } } }
/notes/{id}:
  get: { operationId: getNote, parameters: [{ name: id, in: path, required: true, schema: { type: string, format: uuid } }], responses: { '200': { description: '', content: { application/json: { schema: { $ref: '#/components/schemas/Note' } } } } } }
`,
  'Note: { type: object, properties: { id: { type: string, format: uuid, readOnly: true }, text: { type: string } } }',
);

function withRules(...rules: Rule[]) {
  const { ask, mock } = createTestMock(DOCUMENT);
  for (const rule of rules) mock.rules.add(rule);
  return { ask, mock };
}
const count = async (ask: ReturnType<typeof createAsk>): Promise<number> => (await ask('GET /notes')).json.length;

test('the next three creates answer 503, and nothing is made', async () => {
  const { ask } = withRules({ id: 'busy', match: { operation: 'createNote' }, times: 3, then: { status: 503 } });
  const before = await count(ask);
  for (let turn = 0; turn < 3; turn++) {
    const { status, headers, json, note } = await ask('POST /notes', { text: 'a' });
    expect([status, headers['retry-after'], json.status, note]).toEqual([503, '5', 503, 'rule busy']);
  }
  expect(await count(ask)).toBe(before);
  expect((await ask('POST /notes', { text: 'a' })).status).toBe(201);
});

test.each<[Rule['then'], object]>([
  [{ status: 500 }, { status: 500, headers: { 'content-type': 'application/problem+json' } }],
  [{ status: 429 }, { status: 429, headers: { 'retry-after': '5' } }],
  [{ body: { own: true } }, { status: 200, text: '{"own":true}' }],
  [
    { status: 418, body: 'tea' },
    { status: 418, text: '"tea"' },
  ],
  [
    { headers: { 'X-Own': 'a', 'Content-Type': 'text/json' } },
    { headers: { 'x-own': 'a', 'content-type': 'text/json' } },
  ],
  [{ delay: 70 }, { status: 200, delay: 70 }],
  [{ fail: 'hang' }, { status: 0, transport: 'hang' }],
  [{ fail: 'reset' }, { status: 0, transport: 'reset' }],
  [{ fail: 'truncate' }, { status: 200, transport: 'truncate', text: expect.stringMatching(/^\[.*\]$/s) }],
  [{ fail: 'malformed' }, { status: 200, json: undefined, text: expect.stringMatching(/^\[.*,$/s) }],
  [
    { status: 503, fail: 'malformed', delay: 5 },
    { status: 503, json: undefined, delay: 5 },
  ],
])('%j', async (then, expected) => {
  const { ask } = withRules({ match: { operation: 'listNotes' }, then });
  const { headers = {}, ...rest } = expected as { headers?: object };
  expect(await ask('GET /notes')).toMatchObject({ ...rest, headers: expect.objectContaining(headers) });
});

test.each<['hang' | 'truncate' | 'reset' | 'malformed', number]>([
  ['hang', 0],
  ['reset', 0],
  ['truncate', 1],
  ['malformed', 1],
])('a create that meets %s makes %d', async (fail, made) => {
  const { ask } = withRules({ match: { method: 'POST' }, then: { fail } });
  const before = await count(ask);
  await ask('POST /notes', { text: 'a' });
  expect((await count(ask)) - before).toBe(made);
});

test('a preference for an answer counts more than a rule, one for a delay joins it', async () => {
  const { ask, mock } = withRules({ match: {}, then: { status: 503, delay: 9 } });
  expect((await ask('GET /notes', undefined, { prefer: 'code=200' })).status).toBe(200);
  expect(mock.rules.list()[0]?.hits).toBe(0);
  expect(await ask('GET /notes', undefined, { prefer: 'delay=7' })).toMatchObject({ status: 503, delay: 7 });
});

test('paths that the document does not have can be given an answer', async () => {
  const { ask } = withRules({ match: { path: '/later' }, then: { status: 200, body: [] } });
  expect(await ask('GET /later')).toMatchObject({ status: 200, json: [] });
  expect((await ask('GET /never')).status).toBe(404);
});

test('a session has rules of its own', async () => {
  const { ask, mock } = withRules({ match: {}, then: { status: 503 } });
  expect([(await ask('GET /notes')).status, (await ask('GET /~anna/notes')).status]).toEqual([503, 200]);
  mock.sessions.session('anna').rules.add({ match: {}, then: { status: 500 } });
  expect([(await ask('GET /notes')).status, (await ask('GET /~anna/notes')).status]).toEqual([503, 500]);
});

describe('chaos', () => {
  const statuses = async (chaos: ChaosOptions, seed: number): Promise<number[]> => {
    const { ask } = createTestMock(DOCUMENT, { chaos, seed });
    const answers: number[] = [];
    for (let turn = 0; turn < 40; turn++) answers.push((await ask('GET /notes')).status);
    return answers;
  };

  test('can be repeated', async () => {
    const chaos = { failRate: 0.3, failWith: [500, 429] };
    const course = await statuses(chaos, 1);
    expect(course).toEqual(await statuses(chaos, 1));
    expect(course).not.toEqual(await statuses(chaos, 2));
    expect([...new Set(course)].sort()).toEqual([200, 429, 500]);
  });

  test('holds every answer back, failures and unknown paths too', async () => {
    const { ask } = createTestMock(DOCUMENT, { chaos: { delay: { min: 7, max: 7 }, failRate: 1 } });
    expect(await ask('GET /notes')).toMatchObject({ status: 503, delay: 7, headers: { 'retry-after': '5' } });
    expect(await ask('GET /nope')).toMatchObject({ delay: 7 });
  });

  test('spares preflights, rules and preferences', async () => {
    const { ask, mock } = createTestMock(DOCUMENT, { chaos: { failRate: 1 } });
    const preflight = { origin: 'https://app.test', 'access-control-request-method': 'POST' };
    expect((await ask('OPTIONS /notes', undefined, preflight)).status).toBe(204);
    expect((await ask('GET /notes', undefined, { prefer: 'code=200' })).status).toBe(200);
    mock.rules.add({ match: {}, then: { headers: { 'x-own': 'a' } } });
    expect(await ask('GET /notes')).toMatchObject({ status: 200, headers: { 'x-own': 'a' } });
  });
});
