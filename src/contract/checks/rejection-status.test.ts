import {
  givenExchange,
  notesOperation,
  problemBody,
  rejection,
  violationOf,
} from '../exchange/given-exchange.test-support';
import { rejectionStatuses } from '../exchange/statuses';
import { rejectionStatus } from './rejection-status';

test.each([
  ['the documented status', 400, []],
  ['a neighbour of it', 422, ['status 422']],
  ['not found', 404, ['status 404']],
  ['a failure, which another check tells', 500, []],
  ['a success, which another check tells', 201, []],
])('%s', (_, status, symptoms) => {
  const given = {
    operation: 'createNote',
    status,
    body: problemBody(status),
    expectation: rejection(violationOf('text')),
  };
  expect(rejectionStatus.judge(givenExchange(given)).map(({ symptom }) => symptom)).toEqual(symptoms);
});

test('a target may choose otherwise where the case says so', () => {
  const expectation = { kind: 'rejection', violations: [violationOf('id', 'path')], because: '', or: [404] } as const;
  expect(rejectionStatus.judge(givenExchange({ status: 404, expectation }))).toEqual([]);
});

test.each([
  [['400'], [400]],
  [['422'], [422]],
  [
    ['400', '422'],
    [400, 422],
  ],
  [['default'], [400]],
])('a document with %j promises %j', (documented, statuses) => {
  const responses = documented.map((status) => ({ status, pointer: '', description: '', mediaTypes: [], headers: [] }));
  expect(rejectionStatuses({ ...notesOperation('createNote'), responses })).toEqual(statuses);
});
