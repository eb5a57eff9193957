import { type Send, sender, serveNotes } from './notes.test-support';
import type { RunningServer } from './start-server';

let server: RunningServer;
let send: Send;

beforeEach(async () => {
  ({ server, send } = await serveNotes());
});
afterEach(() => server.close(0));

const as = (name: string): Record<string, string> => ({ 'x-mock-session': name });

test('a session has data of its own, by header as by path', async () => {
  await send('POST /notes', { text: 'anna' }, as('anna'));
  const total = async (line: string, headers = {}): Promise<number> =>
    (await send(line, undefined, headers)).json.total;
  expect(await total('GET /notes', as('anna'))).toBe(6);
  expect(await total('GET /~anna/notes')).toBe(6);
  expect(await total('GET /notes', as('bert'))).toBe(5);
  expect(await total('GET /notes')).toBe(5);
});

test('what is written without a session is not seen in one, not even in one that begins later', async () => {
  await send('DELETE /notes/1');
  expect((await send('GET /notes/1')).status).toBe(404);
  expect((await send('GET /~late/notes/1')).status).toBe(200);
});

test('the path counts more than the header', async () => {
  await send('DELETE /~anna/notes/1', undefined, as('bert'));
  expect((await send('GET /notes/1', undefined, as('bert'))).status).toBe(200);
  expect((await send('GET /notes/1', undefined, as('anna'))).status).toBe(404);
});

test('numbers that one session has given are not missing in another', async () => {
  const made = async (name: string): Promise<number> => (await send('POST /notes', { text: 'a' }, as(name))).json.id;
  expect([await made('a'), await made('a'), await made('b')]).toEqual([6, 7, 6]);
});

test('Location and Link keep the session of the path', async () => {
  const made = await send('POST /~anna/notes', { text: 'a' });
  expect(made.headers.get('location')).toBe('/~anna/notes/6');
  expect((await send(`GET ${made.headers.get('location')}`)).json.text).toBe('a');
  const based = await send('POST /~anna/v1/notes', { text: 'a' });
  expect(based.headers.get('location')).toBe('/~anna/v1/notes/7');
  const listed = await send('GET /~anna/notes?limit=2&offset=2');
  expect(listed.headers.get('link')).toContain('</~anna/notes?limit=2&offset=0>; rel="first"');
  expect(listed.headers.get('link')).not.toContain('</notes');
  const byHeader = await send('POST /notes', { text: 'a' }, as('anna'));
  expect(byHeader.headers.get('location')).toBe('/notes/8');
});

test('the document keeps the session of the path, so that pages around it stay there', async () => {
  const { json } = await send('GET /~anna/openapi.json');
  expect(json.servers).toEqual([{ url: '/~anna' }, { url: '/~anna/v1' }]);
  expect((await send('GET /~anna/openapi.yaml')).text).toContain('/~anna/v1');
  expect((await send('GET /openapi.json')).json.servers).toEqual([{ url: 'https://api.example.com/v1' }]);
  expect((await send('GET /~anna/healthz')).json).toEqual({ status: 'ok' });
});

test.each(['a b', 'ä', '-a', 'a'.repeat(65), '', '.', 'a,b'])('%j is no name of a session', async (name) => {
  const expected = { status: 400, type: '/problems/violations', violations: [{ in: 'path' }] };
  expect((await send(`GET /~${encodeURIComponent(name)}/notes`)).json).toMatchObject(expected);
  if (/^[\x20-\x7e]+$/.test(name)) {
    const { json } = await send('GET /notes', undefined, as(name));
    expect(json.violations).toEqual([
      { property_path: 'X-Mock-Session', in: 'header', detail: expect.stringContaining('1 to 64 letters') },
    ]);
  }
});

test('50 workers doing whole life cycles at once never see each other', async () => {
  const worker = async (name: string): Promise<void> => {
    const own = sender(`${server.url}/~${name}`);
    for (let round = 0; round < 2; round++) {
      const made = await own('POST /notes', { text: `${name} ${round}` });
      expect(made).toMatchObject({ status: 201, json: { id: 6 + round } });
      const { id } = made.json;
      expect((await own(`GET /notes/${id}`)).json.text).toBe(`${name} ${round}`);
      expect((await own(`PUT /notes/${id}`, { text: `${name} again` })).status).toBe(200);
      const { items, total } = (await own('GET /notes')).json;
      expect(total).toBe(6);
      expect(items.at(-1)).toEqual({ id, text: `${name} again` });
      expect((await own(`DELETE /notes/${id}`)).status).toBe(204);
      expect((await own(`GET /notes/${id}`)).status).toBe(404);
    }
    expect((await own('GET /__admin/journal/count?operation=createNote')).json).toEqual({ count: 2 });
  };
  await Promise.all(Array.from({ length: 50 }, (_, index) => worker(`w${index}`)));
  expect((await send('GET /notes')).json.total).toBe(5);
  expect((await send('GET /__admin/sessions')).json).toHaveLength(50);
}, 30_000);
