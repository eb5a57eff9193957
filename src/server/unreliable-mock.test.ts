import { createMock, type Mock, type MockOptions } from '../mock/create-mock';
import { loadSpec } from '../openapi/load-spec';
import { SHIPPED_SPEC } from '../openapi/read/package-file';
import { type RunningServer, startServer } from './start-server';

let server: RunningServer;
let mock: Mock;
let path: string;

async function serve(options: Partial<MockOptions>): Promise<void> {
  mock = createMock({ spec: loadSpec(SHIPPED_SPEC), count: 5, ...options });
  path = mock.spec.resources[0]!.collection!.template.source;
  server = await startServer(mock, { port: 0 });
}
afterEach(() => server.close(0));

const ask = (headers: Record<string, string> = {}, way = path): Promise<Response> =>
  fetch(server.url + way, { headers });

test.each([
  ['reset', 'fetch failed'],
  ['truncate', 'terminated'],
  ['malformed', 'JSON'],
] as const)('a rule lets an answer meet %s', async (fail, message) => {
  await serve({});
  mock.rules.add({ match: { path: '/**' }, times: 1, then: { fail } });
  await expect(ask().then((response) => response.json())).rejects.toThrow(message);
  expect((await ask()).status).toBe(200);
});

test('a client that gives up on what hangs is none the worse', async () => {
  await serve({});
  mock.rules.add({ match: {}, times: 1, then: { fail: 'hang' } });
  await expect(fetch(server.url + path, { signal: AbortSignal.timeout(50) })).rejects.toThrow(/timeout/);
  expect((await ask()).status).toBe(200);
});

test("chaos spares the server's own routes", async () => {
  await serve({ chaos: { failRate: 1, failWith: [500] } });
  expect((await ask()).status).toBe(500);
  for (const own of ['/healthz', '/openapi.json', '/openapi.yaml']) expect((await ask({}, own)).status).toBe(200);
});

test('stopping does not wait for delays', async () => {
  await serve({ chaos: { delay: { min: 600_000, max: 600_000 } } });
  const arrived = new Promise((resolve) => server.server.once('request', () => setImmediate(resolve)));
  const answer = ask();
  await arrived;
  await server.close(60_000);
  expect((await answer).status).toBe(200);
});

test('a whole login', async () => {
  await serve({ auth: { mode: 'strict', clients: [{ id: 'app', secret: 'secret' }], apiKeys: ['key'] } });
  expect((await ask()).status).toBe(401);
  const { flows } = Object.values(mock.spec.securitySchemes).find((scheme) => scheme.type === 'oauth2')!;
  const token = await fetch(server.url + flows.clientCredentials!.tokenUrl, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa('app:secret')}` },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  });
  const { access_token } = (await token.json()) as { access_token: string };
  const response = await ask({ authorization: `Bearer ${access_token}`, 'x-api-key': 'key' });
  expect(response.status).toBe(200);
});
