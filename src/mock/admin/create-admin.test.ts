import { loadSpec } from '../../openapi/load-spec';
import { createMock } from '../create-mock';
import type { MockRequest, MockResponse } from '../messages/message';
import { usualRequest } from './create-admin';

const request = (path: string, more: Partial<MockRequest> = {}): MockRequest => ({
  method: 'GET',
  path,
  query: '',
  headers: {},
  ...more,
});

test.each([
  ['/__admin/usual/books', '/books'],
  ['/__admin/usual/books/7', '/books/7'],
  ['/__admin/usual', undefined],
  ['/__admin/usually/books', undefined],
  ['/books', undefined],
])('%s asks for %s', (path, expected) => expect(usualRequest(request(path))?.path).toBe(expected));

describe('while everything is disturbed', () => {
  const mock = createMock({
    spec: loadSpec('fixtures/specs/bookshop.yaml'),
    count: 3,
    admin: {},
    chaos: { failRate: 1, failWith: [500] },
  });
  mock.rules.add({ match: {}, times: 1, then: { status: 503 } });
  const ask = async (path: string, more?: Partial<MockRequest>): Promise<MockResponse> =>
    mock.handle(request(path, more));
  const json = { 'content-type': 'application/json' };

  test('the usual answer is there, uses up no rule, and is not told', async () => {
    expect((await ask('/__admin/usual/books')).status).toBe(200);
    expect(mock.journal(mock.sessions.main).last).toBe(0);
    expect([(await ask('/books')).status, (await ask('/books')).status]).toEqual([503, 500]);
    expect(mock.journal(mock.sessions.main).last).toBe(2);
  });

  test('a broken request is told its violations', async () => {
    const body = new TextEncoder().encode('{}');
    const response = await ask('/__admin/usual/books', { method: 'POST', headers: json, body });
    expect(response.status).toBe(400);
    const told = JSON.parse(decodeURIComponent(response.headers['mock-violations'] ?? ''));
    expect(told).toContainEqual({ property_path: 'title', in: 'body', detail: 'Value is required.' });
    expect(told).toHaveLength(4);
  });

  test('the session in the path is whose data it is', async () => {
    const gone = await ask('/~anna/__admin/usual/books/1', { method: 'DELETE', headers: json });
    expect(gone.status).toBe(204);
    expect((await ask('/~anna/__admin/usual/books/1')).status).toBe(404);
    expect((await ask('/__admin/usual/books/1')).status).toBe(200);
  });

  test('it is part of the control: other origins are refused', async () => {
    const refused = await ask('/__admin/usual/books', { headers: { origin: 'http://evil.test', host: 'localhost' } });
    expect(refused.status).toBe(403);
  });
});
