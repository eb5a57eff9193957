import { isJson, matchMediaType, mediaTypeName } from './media-types';

test.each([
  ['application/json', 'application/json'],
  ['Application/JSON; charset=utf-8', 'application/json'],
  [' text/plain ;a=b', 'text/plain'],
  ['', ''],
])('"%s" names %s', (contentType, name) => {
  expect(mediaTypeName(contentType)).toBe(name);
});

test.each([
  ['application/json', true],
  ['application/json;charset=utf-8', true],
  ['application/problem+json', true],
  ['application/vnd.api+JSON', true],
  ['text/json', true],
  ['application/jsonp', false],
  ['application/json-seq', false],
  ['text/plain', false],
  ['', false],
])('"%s" is JSON: %s', (mediaType, expected) => {
  expect(isJson(mediaType)).toBe(expected);
});

const list = ['*/*', 'application/*', 'application/json'].map((name) => ({ name, pointer: `#${name}`, examples: [] }));

test.each([
  ['application/json; charset=utf-8', 'application/json'],
  ['APPLICATION/JSON', 'application/json'],
  ['application/xml', 'application/*'],
  ['text/plain', '*/*'],
])('%s falls under %s', (contentType, name) => {
  expect(matchMediaType(list, contentType)?.name).toBe(name);
});

test('a media type that the document does not have falls under nothing', () => {
  expect(matchMediaType(list.slice(2), 'text/plain')).toBeUndefined();
  expect(matchMediaType([], 'application/json')).toBeUndefined();
});
