import { createTestMock, documentOf, NOW } from '../ask.test-support';
import { NOTES, UNKNOWN } from './item.test-support';

const LATER = '2031-01-01T00:00:00.000Z';

async function made(body: object) {
  let now = new Date(NOW);
  const { ask } = createTestMock(NOTES, { now: () => now });
  const { json, headers } = await ask('POST /notes', body);
  now = new Date(LATER);
  return { ask, before: json, path: headers.location! };
}

describe('replacing an item', () => {
  test('merges nothing in: what is left out falls back', async () => {
    const { ask, before, path } = await made({ text: 'a', level: 5, author: 'me', place: { city: 'x' }, tags: ['t'] });
    const { status, json } = await ask(`PUT ${path}`, { text: 'b' });
    expect(status).toBe(200);
    expect(json).toEqual({
      ...{ text: 'b', level: 1, author: null },
      ...{ id: before.id, created_at: NOW, updated_at: LATER, version: 2 },
    });
    expect((await ask(`GET ${path}`)).json).toEqual(json);
  });

  test('keeps id and what only the server says, whatever the client says', async () => {
    const { ask, before, path } = await made({ text: 'a' });
    const { json } = await ask(`PUT ${path}`, { ...before, id: UNKNOWN, created_at: 'mine', version: 99, other: 1 });
    expect(json).toEqual({ ...before, updated_at: LATER, version: 2 });
  });

  test('keeps its place in the list and leaves the others alone', async () => {
    const { ask, before } = await made({ text: 'a' });
    await ask('POST /notes', { text: 'last' });
    const list = (await ask('GET /notes')).json;
    await ask(`PUT /notes/${before.id.toUpperCase()}`, { text: 'b' });
    const texts = (items: { text: string }[]) => items.map(({ text }) => text);
    expect(texts((await ask('GET /notes')).json)).toEqual(texts(list).map((text) => (text === 'a' ? 'b' : text)));
  });

  test('changes nothing when it is not valid', async () => {
    const { ask, before, path } = await made({ text: 'a' });
    expect(await ask(`PUT ${path}`, { text: '', level: 'x' })).toMatchObject({
      status: 400,
      json: { violations: [{ property_path: 'text' }, { property_path: 'level' }] },
    });
    expect((await ask(`GET ${path}`)).json).toEqual(before);
  });

  test('of an unknown item creates nothing', async () => {
    const { ask } = createTestMock(NOTES);
    expect((await ask(`PUT /notes/${UNKNOWN}`, { text: 'a' })).status).toBe(404);
    expect((await ask(`GET /notes/${UNKNOWN}`)).status).toBe(404);
    expect((await ask('GET /notes')).json).toHaveLength(3);
  });
});

test('an item that then fits none of its branches keeps its id', async () => {
  const branch = (kind: string, property: string): string =>
    `{ type: object, required: [kind, ${property}], properties: { kind: { enum: [${kind}] }, ${property}: { type: string } } }`;
  const one = `{ oneOf: [${branch('a', 'first')}, ${branch('b', 'second')}] }`;
  const answer = (schema: string): string =>
    `{ '200': { description: ok, content: { application/json: { schema: ${schema} } } } }`;
  const { ask } = createTestMock(
    documentOf(`
/kinds:
  get: { responses: ${answer(`{ type: array, items: ${one} }`)} }
/kinds/{kind}:
  parameters: [{ name: kind, in: path, required: true, schema: { type: string } }]
  get: { responses: ${answer(one)} }
  put:
    requestBody: { content: { application/json: { schema: { type: object, properties: { owner: { type: string } } } } } }
    responses: ${answer('{ type: object, properties: { owner: { type: string }, kind: { type: string } } }')}
`),
  );
  const [{ kind }] = (await ask('GET /kinds')).json;
  expect(await ask(`PUT /kinds/${kind}`, { owner: 'me' })).toMatchObject({ status: 200, json: { kind } });
  expect(await ask(`GET /kinds/${kind}`)).toMatchObject({ status: 200, json: { kind } });
});

describe('replacing an item that is not there, where the document has a 201 for it', () => {
  const made =
    "'201': { description: made, content: { application/json: { schema: { $ref: '#/components/schemas/Note' } } } }";
  const CREATING = NOTES.replace(/put:[\s\S]*?responses: \{/, (before) => `${before} ${made},`);

  test('makes it, with the id of the path, once', async () => {
    const { ask } = createTestMock(CREATING);
    const made = await ask(`PUT /notes/${UNKNOWN}`, { text: 'a' });
    expect(made).toMatchObject({
      status: 201,
      json: { id: UNKNOWN, text: 'a', level: 1, created_at: NOW, version: 1 },
    });
    expect((await ask(`GET /notes/${UNKNOWN}`)).json).toEqual(made.json);
    expect((await ask(`PUT /notes/${UNKNOWN}`, { text: 'b' })).status).toBe(200);
    expect((await ask('GET /notes')).json.map(({ text }: { text: string }) => text).slice(3)).toEqual(['b']);
  });

  test('makes nothing of what is not valid', async () => {
    const { ask } = createTestMock(CREATING);
    expect((await ask(`PUT /notes/${UNKNOWN}`, { text: '' })).status).toBe(400);
    expect((await ask(`GET /notes/${UNKNOWN}`)).status).toBe(404);
  });

  test('makes it again after it was removed', async () => {
    const { ask } = createTestMock(CREATING);
    const [{ id }] = (await ask('GET /notes')).json;
    await ask(`DELETE /notes/${id}`);
    expect((await ask(`PUT /notes/${id}`, { text: 'back' })).status).toBe(201);
    expect((await ask(`GET /notes/${id}`)).json.text).toBe('back');
  });
});
