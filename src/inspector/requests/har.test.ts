import type { ExchangeJson } from '../client/admin-json';
import { harOf } from './har';

const exchange: ExchangeJson = {
  id: 1,
  time: '2026-01-02T03:04:05.000Z',
  duration_ms: 1.5,
  method: 'POST',
  path: '/books',
  query: 'a=1&b=%20',
  status: 201,
  note: 'created',
  request: { headers: { 'content-type': 'application/json' }, body: { title: 'Emma' } },
  response: { headers: { location: '/books/7' }, body: 'text', body_cut: true },
};

test('exchanges are HAR 1.2, the oldest first', () => {
  const { log } = JSON.parse(
    harOf([{ ...exchange, id: 2, method: 'GET', request: { headers: {} } }, exchange], 'http://m'),
  );
  expect(log.version).toBe('1.2');
  expect(log.entries.map(({ request }: { request: { method: string } }) => request.method)).toEqual(['POST', 'GET']);
  const [posted, got] = log.entries;
  expect(posted).toMatchObject({
    startedDateTime: exchange.time,
    time: 1.5,
    request: {
      url: 'http://m/books?a=1&b=%20',
      queryString: [
        { name: 'a', value: '1' },
        { name: 'b', value: ' ' },
      ],
      postData: { mimeType: 'application/json', text: '{"title":"Emma"}' },
    },
    response: {
      status: 201,
      redirectURL: '/books/7',
      content: { text: 'text', comment: expect.stringMatching(/start/) },
    },
    timings: { send: 0, wait: 1.5, receive: 0 },
    comment: 'created',
  });
  expect(got.request.postData).toBeUndefined();
});

test('the address of a callback is whole', () => {
  const { log } = JSON.parse(harOf([{ ...exchange, path: 'http://client/hook', query: '' }], 'http://m'));
  expect(log.entries[0].request.url).toBe('http://client/hook');
});
