import { createTestMock, documentOf } from './ask.test-support';

const NOTES = documentOf(
  `
/notes:
  get: { responses: { '200': { description: '', content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Note' } } } } } } }
  post: { requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Note' } } } }, responses: { '201': { description: '', content: { application/json: { schema: { $ref: '#/components/schemas/Note' } } } } } }
`,
  'Note: { type: object, properties: { id: { type: string, format: uuid, readOnly: true } } }',
);

/** Files that may only be loaded when they are needed. */
const loaded: string[] = [];
const noting = (name: string, actual: string) => () => {
  loaded.push(name);
  return jest.requireActual(actual);
};
jest.mock('./stages/login-stage', () => noting('login', './stages/login-stage')());
jest.mock('./stages/override-stage', () => noting('override', './stages/override-stage')());
jest.mock('./stages/rules-stage', () => noting('rules stage', './stages/rules-stage')());
jest.mock('./overrides/rule-book', () => noting('rules', './overrides/rule-book')());
jest.mock('./overrides/chaos', () => noting('chaos', './overrides/chaos')());
jest.mock('./login/token-book', () => noting('tokens', './login/token-book')());
jest.mock('./references/create-references', () => noting('references', './references/create-references')());

test('nothing is loaded before it is needed', async () => {
  const drifts = {
    list: () => {
      loaded.push('drifts');
      return [];
    },
    handle: () => Promise.reject(),
  };
  const { ask, mock } = createTestMock(NOTES, { drifts: () => drifts });
  for (const line of ['GET /notes', 'HEAD /notes', 'OPTIONS /notes', 'DELETE /notes', 'GET /nope']) await ask(line);
  await ask('POST /notes', {});
  await ask('GET /~anna/notes');
  expect(loaded).toEqual([]);
  await ask('GET /notes', undefined, { prefer: 'code=200' });
  expect(loaded).toEqual(['override']);
  mock.rules.add({ match: {}, then: { status: 503 } });
  expect(loaded).toEqual(['override', 'rules']);
  await ask('GET /notes', undefined, { prefer: 'drift=x' });
  expect(loaded).toEqual(['override', 'rules', 'drifts']);
  await ask('GET /notes');
  expect(loaded).toEqual(['override', 'rules', 'drifts', 'rules stage']);
});
