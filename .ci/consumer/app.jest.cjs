const { createMock, loadSpec, SHIPPED_SPEC, startServer } = require('contact-points-kit');
const { contractMatchers, createTarget, describeContract } = require('contact-points-kit/jest');

test('the mock answers inside Jest, CommonJS', async () => {
  const mock = createMock({ spec: loadSpec(SHIPPED_SPEC) });
  const [path] = Object.keys(mock.spec.document.paths);
  const { status, body } = await mock.handle({ method: 'GET', path, query: 'limit=1000', headers: {} });
  expect(status).toBe(200);
  expect(JSON.parse(body).total).toBe(3255);
});

test('a response keeps to the document', async () => {
  expect.extend(contractMatchers(SHIPPED_SPEC));
  const running = await startServer(createMock({ spec: loadSpec(SHIPPED_SPEC), count: 100 }), { port: 0 });
  await expect(await fetch(`${running.url}/v2/customers/contact_points`)).toMatchContract();
  await expect(await fetch(`${running.url}/nothing`)).not.toMatchContract();
  await running.close(0);
});

let server;
describeContract({
  spec: SHIPPED_SPEC,
  target: async () => {
    server = await startServer(createMock({ spec: loadSpec(SHIPPED_SPEC), count: 100 }), { port: 0 });
    return createTarget(server.url);
  },
});
afterAll(() => server.close(0));
