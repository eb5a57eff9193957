import type { ExchangeJson } from '../client/admin-json';
import { matchesFilter } from './exchange-filter';

const exchange = {
  method: 'POST',
  path: '/notes',
  query: 'draft=1',
  operation: 'createNote',
  status: 400,
  note: '2 violations',
};

test.each([
  ['', '', true],
  ['post NOTES', '', true],
  ['createnote 400', '', true],
  ['violations draft', '', true],
  ['post missing', '', false],
  ['', '4', true],
  ['', '5', false],
  ['post', '2', false],
])('text %j and status %j: %s', (text, status, expected) => {
  expect(matchesFilter(exchange as ExchangeJson, { text, status })).toBe(expected);
});
