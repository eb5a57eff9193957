import { parseSpec } from '../../openapi/load-spec';
import { type Ask, createTestMock, documentOf } from '../ask.test-support';
import type { Mock } from '../create-mock';

const binary = '{ type: string, format: binary }';
const bytes = (type: string) => `{ description: ok, content: { ${type}: { schema: ${binary} } } }`;
const item = (name: string) =>
  `{ description: ok, content: { application/json: { schema: { $ref: '#/components/schemas/${name}' } } } }`;
const byId = 'parameters: [{ name: id, in: path, required: true, schema: { type: integer } }]';
const form = (properties: string) =>
  `requestBody: { content: { multipart/form-data: { schema: { type: object, properties: { ${properties} } } } } }`;
const DOCUMENT = documentOf(
  `
/files:
  get: { responses: { 200: { description: ok, content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/File' } } } } } } }
  post: { ${form(`name: { type: string }, file: ${binary}`)}, responses: { 201: ${item('File')} } }
/files/{id}:
  ${byId}
  get: { responses: { 200: ${item('File')}, 404: { description: no } } }
  delete: { responses: { 204: { description: gone } } }
/files/{id}/download:
  ${byId}
  get: { responses: { 200: ${bytes('application/octet-stream')}, 404: { description: no } } }
/pets/{id}:
  ${byId}
  get: { responses: { 200: ${item('Pet')}, 404: { description: no } } }
/pets/{id}/photo:
  ${byId}
  put: { requestBody: { content: { image/*: { schema: ${binary} } } }, responses: { 204: { description: ok } } }
  get: { responses: { 200: ${bytes('image/*')}, 404: { description: no } } }
  delete: { responses: { 204: { description: gone } } }
/pets/{id}/invoice:
  ${byId}
  get: { responses: { 200: ${bytes('application/pdf')} } }
/pets/{id}/documents:
  ${byId}
  post: { ${form(`passport: ${binary}, stamp: ${binary}`)}, responses: { 204: { description: ok } } }
/pets/{id}/stamp:
  ${byId}
  get: { responses: { 200: ${bytes('image/png')} } }
/blobs/{name}:
  parameters: [{ name: name, in: path, required: true, schema: { type: string } }]
  put: { requestBody: { content: { application/octet-stream: { schema: ${binary} } } }, responses: { 200: { description: ok } } }
  get: { responses: { 200: ${bytes('application/octet-stream')}, 404: { description: no } } }
`,
  `
File: { type: object, required: [name], properties: { id: { type: integer, readOnly: true }, name: { type: string } } }
Pet: { type: object, properties: { id: { type: integer }, name: { type: string } } }
`,
);

const CONTENT = Buffer.from([0, 1, 2, 255, 254, 13, 10, 128]);
const part = (name: string, type: string, content: Buffer): Buffer =>
  Buffer.concat([
    Buffer.from(`--X\r\nContent-Disposition: form-data; name="${name}"; filename="a"\r\nContent-Type: ${type}\r\n\r\n`),
    content,
    Buffer.from('\r\n'),
  ]);
const send = (ask: Ask, line: string, ...parts: Buffer[]) =>
  ask(line, Buffer.concat([...parts, Buffer.from('--X--\r\n')]), { 'content-type': 'multipart/form-data; boundary=X' });
const field = (name: string, text: string): Buffer =>
  Buffer.from(`--X\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${text}\r\n`);

let ask: Ask;
let mock: Mock;
beforeEach(() => {
  ({ ask, mock } = createTestMock(DOCUMENT));
});

const got = async (path: string) => {
  const { status, headers, body } = await ask(`GET ${path}`);
  return { status, type: headers['content-type'], body: Buffer.from(body as Uint8Array) };
};

test('the file of a record that was made of a form is downloaded below it', async () => {
  const { json } = await send(ask, 'POST /files', field('name', 'a'), part('file', 'image/gif', CONTENT));
  expect(await got(`/files/${json.id}/download`)).toEqual({
    status: 200,
    type: 'application/octet-stream',
    body: CONTENT,
  });
  const other = await send(ask, 'POST /files', field('name', 'b'), part('file', 'image/gif', Buffer.from('b')));
  expect((await got(`/files/${json.id}/download`)).body).toEqual(CONTENT);
  expect((await got(`/files/${other.json.id}/download`)).body).toEqual(Buffer.from('b'));
  expect((await mock.exportState()).split(CONTENT.toString('base64'))).toHaveLength(2);
  await ask(`DELETE /files/${json.id}`);
  expect((await got(`/files/${json.id}/download`)).status).toBe(404);
});

test('what was put at a path is got there, until it is deleted', async () => {
  const put = (path: string, body: Buffer, type: string) => ask(`PUT ${path}`, body, { 'content-type': type });
  await put('/pets/1/photo', CONTENT, 'image/webp');
  await put('/pets/2/photo', Buffer.from('two'), 'image/png');
  expect(await got('/pets/1/photo')).toEqual({ status: 200, type: 'image/webp', body: CONTENT });
  expect((await got('/pets/2/photo')).body).toEqual(Buffer.from('two'));
  await put('/blobs/a%20b', CONTENT, 'application/octet-stream');
  expect((await got('/blobs/a%20b')).body).toEqual(CONTENT);
  expect((await ask('DELETE /pets/1/photo')).status).toBe(204);
  expect((await got('/pets/1/photo')).status).toBe(404);
  expect((await put('/pets/99/photo', CONTENT, 'image/png')).status).toBe(404);
});

test('another file of the item is not answered instead', async () => {
  await ask('PUT /pets/1/photo', CONTENT, { 'content-type': 'image/png' });
  expect((await got('/pets/1/invoice')).body).not.toEqual(CONTENT);
});

test('of several files each is found by its name', async () => {
  const stamp = Buffer.from('stamp');
  await send(
    ask,
    'POST /pets/1/documents',
    part('passport', 'application/pdf', CONTENT),
    part('stamp', 'image/png', stamp),
  );
  expect((await got('/pets/1/stamp')).body).toEqual(stamp);
  expect((await got('/pets/1/invoice')).body).toEqual(CONTENT);
});

test('what was uploaded is exported and imported, and stays when the document is saved', async () => {
  const png = { 'content-type': 'image/png' };
  const { mock, ask } = createTestMock(DOCUMENT);
  await ask('PUT /pets/1/photo', Buffer.from([1, 2, 255]), png);
  await ask('PUT /pets/2/photo', Buffer.from([3]), png);
  await ask('DELETE /pets/2/photo');
  await mock.reload({ spec: parseSpec(DOCUMENT) });
  const state = JSON.parse(await mock.exportState());
  expect(state.uploads).toMatchObject({
    '/pets/1/photo': { type: 'image/png', content: 'AQL/' },
    '/pets/2/photo': { type: '' },
  });
  const other = createTestMock(DOCUMENT);
  expect(await other.mock.importState({ ...state, uploads: { ...state.uploads, '/x': { type: 1 } } })).toEqual({
    left: 1,
    reasons: ['uploads./x must have a media type as type, and Base64 as content'],
  });
  const photo = await other.ask('GET /pets/1/photo');
  expect([photo.status, photo.headers['content-type'], photo.body]).toEqual([
    200,
    'image/png',
    Buffer.from([1, 2, 255]),
  ]);
  expect((await other.ask('GET /pets/2/photo')).status).toBe(404);
  expect(await other.mock.exportState()).toBe(await mock.exportState());
});
