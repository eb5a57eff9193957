import { givenExchange, problemBody, rejection, violationOf } from '../exchange/given-exchange.test-support';
import { violationsExact } from './violations-exact';

const told = (path: string, place = 'body', detail = 'Is wrong.') => ({ property_path: path, in: place, detail });

test.each([
  ['what was wrong', [told('text')], []],
  ['what was wrong and something else', [told('text'), told('mail')], ['wrong property']],
  ['what was wrong by another spelling', [told('/text')], ['wrong property']],
  ['the wrong part of the request', [told('text', 'query')], ['wrong part']],
  ['the same twice', [told('text'), told('text')], ['twice']],
  ['the same property for two reasons', [told('text'), told('text', 'body', 'Is too long.')], []],
  ['nothing, which another check tells', [], []],
])('%s', (_, violations, symptoms) => {
  const body = problemBody(400, { violations });
  const exchange = givenExchange({
    operation: 'createNote',
    status: 400,
    body,
    expectation: rejection(violationOf('text')),
  });
  expect(violationsExact.judge(exchange).map(({ symptom }) => symptom)).toEqual(symptoms);
});
