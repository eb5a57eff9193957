import { givenExchange, noteBody } from '../exchange/given-exchange.test-support';
import { bodyPresence } from './body-presence';

test.each([
  ['a body where one is promised', { body: noteBody }, []],
  ['none where one is promised', {}, ['no body']],
  ['none with 204', { operation: 'removeNote', status: 204 }, []],
  ['one with 204', { operation: 'removeNote', status: 204, body: noteBody }, ['body']],
  ['one announced with 204', { operation: 'removeNote', status: 204, headers: { 'content-length': '7' } }, ['body']],
  ['none of length 0 with 204', { operation: 'removeNote', status: 204, headers: { 'content-length': '0' } }, []],
  ['none for HEAD, with the length of GET', { method: 'HEAD', headers: { 'content-length': '70' } }, []],
  ['none with 304, with the length of GET', { status: 304, headers: { 'content-length': '70' } }, []],
  ['one for HEAD', { method: 'HEAD', body: noteBody }, ['body']],
  ['none with an undocumented status', { status: 418 }, []],
])('%s', (_, given, symptoms) => {
  expect(bodyPresence.judge(givenExchange(given)).map(({ symptom }) => symptom)).toEqual(symptoms);
});
