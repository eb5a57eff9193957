import { givenExchange, noteBody, rejection, violationOf } from '../exchange/given-exchange.test-support';
import { successStatus } from './success-status';

test.each([
  ['readNote', 200, []],
  ['createNote', 201, []],
  ['createNote', 200, ['status 200']],
  ['removeNote', 204, []],
  ['removeNote', 200, ['status 200']],
  ['removeNote', 404, []],
])('%s with status %i', (operation, status, symptoms) => {
  const problems = successStatus.judge(givenExchange({ operation, status, body: noteBody }));
  expect(problems.map(({ symptom }) => symptom)).toEqual(symptoms);
});

test('an invalid request that succeeds is told by another check', () => {
  const expectation = rejection(violationOf('text'));
  expect(successStatus.judge(givenExchange({ operation: 'createNote', status: 200, expectation }))).toEqual([]);
});
