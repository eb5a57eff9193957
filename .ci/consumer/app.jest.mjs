import { createMock, loadSpec, SHIPPED_SPEC } from 'contact-points-kit';

test('the mock answers inside Jest, ESM', async () => {
  const mock = createMock({ spec: loadSpec(SHIPPED_SPEC) });
  const [path] = Object.keys(mock.spec.document.paths);
  const { status, body } = await mock.handle({ method: 'GET', path, query: 'limit=1000', headers: {} });
  expect(status).toBe(200);
  expect(JSON.parse(body).total).toBe(3255);
});
