import { givenExchange, problemBody, rejection, violationOf } from '../exchange/given-exchange.test-support';
import { violationDetail } from './violation-detail';

test.each([
  ['Must be at most 5 characters.', 0],
  ['Te lang.', 0],
  ['太长', 0],
  ['', 1],
  ['-1', 1],
])('%j', (detail, count) => {
  const body = problemBody(400, { violations: [{ property_path: 'text', in: 'body', detail }] });
  const exchange = givenExchange({
    operation: 'createNote',
    status: 400,
    body,
    expectation: rejection(violationOf('text')),
  });
  expect(violationDetail.judge(exchange)).toHaveLength(count);
});
