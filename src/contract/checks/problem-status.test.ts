import { givenExchange, problemBody } from '../exchange/given-exchange.test-support';
import { problemStatus } from './problem-status';

test.each([
  ['the same status', 404, problemBody(404), 0],
  ['another status', 404, problemBody(400), 1],
  ['the status as a text', 404, { ...problemBody(404), status: '404' }, 1],
  ['no status', 404, {}, 0],
  ['a success with a status', 200, { status: 3 }, 0],
])('%s', (_, status, body, count) => {
  expect(problemStatus.judge(givenExchange({ status, body }))).toHaveLength(count);
});
