import { get } from 'node:http';
import type { MockOptions } from '../mock/create-mock';
import { createRequestLog } from './http/request-log';
import { NOTES, type Send, serveNotes } from './notes.test-support';
import type { RunningServer } from './start-server';

const DOCUMENT = NOTES.replace(
  'components:',
  `components:
  securitySchemes:
    Token: { type: oauth2, flows: { clientCredentials: { tokenUrl: /oauth2/token, scopes: {} } } }
    Key: { type: apiKey, in: header, name: X-Api-Key }`,
);
const SECRETS = { client: 'client-s3cret', key: 'key & "quoted"', admin: 'admin-t0ken' };
const ADMIN = { authorization: `Bearer ${SECRETS.admin}` };
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

let server: RunningServer;
let send: Send;
let lines: string[];
let hide: (text: string) => string;

beforeEach(async () => {
  lines = [];
  hide = (text) => text;
  const options: Partial<MockOptions> = {
    auth: { mode: 'presence', clients: [{ id: 'app', secret: SECRETS.client }], apiKeys: [SECRETS.key] },
    admin: { host: '127.0.0.1', token: SECRETS.admin },
  };
  const log = createRequestLog({
    ...{ format: 'pretty', color: false, write: (line) => lines.push(line) },
    hide: (text) => hide(text),
  });
  const served = await serveNotes({ ...options, document: DOCUMENT }, { log });
  ({ server, send } = served);
  hide = served.mock.hide;
});
afterEach(() => server.close(0));

/** Everything that people see of what has happened. */
async function shown(): Promise<string> {
  const journal = (await send('GET /__admin/journal', undefined, ADMIN)).text;
  const events = await new Promise<string>((resolve, reject) => {
    const request = get(`${server.url}/__admin/events`, { headers: { ...ADMIN, 'last-event-id': '0' } }, (response) => {
      let text = '';
      response.on('data', (chunk) => {
        text += chunk;
        if (!text.includes(': marker')) return;
        resolve(text);
        request.destroy();
      });
      void send('GET /notes?limit=0', undefined, { 'x-note': ': marker' });
    });
    request.on('error', reject);
  });
  return journal + events + lines.join('');
}

test('what the mock was given is seen nowhere, whoever repeats it', async () => {
  const { client, key, admin } = SECRETS;
  const form = `grant_type=password&note=${client}&other=${encodeURIComponent(key)}`;
  await send('POST /oauth2/token', form, FORM);
  await send(`GET /notes/${admin}?x=${client}&y=${encodeURIComponent(key)}`);
  await send('POST /notes', { text: `is ${key}?` });
  await send('POST /notes', `{"text":"${client}`);
  await send('PATCH /notes', client, { 'content-type': 'text/plain', 'x-note': `see ${admin}` });
  await send('GET /notes', undefined, { authorization: `Basic ${btoa(`app:${client}`)}` });
  const text = await shown();
  for (const secret of [client, key, encodeURIComponent(key), JSON.stringify(key).slice(1, -1), admin]) {
    expect(text).not.toContain(secret);
  }
  expect(text).toContain('note=***');
  expect(text).toContain('see ***');
});

test('neither are tokens that it has issued, in any session', async () => {
  const login = 'grant_type=client_credentials&client_id=app&client_secret=x';
  const tokens: string[] = [];
  for (const path of ['', '/~anna']) {
    tokens.push((await send(`POST ${path}/oauth2/token`, login, FORM)).json.access_token);
  }
  for (const token of tokens) {
    expect(token.length).toBeGreaterThan(40);
    await send(`GET /notes/${token}`);
    await send('POST /notes', `x${token}y${token}`, { 'content-type': 'text/plain' });
  }
  const text = await shown();
  for (const token of tokens) expect(text).not.toContain(token);
  expect(text).toContain('x***y***');
});

test('what a request carries is not repeated by its answer, its path or its body', async () => {
  const authorization = 'Bearer their-0wn';
  await send('POST /notes', { text: 'their-0wn', client_secret: 'wh1spered' }, { authorization });
  await send('GET /notes/wh1spered?password=wh1spered', undefined, { authorization: 'Bearer short' });
  const text = await shown();
  for (const secret of ['their-0wn', 'wh1spered']) expect(text).not.toContain(secret);
});

test('texts that are no JSON, or not whole, hide what they name', async () => {
  await send('POST /notes', '{"text":"a","client_secret":"hush-1', { 'content-type': 'application/json' });
  await send('POST /notes', 'login: access_token=hush-2; Bearer hush-3333', { 'content-type': 'text/plain' });
  const text = await shown();
  for (const secret of ['hush-1', 'hush-2', 'hush-3']) expect(text).not.toContain(secret);
});

test('a value of less than eight characters stays, since it stands in words as well', async () => {
  await send('POST /notes', { text: 'notes of today' }, { authorization: 'Bearer notes' });
  expect(await shown()).toContain('notes of today');
});
