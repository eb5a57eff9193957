import { givenExchange, noteBody } from '../exchange/given-exchange.test-support';
import { createdIsReadable } from './created-is-readable';

test.each([
  [200, 0],
  [404, 1],
  [410, 1],
  [500, 0],
])('a read with status %i', (status, count) => {
  const created = givenExchange({ operation: 'createNote', status: 201, body: noteBody });
  expect(createdIsReadable.judge({ created, read: givenExchange({ status }) })).toHaveLength(count);
});
