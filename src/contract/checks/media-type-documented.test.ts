import { parseSpec } from '../../openapi/load-spec';
import { createExchange } from '../exchange/create-exchange';
import { givenExchange, noteBody, problemBody } from '../exchange/given-exchange.test-support';
import { mediaTypeDocumented } from './media-type-documented';

test.each([
  ['the documented type', 200, noteBody, 'application/json', []],
  ['with a parameter and in capitals', 200, noteBody, 'Application/JSON; charset=utf-8', []],
  ['another type', 200, noteBody, 'text/html', ['text/html']],
  ['no type', 200, noteBody, undefined, ['no Content-Type']],
  ['plain JSON for a problem', 404, problemBody(404), 'application/json', ['application/json']],
  ['nothing at all, which another check tells', 200, undefined, undefined, []],
])('%s', (_, status, body, type, symptoms) => {
  const exchange = givenExchange({ status, body, headers: { 'content-type': type } });
  expect(mediaTypeDocumented.judge(exchange).map(({ symptom }) => symptom)).toEqual(symptoms);
});

test('an error on a path that the document does not have is judged by its other errors', () => {
  const given = {
    operation: 'none',
    status: 404,
    body: '<h1>Not found</h1>',
    headers: { 'content-type': 'text/html' },
  };
  expect(mediaTypeDocumented.judge(givenExchange(given))).toHaveLength(1);
});

test.each([
  ['text/plain', 0],
  ['application/json', 0],
  ['text/html', 1],
])('of several ways to refuse, each one will do for a method that a path lacks: %s', (type, faults) => {
  const refusal = (name: string): string => `responses: { default: { description: error, content: { ${name}: {} } } }`;
  const spec = parseSpec(
    `{ openapi: 3.1.0, info: { title: a, version: '1' }, paths: { /a: { get: { ${refusal('application/json')} } }, /b: { get: { ${refusal('text/plain')} } } } }`,
  );
  const request = { method: 'PROPFIND', path: '/b', headers: {} };
  const response = { status: 405, headers: { 'content-type': type }, body: Buffer.from('no'), milliseconds: 0 };
  const expectation = { kind: 'open', because: 'it is not there' } as const;
  expect(mediaTypeDocumented.judge(createExchange(spec, request, response, { expectation }))).toHaveLength(faults);
});
