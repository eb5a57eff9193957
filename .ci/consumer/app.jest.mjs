import { createMock, loadSpec, SHIPPED_SPEC, startServer } from 'contact-points-kit';
import { createTarget, describeContract } from 'contact-points-kit/jest';

test('the mock answers inside Jest, ESM', async () => {
  const mock = createMock({ spec: loadSpec(SHIPPED_SPEC) });
  const [path] = Object.keys(mock.spec.document.paths);
  const { status, body } = await mock.handle({ method: 'GET', path, query: 'limit=1000', headers: {} });
  expect(status).toBe(200);
  expect(JSON.parse(body).total).toBe(3255);
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
