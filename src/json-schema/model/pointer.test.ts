import fc from 'fast-check';
import { childPointer, formatPointer, formatPropertyPath, PointerError, parsePointer, valueAt } from './pointer';

describe('parsePointer', () => {
  test.each([
    ['', []],
    ['#', []],
    ['#/', ['']],
    ['/a/b', ['a', 'b']],
    ['#/paths/~1notes~1{id}/get', ['paths', '/notes/{id}', 'get']],
    ['#/paths/~1notes~1%7Bid%7D', ['paths', '/notes/{id}']],
    ['#/m~0n/~01', ['m~n', '~1']],
    ['#/100%25/%C3%A9', ['100%', 'é']],
    ['/100%25', ['100%25']],
  ])('%s', (pointer, tokens) => {
    expect(parsePointer(pointer)).toEqual(tokens);
  });

  test.each([
    ['a/b', 'it must start with "#/"'],
    ['#a', 'it must start with "#/"'],
    ['#/a~2', '"~" must be'],
    ['#/a~', '"~" must be'],
    ['#/%zz', 'bad percent-encoding'],
  ])('%s is refused', (pointer, reason) => {
    expect(() => parsePointer(pointer)).toThrow(reason);
    expect(() => parsePointer(pointer)).toThrow(PointerError);
  });
});

test('formatPointer and parsePointer undo each other, whatever the tokens', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 8 }), { maxLength: 4 }), (tokens) => {
      expect(parsePointer(formatPointer(tokens))).toEqual(tokens);
    }),
  );
});

test('childPointer escapes its tokens', () => {
  expect(childPointer('#/components', 'schemas', 'a/b~c%', 0)).toBe('#/components/schemas/a~1b~0c%25/0');
});

describe('valueAt', () => {
  const document = { a: [{ b: 1 }], '': 2, c: null };

  test.each([
    ['#', document],
    ['#/a/0/b', 1],
    ['#/', 2],
    ['#/c', null],
  ])('%s', (pointer, value) => {
    expect(valueAt(document, pointer)).toBe(value);
  });

  test.each(['#/x', '#/a/1', '#/a/-', '#/a/00', '#/a/length', '#/constructor', '#/__proto__', '#/c/d', '#/a/0/b/0'])(
    '%s names nothing',
    (pointer) => {
      expect(() => valueAt(document, pointer)).toThrow(new PointerError(pointer, 'names nothing in the document'));
    },
  );
});

test.each([
  [[], ''],
  [['gross_price', 'amount'], 'gross_price.amount'],
  [['items', 0, 'name'], 'items[0].name'],
  [[1, 2], '[1][2]'],
  [['0', 'a'], '0.a'],
])('the property path of %j is %s', (path, text) => {
  expect(formatPropertyPath(path)).toBe(text);
});
