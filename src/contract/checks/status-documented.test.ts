import { givenExchange } from '../given-exchange.test-support';
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
