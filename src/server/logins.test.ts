import { NOTES, type Send, serveNotes } from './notes.test-support';
import type { RunningServer } from './start-server';

const SECURED = NOTES.replace(
  'components:',
  `security: [{ Token: [] }]
components:
  securitySchemes:
    Token: { type: oauth2, flows: { clientCredentials: { tokenUrl: /oauth2/token, scopes: {} } } }`,
);
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

let server: RunningServer;
let send: Send;

beforeEach(async () => {
  const auth = { mode: 'strict', clients: [{ id: 'app', secret: 's3cret' }] } as const;
  ({ server, send } = await serveNotes({ document: SECURED, auth, now: () => new Date('2030-01-01T00:00:00Z') }));
});
afterEach(() => server.close(0));

const login = async (session = ''): Promise<string> => {
  const form = 'grant_type=client_credentials&client_id=app&client_secret=s3cret';
  return (await send(`POST ${session}/oauth2/token`, form, FORM)).json.access_token;
};
const ask = async (token: string, session = ''): Promise<number> =>
  (await send(`GET ${session}/notes`, undefined, { authorization: `Bearer ${token}` })).status;
const ahead = (ahead_seconds: unknown, session = '') => send(`PUT ${session}/__admin/clock`, { ahead_seconds });

test('the clock of logins can be set: the same token for five minutes, an hour of life', async () => {
  const token = await login();
  expect((await ahead(299)).json).toEqual({ now: '2030-01-01T00:04:59.000Z', ahead_seconds: 299 });
  expect(await login()).toBe(token);
  await ahead(300);
  expect(await login()).not.toBe(token);
  await ahead(3599);
  expect(await ask(token)).toBe(200);
  await ahead(3600);
  expect(await ask(token)).toBe(401);
  expect(await ask(await login())).toBe(200);
  expect((await send('GET /__admin/clock')).json.ahead_seconds).toBe(3600);
  await send('POST /__admin/reset', { scope: 'all' });
  expect((await send('GET /__admin/clock')).json.ahead_seconds).toBe(0);
});

test('each session has a clock of its own', async () => {
  const [token, annas] = [await login(), await login('/~anna')];
  await ahead(3600, '/~anna');
  expect([await ask(token), await ask(annas, '/~anna')]).toEqual([200, 401]);
});

test('all logins of a session expire at once', async () => {
  const [token, annas] = [await login(), await login('/~anna')];
  expect((await send('POST /__admin/tokens/expire')).status).toBe(204);
  expect([await ask(token), await ask(annas, '/~anna')]).toEqual([401, 200]);
  expect(await ask(await login())).toBe(200);
});

test.each([-1, 1.5, '60', 31_536_001])('a clock cannot be %j seconds ahead', async (seconds) => {
  expect((await ahead(seconds)).json.violations[0].property_path).toBe('ahead_seconds');
});
