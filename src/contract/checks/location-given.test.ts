import { givenExchange, noteBody } from '../exchange/given-exchange.test-support';
import { locationGiven } from './location-given';

test.each([
  ['with Location', 201, { location: '/notes/1' }, 0],
  ['without', 201, {}, 1],
  ['another status', 200, {}, 0],
])('%s', (_, status, headers, count) => {
  const exchange = givenExchange({ operation: 'createNote', status, headers, body: noteBody });
  expect(locationGiven.judge(exchange)).toHaveLength(count);
});

test('is a note, as the header may be left out', () => expect(locationGiven.severity).toBe('note'));
