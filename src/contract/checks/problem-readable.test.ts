import { givenExchange, problemBody } from '../given-exchange.test-support';
import { problemReadable } from './problem-readable';

test.each([
  [{}, []],
  [{ title: 'Nope' }, []],
  [{ title: '' }, ['empty title']],
  [{ title: ' ', detail: '\n' }, ['empty title', 'empty detail']],
  [{ title: undefined, detail: 7 }, []],
])('%j', (members, symptoms) => {
  const problems = problemReadable.judge(givenExchange({ status: 404, body: problemBody(404, members) }));
  expect(problems.map(({ symptom }) => symptom)).toEqual(symptoms);
});
