import type { ExchangeJson } from '../client/admin-json';
import { EMPTY_DRAFT, howOften, type RuleDraft, ruleFor, ruleOf, whatHappens, whichRequests } from './rule-draft';

const draft = (part: Partial<RuleDraft>): RuleDraft => ({ ...EMPTY_DRAFT, ...part });

describe('the rule that a draft stands for', () => {
  test.each<[Partial<RuleDraft>, unknown]>([
    [{}, { match: {}, then: { status: 503 } }],
    [
      { operation: 'createBook', times: '3', after: '1' },
      { match: { operation: 'createBook' }, times: 3, after: 1, then: { status: 503 } },
    ],
    [
      { method: 'post', path: '/books/*', outcome: 'hang', delay: '' },
      { match: { method: 'post', path: '/books/*' }, then: { fail: 'hang' } },
    ],
    [
      { outcome: 'delay', delay: '50..300' },
      { match: {}, then: { delay: '50..300' } },
    ],
    [
      { outcome: 'body', status: '200', body: '{"a":1}' },
      { match: {}, then: { status: 200, body: { a: 1 } } },
    ],
    [
      { outcome: 'dynamic', status: '' },
      { match: {}, then: { dynamic: true } },
    ],
    [
      {
        conditions: [
          { part: 'query', name: 'page', value: '2' },
          { part: 'body', name: 'price', value: '2' },
          { part: 'body', name: 'title', value: 'x' },
          { part: 'header', name: '', value: 'ignored' },
        ],
      },
      { match: { query: { page: '2' }, body: { price: 2, title: 'x' } }, then: { status: 503 } },
    ],
  ])('%j', (part, rule) => expect(ruleOf(draft(part))).toEqual(rule));

  test('what is wrong is left to the mock to say', () => {
    expect(ruleOf(draft({ status: 'many', times: '0' }))).toEqual({ match: {}, times: 0, then: { status: 'many' } });
  });
});

test.each<[Partial<ExchangeJson>, unknown]>([
  [{ operation: 'listBooks', method: 'GET', path: '/books' }, { operation: 'listBooks' }],
  [
    { method: 'GET', path: '/nowhere' },
    { method: 'GET', path: '/nowhere' },
  ],
])('the next request like %j', (exchange, match) => {
  expect(ruleOf(ruleFor(exchange as ExchangeJson))).toEqual({ match, times: 1, then: { status: 503 } });
});

test.each([
  [whichRequests({}), 'Every request'],
  [whichRequests({ method: 'post', path: '/a' }), 'POST /a'],
  [whichRequests({ query: { a: null }, body: { b: 1 } }), 'Every request where no query a and body b = 1'],
  [whatHappens({ status: 503, delay: '50..300' }), 'answers 503, after 50..300 ms'],
  [whatHappens({ fail: 'hang' }), 'never answers'],
  [howOften({ match: {}, then: {}, times: 1 }), 'once'],
  [howOften({ match: {}, then: {}, after: 2 }), 'after the first 2, always'],
])('%s', (words, expected) => expect(words).toBe(expected));
