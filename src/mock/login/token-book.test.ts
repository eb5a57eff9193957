import { TokenBook } from './token-book';

const start = Date.parse('2030-01-01T00:00:00Z');
function setUp() {
  let seconds = 0;
  const book = new TokenBook(() => new Date(start + seconds * 1000));
  const at = (moment: number): void => {
    seconds = moment;
  };
  return { book, at };
}

test.each([
  [0, true],
  [299, true],
  [300, false],
  [-1, false],
])('asking again after %d seconds gives the same token: %s', (seconds, same) => {
  const { book, at } = setUp();
  const { token, expiresIn } = book.issue('a', []);
  expect(expiresIn).toBe(3600);
  at(seconds);
  const again = book.issue('a', []);
  expect(again.token === token).toBe(same);
  expect(again.expiresIn).toBe(same ? 3600 - seconds : 3600);
});

test.each([
  [0, 'valid'],
  [3599, 'valid'],
  [3600, 'expired'],
  [100_000, 'expired'],
])('after %d seconds a token is %s', (seconds, kind) => {
  const { book, at } = setUp();
  const { token } = book.issue('a', ['read']);
  at(seconds);
  expect(book.check(token)).toEqual(kind === 'valid' ? { kind, scopes: ['read'] } : { kind });
});

test('clients and scopes have tokens of their own', () => {
  const { book } = setUp();
  const tokens = [book.issue('a', []), book.issue('b', []), book.issue('a', ['read'])].map(({ token }) => token);
  expect(new Set(tokens).size).toBe(3);
  for (const token of tokens) expect(book.check(token).kind).toBe('valid');
  expect(book.check(`${tokens[0]}x`)).toEqual({ kind: 'unknown' });
});

test('all can be made to expire at once, and new ones be had', () => {
  const { book } = setUp();
  const { token } = book.issue('a', []);
  book.expireAll();
  expect(book.check(token)).toEqual({ kind: 'expired' });
  const fresh = book.issue('a', []).token;
  expect([fresh === token, book.check(fresh).kind]).toEqual([false, 'valid']);
});

test('the oldest are forgotten rather than the memory filled', () => {
  const { book } = setUp();
  const { token } = book.issue('first', []);
  for (let client = 0; client < 10_000; client++) book.issue(`client ${client}`, []);
  expect(book.check(token)).toEqual({ kind: 'unknown' });
});
