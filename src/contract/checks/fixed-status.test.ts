import { givenExchange, problemBody } from '../exchange/given-exchange.test-support';
import { fixedStatusChecks } from './fixed-status';

const expectation = {
  kind: 'status',
  check: 'media-type-rejected',
  statuses: [415, 400],
  because: 'the type is not documented',
  pointer: '#/paths',
} as const;

test.each([
  [415, []],
  [400, []],
  [422, ['media-type-rejected']],
  [201, ['media-type-rejected']],
  [500, []],
])('status %i is told by %j', (status, names) => {
  const exchange = givenExchange({ operation: 'createNote', status, body: problemBody(status), expectation });
  const told = fixedStatusChecks.filter((check) => check.judge(exchange).length > 0);
  expect(told.map(({ name }) => name)).toEqual(names);
});

test('each has a standard to stand on', () => {
  for (const check of fixedStatusChecks) expect(check.basis).toMatch(/^RFC \d+, section/);
});
