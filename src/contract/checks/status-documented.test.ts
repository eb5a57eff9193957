import { givenExchange } from '../exchange/given-exchange.test-support';
import { statusDocumented } from './status-documented';

test.each([
  ['readNote', 200, []],
  ['readNote', 404, []],
  ['readNote', 418, ['status 418']],
  ['readNote', 500, []],
  ['none', 418, []],
])('%s with status %i', (operation, status, symptoms) => {
  const problems = statusDocumented.judge(givenExchange({ operation, status }));
  expect(problems.map(({ symptom }) => symptom)).toEqual(symptoms);
});

test('is a warning', () => expect(statusDocumented.severity).toBe('warning'));

const because = 'a test';
test.each([
  ['rejection', { kind: 'rejection', violations: [], because, or: [] }, 400, []],
  ['fixed status', { kind: 'status', check: 'media-type-rejected', statuses: [415], because, pointer: '#' }, 415, []],
  ['open', { kind: 'open', because }, 406, []],
  ['rejection', { kind: 'rejection', violations: [], because, or: [] }, 422, ['status 422']],
  ['success', { kind: 'success', because, pointer: '#' }, 400, ['status 400']],
  ['success or 414', { kind: 'success', because, pointer: '#', or: [414] }, 414, []],
] as const)('where %s is expected, %j and status %i', (_, expectation, status, symptoms) => {
  const problems = statusDocumented.judge(givenExchange({ operation: 'readNote', status, expectation }));
  expect(problems.map(({ symptom }) => symptom)).toEqual(symptoms);
});
