import { givenExchange, problemBody } from '../exchange/given-exchange.test-support';
import { problemReadable } from './problem-readable';

test.each([
  [{}, []],
  [{ title: 'Nope' }, []],
  [{ title: '' }, ['empty title']],
  [{ title: ' ', detail: '\n' }, ['empty title', 'empty detail']],
  [{ title: undefined, detail: 7 }, []],
  [{ detail: '<p>Not <b>found</b></p>' }, ['HTML in detail']],
  [{ detail: 'Must be < 5 and > 2; 1 <b and c> 2' }, []],
  [{ detail: '<nobody> is unknown.' }, []],
])('%j', (members, symptoms) => {
  const problems = problemReadable.judge(givenExchange({ status: 404, body: problemBody(404, members) }));
  expect(problems.map(({ symptom }) => symptom)).toEqual(symptoms);
});
