import { givenExchange, noteBody, problemBody } from '../exchange/given-exchange.test-support';
import { requiredHeaders } from './required-headers';

test.each([
  ['a documented header', { body: noteBody, headers: { etag: '"1"' } }, []],
  ['without it', { body: noteBody }, ['no ETag']],
  ['405 with Allow', { operation: 'none', status: 405, headers: { allow: 'GET' } }, []],
  ['405 without Allow', { operation: 'none', status: 405, body: problemBody(405) }, ['no Allow']],
  ['401 without WWW-Authenticate', { operation: 'createNote', status: 401 }, ['no WWW-Authenticate']],
  ['201 without the Location that the document requires', { operation: 'createNote', status: 201 }, ['no Location']],
])('%s', (_, given, symptoms) => {
  expect(requiredHeaders.judge(givenExchange(given)).map(({ symptom }) => symptom)).toEqual(symptoms);
});
