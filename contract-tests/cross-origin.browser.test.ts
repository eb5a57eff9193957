import type { Browser, Page } from 'playwright-core';
import { createMock } from '../src/mock/create-mock';
import { parseSpec } from '../src/openapi/load-spec';
import { type RunningServer, startServer } from '../src/server/start-server';
import { startChromium } from './chromium';

const DOCUMENT = `
openapi: 3.1.0
info: { title: Login by cookie, version: '1' }
paths:
  /session:
    post: { responses: { '200': { description: in, headers: { Set-Cookie: { required: true, schema: { type: string, const: sid=1; Path=/ } } }, content: { application/json: { example: { in: true } } } } } }
  /me:
    get: { security: [{ sid: [] }], responses: { '200': { description: me, content: { application/json: { example: { me: 1 } } } }, '401': { description: no } } }
    put: { security: [{ sid: [] }], requestBody: { content: { application/json: { schema: { type: object } } } }, responses: { '204': { description: done } } }
components: { securitySchemes: { sid: { type: apiKey, in: cookie, name: sid } } }
`;

let browser: Browser;
let api: RunningServer;
let app: RunningServer;
let page: Page;

beforeAll(async () => {
  browser = await startChromium();
  const serve = () =>
    startServer(createMock({ spec: parseSpec(DOCUMENT), auth: { mode: 'presence' }, admin: {} }), { port: 0 });
  // The second one only serves as another origin: its port differs.
  [api, app] = [await serve(), await serve()];
  page = await (await browser.newContext()).newPage();
  await page.goto(`${app.url}/openapi.json`);
});
afterAll(async () => {
  await browser.close();
  await Promise.all([api.close(0), app.close(0)]);
});

/** Sends a request by a script of the page; `failed` where the browser lets the script read nothing. */
const fetchFromPage = (path: string, method: string, credentials: string): Promise<string> =>
  page.evaluate(
    async ([url, method, credentials]) => {
      const body = method === 'PUT' ? '{}' : undefined;
      const headers = { 'content-type': 'application/json' };
      const options = { method, credentials, headers, ...(body !== undefined && { body }) } as RequestInit;
      return fetch(url!, options).then(
        async (response) => `${response.status} ${await response.text()}`,
        () => 'failed',
      );
    },
    [api.url + path, method, credentials] as const,
  );

test.each([
  ['without the cookie', '/me', 'GET', 'omit', '401'],
  ['login', '/session', 'POST', 'include', '200 {"in":true}'],
  ['with the cookie', '/me', 'GET', 'include', '200 {"me":1}'],
  ['a write with the cookie, which the browser asks permission for', '/me', 'PUT', 'include', '204 '],
  ['the admin API is closed', '/__admin/health', 'GET', 'include', 'failed'],
])('a page of another origin: %s', async (_title, path, method, credentials, expected) => {
  expect(await fetchFromPage(path, method, credentials)).toMatch(new RegExp(`^${expected}`));
});
