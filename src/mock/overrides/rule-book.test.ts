import type { JsonValue } from '../../json-schema/model/json-schema';
import type { Rule, RuleMatch } from './rule';
import type { RuleSubject } from './rule-book';
import { RuleBook, RuleTakenError } from './rule-book';

const subject = (more: Partial<Omit<RuleSubject, 'body'>> & { json?: JsonValue } = {}): RuleSubject => ({
  operation: 'createNote',
  method: 'POST',
  paths: ['/v1/shops/7/notes', '/shops/7/notes'],
  template: '/shops/{shop}/notes',
  query: (name) => ({ tag: ['a', 'b'], page: ['2'] })[name] ?? [],
  header: (name) => ({ 'x-app': 'web' })[name.toLowerCase()],
  body: () => more.json ?? { text: 'hi', items: [{ size: 3 }], 'a/b': null },
  ...more,
});
const then = { status: 503 };

describe('a rule is for a request', () => {
  test.each<[RuleMatch, boolean]>([
    [{}, true],
    [{ operation: 'createNote' }, true],
    [{ operation: 'listNotes' }, false],
    [{ method: 'post' }, true],
    [{ method: 'GET' }, false],
    [{ path: '/shops/{shop}/notes' }, true],
    [{ path: '/shops/{any}/notes' }, true],
    [{ path: '/shops/7/notes' }, true],
    [{ path: '/v1/shops/7/notes' }, true],
    [{ path: '/shops/*/notes' }, true],
    [{ path: '/shops/*' }, false],
    [{ path: '/shops/**' }, true],
    [{ path: '**/notes' }, true],
    [{ path: '/shops/./notes' }, false],
    [{ path: '/shops/8/notes' }, false],
    [{ query: { page: 2 } }, true],
    [{ query: { page: '2', tag: 'b' } }, true],
    [{ query: { page: 3 } }, false],
    [{ query: { none: null } }, true],
    [{ query: { page: null } }, false],
    [{ header: { 'X-App': 'web' } }, true],
    [{ header: { 'x-app': 'ios' } }, false],
    [{ header: { 'x-other': null } }, true],
    [{ body: { text: 'hi' } }, true],
    [{ body: { '/items/0/size': 3 } }, true],
    [{ body: { 'items[0].size': 3 } }, true],
    [{ body: { 'items.0': { size: 3 } } }, true],
    [{ body: { 'items[1].size': 3 } }, false],
    [{ body: { '/a~1b': null } }, true],
    [{ body: { missing: null } }, false],
    [{ body: { 'text.length': 2 } }, false],
    [{ operation: 'createNote', body: { text: 'no' } }, false],
  ])('%j: %s', (match, expected) => {
    const book = new RuleBook();
    book.add({ match, then });
    expect(book.match(subject(), 1) !== undefined).toBe(expected);
  });
});

/** The rules that a book finds for the next requests, by their ids. */
function course(rules: readonly Rule[], length: number): string[] {
  const book = new RuleBook();
  for (const rule of rules) book.add(rule);
  return Array.from({ length }, () => book.match(subject(), 1)?.because.replace('rule ', '') ?? '-');
}

test.each<[string, Rule[], string]>([
  ['no rule', [], '- - -'],
  [
    'the first that matches',
    [
      { match: { method: 'GET' }, then },
      { match: {}, then },
      { match: {}, then },
    ],
    '2 2 2',
  ],
  ['the next two', [{ match: {}, times: 2, then }], '1 1 - -'],
  ['all but the first two', [{ match: {}, after: 2, then }], '- - 1 1'],
  ['the second only', [{ match: {}, after: 1, times: 1, then }], '- 1 - -'],
  [
    'one after the other',
    [
      { match: {}, times: 1, then },
      { match: {}, times: 1, then },
    ],
    '1 2 - -',
  ],
])('%s', (_name, rules, expected) => {
  expect(course(rules, expected.split(' ').length).join(' ')).toBe(expected);
});

describe('the book', () => {
  test('counts', () => {
    const book = new RuleBook();
    book.add({ id: 'busy', match: {}, after: 1, times: 3, then });
    for (let turn = 0; turn < 3; turn++) book.match(subject(), 1);
    expect(book.list()).toEqual([
      { id: 'busy', rule: expect.objectContaining({ times: 3 }), hits: 2, passed: 1, remaining: 1 },
    ]);
    expect(book.get('busy')?.hits).toBe(2);
  });

  test('adds in order, before others where it is told to, and removes', () => {
    const book = new RuleBook();
    book.add({ match: {}, then });
    book.add({ id: '2', match: {}, then });
    book.add({ match: {}, then }, 0);
    expect(book.list().map(({ id }) => id)).toEqual(['3', '1', '2']);
    expect([book.remove('1'), book.remove('1'), book.size]).toEqual([true, false, 2]);
    book.clear();
    expect([book.size, book.match(subject(), 1)]).toEqual([0, undefined]);
  });

  test('takes an id once', () => {
    const book = new RuleBook();
    book.add({ id: 'a', match: {}, then });
    expect(() => book.add({ id: 'a', match: {}, then })).toThrow(RuleTakenError);
  });

  test.each<Record<string, string>>([{ 'a b': 'c' }, { a: 'b\r\nc: d' }])(
    'takes no header field that could not be sent: %j',
    (headers) => {
      const book = new RuleBook();
      expect(() => book.add({ match: {}, then: { headers } })).toThrow(/valid HTTP token|Invalid character/);
      expect(book.size).toBe(0);
    },
  );

  test('a copy goes its own way', () => {
    const book = new RuleBook();
    book.add({ match: {}, times: 2, then });
    book.match(subject(), 1);
    const copy = book.copy();
    copy.match(subject(), 1);
    copy.add({ match: {}, then });
    expect([book.list()[0]?.hits, copy.list()[0]?.hits, book.size, copy.size]).toEqual([1, 2, 1, 2]);
  });

  test('draws delays from ranges, the same for the same seed', () => {
    const draw = (seed: number): (number | undefined)[] => {
      const book = new RuleBook();
      book.add({ match: {}, then: { delay: '50..300' } });
      return Array.from({ length: 20 }, () => book.match(subject(), seed)?.delay);
    };
    expect(draw(1)).toEqual(draw(1));
    expect(draw(1)).not.toEqual(draw(2));
    expect(new Set(draw(1)).size).toBeGreaterThan(10);
    for (const delay of draw(1)) expect(delay).toBeGreaterThanOrEqual(50);
    for (const delay of draw(1)) expect(delay).toBeLessThanOrEqual(300);
  });
});
