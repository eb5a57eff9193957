import { createMock } from '../../mock/create-mock';
import { loadSpec } from '../../openapi/load-spec';
import { type RunningServer, startServer } from '../start-server';

// Whoever loads it fails.
jest.mock('./inspector-answer', () => {
  throw new Error('loaded');
});

let server: RunningServer;
beforeAll(async () => {
  const mock = createMock({ spec: loadSpec('fixtures/specs/bookshop.yaml'), count: 3, admin: {} });
  server = await startServer(mock, { port: 0 });
});
afterAll(() => server.close(0));

const status = async (path: string): Promise<number> => (await fetch(server.url + path)).status;

test('nothing of the pages is loaded before somebody looks at them', async () => {
  expect(await status('/books')).toBe(200);
  expect(await status('/healthz')).toBe(200);
  expect(await status('/__admin/health')).toBe(200);
  expect(await status('/__admin/')).toBe(500);
});
