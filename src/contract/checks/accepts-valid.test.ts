import { givenExchange, notesOperation, problemBody } from '../given-exchange.test-support';
import { acceptsValid, successStatuses } from './accepts-valid';

const success = { kind: 'success', because: 'text has 5 characters', pointer: '#/boundary' } as const;

test.each([
  ['a success', 200, success, []],
  ['a success of another status, which another check tells', 202, success, []],
  ['a rejection', 400, success, ['#/boundary']],
  ['a redirect', 302, success, ['#/boundary']],
  ['a failure, which another check tells', 500, success, []],
  ['a rejection that is right as well', 404, { ...success, or: [404] }, []],
  ['a rejection of a request that nobody knows the answer to', 400, { kind: 'open', because: '' } as const, []],
])('%s', (_, status, expectation, pointers) => {
  const problems = acceptsValid.judge(givenExchange({ status, body: problemBody(status), expectation }));
  expect(problems.map(({ pointer }) => pointer)).toEqual(pointers);
});

test('says what the request was and what came', () => {
  const exchange = givenExchange({ status: 400, body: problemBody(400), expectation: success });
  expect(acceptsValid.judge(exchange)[0]).toMatchObject({
    title: 'rejects a valid request: text has 5 characters',
    promised: expect.stringContaining('200'),
    received: expect.stringContaining('Something is wrong.'),
  });
});

test('the documented statuses of success', () => {
  expect(successStatuses(notesOperation('createNote'))).toEqual(['201']);
});
