import { type Ask, createTestMock, documentOf } from '../ask.test-support';

const body = `content: { application/json: { schema: { $ref: '#/components/schemas/Note' } } }`;
const tagged = `headers: { ETag: { schema: { type: string } } }, ${body}`;
const DOCUMENT = documentOf(
  `
/notes:
  get: { responses: { '200': { description: '', headers: { ETag: { schema: { type: string } } }, content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Note' } } } } }, '304': { description: '' } } }
  post: { requestBody: { ${body} }, responses: { '201': { description: '', ${body} } } }
/notes/{id}:
  parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
  get: { responses: { '200': { description: '', ${tagged} }, '304': { description: '' } } }
  put: { requestBody: { ${body} }, responses: { '200': { description: '', ${tagged} }, '412': { description: '' } } }
  patch: { requestBody: { ${body} }, responses: { '200': { description: '', ${body} } } }
  delete: { responses: { '204': { description: '' }, '412': { description: '' } } }
/fixed: { get: { responses: { '200': { description: '', ${tagged.replace('schema: { $ref', 'example: { text: a }, schema: { $ref')} } } } }
`,
  'Note: { type: object, required: [text], properties: { id: { type: string, readOnly: true }, text: { type: string } } }',
);

let ask: Ask;
let path: string;
let etag: string;
beforeEach(async () => {
  ({ ask } = createTestMock(DOCUMENT));
  path = `/notes/${(await ask('GET /notes')).json[0].id}`;
  etag = (await ask(`GET ${path}`)).headers.etag!;
});

test('a documented ETag is quoted, stays while the record does, and changes with it', async () => {
  expect(etag).toMatch(/^"[\w-]+"$/);
  expect((await ask(`GET ${path}`)).headers.etag).toBe(etag);
  const list = (await ask('GET /notes')).headers.etag;
  const put = await ask(`PUT ${path}`, { text: 'new' });
  expect(put.headers.etag).not.toBe(etag);
  expect((await ask(`GET ${path}`)).headers.etag).toBe(put.headers.etag);
  expect((await ask('GET /notes')).headers.etag).not.toBe(list);
  expect((await ask('GET /fixed')).headers.etag).toMatch(/^"/);
});

test.each<[string, string, string, number]>([
  ['GET PATH', 'if-none-match', 'ETAG', 304],
  ['HEAD PATH', 'if-none-match', 'ETAG', 304],
  ['GET PATH', 'if-none-match', '"a", W/ETAG', 304],
  ['GET PATH', 'if-none-match', '*', 304],
  ['GET PATH', 'if-none-match', '"old"', 200],
  ['GET /notes/none', 'if-none-match', '*', 404],
  ['PUT PATH', 'if-match', 'ETAG', 200],
  ['PUT PATH', 'if-match', '"old", ETAG', 200],
  ['PUT PATH', 'if-match', '*', 200],
  ['PUT PATH', 'if-match', '"old"', 412],
  ['PUT PATH', 'if-match', 'W/ETAG', 412],
  ['PUT PATH', 'if-none-match', '*', 412],
  ['PUT /notes/none', 'if-match', '"old"', 404],
  ['PATCH PATH', 'if-match', '"old"', 200],
  ['DELETE PATH', 'if-match', '"old"', 412],
  ['DELETE PATH', 'if-match', 'ETAG', 204],
])('%s with %s: %s is %i', async (line, name, value, status) => {
  const given = /^P/.test(line) ? { text: 'new' } : undefined;
  const answer = await ask(line.replace('PATH', path), given, { [name]: value.replace('ETAG', etag) });
  expect(answer.status).toBe(status);
  if (status === 304) expect(answer).toMatchObject({ text: '', headers: { etag } });
});

test('of two writers with the same tag one is refused', async () => {
  const write = (text: string) => ask(`PUT ${path}`, { text }, { 'if-match': etag });
  const answers = await Promise.all([write('a'), write('b')]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
});

describe('a record in two media types', () => {
  const TWO = `{ '200': { description: '', headers: { ETag: { schema: { type: string } } }, content: { application/json: { schema: { $ref: "#/components/schemas/Note" } }, application/xml: { schema: { $ref: "#/components/schemas/Note" } } } }, '304': { description: '' }, '412': { description: '' } }`;
  const document = documentOf(
    `
/notes: { get: { responses: { '200': { description: '', content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Note' } } } } } } } }
/notes/{id}:
  parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
  get: { responses: ${TWO} }
  put: { requestBody: { ${body} }, responses: ${TWO} }
`,
    'Note: { type: object, required: [text], properties: { id: { type: string, readOnly: true }, text: { type: string } } }',
  );
  const [json, xml] = [{ accept: 'application/json' }, { accept: 'application/xml' }];

  test('has a tag for each, which says what Accept got', async () => {
    const { ask: one } = createTestMock(document);
    const note = `/notes/${(await one('GET /notes')).json[0].id}`;
    const [asJson, asXml] = [await one(`GET ${note}`, undefined, json), await one(`GET ${note}`, undefined, xml)];
    const [jsonTag, xmlTag] = [asJson.headers.etag!, asXml.headers.etag!];
    expect(xmlTag).not.toBe(jsonTag);
    expect(asXml.headers).toMatchObject({ 'content-type': 'application/xml', vary: expect.stringContaining('Accept') });
    const statusOf = async (accept: object, tag: string) =>
      (await one(`GET ${note}`, undefined, { ...accept, 'if-none-match': tag })).status;
    expect(await statusOf(json, jsonTag)).toBe(304);
    expect(await statusOf(xml, xmlTag)).toBe(304);
    expect(await statusOf(xml, jsonTag)).toBe(200);
    expect(await statusOf(json, xmlTag)).toBe(200);
    // Either of them proves that the writer knows the state.
    const put = (tag: string, text: string) => one(`PUT ${note}`, { text }, { ...xml, 'if-match': tag });
    const changed = await put(xmlTag, 'a');
    expect([changed.status, changed.headers.etag]).toEqual([200, expect.stringMatching(/\.application\/xml"$/)]);
    expect((await put(xmlTag, 'b')).status).toBe(412);
    expect((await put(changed.headers.etag!, 'b')).status).toBe(200);
    expect((await put((await one(`GET ${note}`)).headers.etag!, 'c')).status).toBe(200);
  });
});
