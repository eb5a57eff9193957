import { createTestMock, documentOf, NOW } from '../ask.test-support';
import { NOTES, UNKNOWN } from './item.test-support';

const LATER = '2031-01-01T00:00:00.000Z';
const FULL = { text: 'a', level: 5, author: 'me', place: { city: 'x', zip: '1' }, tags: ['t', 'u'] };

async function made() {
  let now = new Date(NOW);
  const { ask } = createTestMock(NOTES, { now: () => now });
  const { json, headers } = await ask('POST /notes', FULL);
  now = new Date(LATER);
  return { ask, before: json, path: headers.location! };
}

describe('updating an item', () => {
  test.each([
    [{}, {}],
    [{ text: 'b' }, { text: 'b' }],
    [{ author: null }, { author: null }],
    [{ place: { zip: '2' } }, { place: { city: 'x', zip: '2' } }],
    [{ place: { zip: null } }, { place: { city: 'x' } }],
    [{ place: { other: 1 } }, {}],
    [{ place: null }, { place: undefined }],
    [{ tags: ['v'] }, { tags: ['v'] }],
    [{ id: UNKNOWN, created_at: 'mine', version: 9, unknown: 1 }, {}],
  ])('with %j changes %j', async (patch, changes) => {
    const { ask, before, path } = await made();
    const { status, json } = await ask(`PATCH ${path}`, patch);
    expect(status).toBe(200);
    expect(json).toEqual({ ...before, updated_at: LATER, version: 2, ...changes });
    expect((await ask(`GET ${path}`)).json).toEqual(json);
  });

  test('takes the media type of merge patches', async () => {
    const { ask, path } = await made();
    const answer = await ask(`PATCH ${path}`, { text: 'b' }, { 'content-type': 'application/merge-patch+json' });
    expect(answer).toMatchObject({ status: 200, headers: { 'content-type': 'application/json' }, json: { text: 'b' } });
  });

  test.each([
    [{ level: 10 }, [{ property_path: 'level', in: 'body', detail: 'Value must be at most 9.' }]],
    [{ text: null }, [{ property_path: 'text', in: 'body', detail: 'Value is required.' }]],
    [{ text: '' }, [{ property_path: 'text', in: 'body', detail: 'Value must be at least 1 character.' }]],
    [{ tags: [1] }, [{ property_path: 'tags[0]', in: 'body', detail: 'Value must be a string.' }]],
    [[], [{ property_path: '', in: 'body', detail: 'Value must be an object.' }]],
  ])('with %j is refused and changes nothing', async (patch, violations) => {
    const { ask, before, path } = await made();
    const { status, json } = await ask(`PATCH ${path}`, patch);
    expect(status).toBe(400);
    expect(json.violations).toEqual(violations);
    expect((await ask(`GET ${path}`)).json).toEqual(before);
  });

  test('of an unknown item creates nothing', async () => {
    const { ask } = createTestMock(NOTES);
    expect((await ask(`PATCH /notes/${UNKNOWN}`, { text: 'a' })).status).toBe(404);
    expect((await ask('GET /notes')).json).toHaveLength(3);
  });
});

describe('a part that becomes another branch of a oneOf', () => {
  const account = `{ description: ok, content: { application/json: { schema: { $ref: '#/components/schemas/Account' } } } }`;
  const accounts = documentOf(
    `
/accounts:
  post: { requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Account' } } } }, responses: { 201: ${account} } }
/accounts/{id}:
  parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
  get: { responses: { 200: ${account} } }
  patch: { requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Account' } }, application/merge-patch+json: { schema: { $ref: '#/components/schemas/Account' } } } }, responses: { 200: ${account} } }
`,
    `
Account:
  type: object
  properties:
    id: { type: string, readOnly: true }
    note: { type: string }
    bank: { oneOf: [{ $ref: '#/components/schemas/Iban' }, { $ref: '#/components/schemas/Local' }] }
Iban: { type: object, required: [kind, iban], additionalProperties: false, properties: { kind: { const: iban }, iban: { type: string } } }
Local: { type: object, required: [kind, number], additionalProperties: false, properties: { kind: { const: local }, number: { type: string } } }
`,
  );
  const bank = { kind: 'iban', iban: 'NL1' };

  test.each([
    ['application/json', 200],
    ['application/merge-patch+json', 400],
  ])('leaves nothing of the other one, but for a merge patch (%s: %d)', async (type, status) => {
    const { ask } = createTestMock(accounts);
    const { json } = await ask('POST /accounts', { note: 'a', bank: { kind: 'local', number: '7' } });
    const answer = await ask(`PATCH /accounts/${json.id}`, { bank }, { 'content-type': type });
    expect(answer.status).toBe(status);
    expect((await ask(`GET /accounts/${json.id}`)).json).toEqual(status === 200 ? { ...json, bank } : json);
  });
});
