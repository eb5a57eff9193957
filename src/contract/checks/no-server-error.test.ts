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

test('an operation that documents nothing else keeps its promise', () => {
  const exchange = givenExchange({ status: 503, body: problemBody(503) });
  const response = { status: '503', pointer: '#', headers: [], mediaTypes: [] } as never;
  const operation = { ...exchange.operation!, responses: [response] };
  expect(noServerError.judge({ ...exchange, operation, documented: response })).toEqual([]);
  expect(noServerError.judge({ ...exchange, operation, documented: undefined })).toHaveLength(1);
});
