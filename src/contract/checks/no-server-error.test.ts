import { givenExchange, problemBody, rejection, violationOf } from '../exchange/given-exchange.test-support';
import { noServerError } from './no-server-error';

test.each([
  [200, []],
  [404, []],
  [499, []],
  [500, ['status 500, open']],
  [503, ['status 503, open']],
])('status %i', (status, symptoms) => {
  const problems = noServerError.judge(givenExchange({ status, body: problemBody(status) }));
  expect(problems.map(({ symptom }) => symptom)).toEqual(symptoms);
});

test('another broken constraint is another fault', () => {
  const symptomOf = (name: string) =>
    noServerError.judge(givenExchange({ status: 500, expectation: rejection(violationOf(name)) }))[0]?.symptom;
  expect(symptomOf('text')).not.toBe(symptomOf('mail'));
});
