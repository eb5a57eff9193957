import { givenExchange } from '../exchange/given-exchange.test-support';
import { allowListsMethods } from './allow-lists-methods';

test.each([
  ['all documented methods', 'GET, POST', []],
  ['more than those, in small letters', 'get,post,head,options', []],
  ['not all', 'GET', ['method missing']],
  ['the refused one', 'GET, POST, PATCH', ['refused method listed']],
])('%s', (_, allow, symptoms) => {
  const given = { operation: 'none', method: 'PATCH', status: 405, headers: { allow }, allowed: ['GET', 'POST'] };
  expect(allowListsMethods.judge(givenExchange(given)).map(({ symptom }) => symptom)).toEqual(symptoms);
});
