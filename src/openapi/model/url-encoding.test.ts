import { parseQuery } from './url-encoding';

test.each([
  ['', []],
  ['&&', []],
  ['a=1', [['a', ['1']]]],
  [
    'a=1&b=2&a=3',
    [
      ['a', ['1', '3']],
      ['b', ['2']],
    ],
  ],
  ['a', [['a', ['']]]],
  ['a=', [['a', ['']]]],
  ['=x', [['', ['x']]]],
  ['a=b=c', [['a', ['b=c']]]],
  ['a=x+y', [['a', ['x%20y']]]],
  ['a+b=1', [['a b', ['1']]]],
  ['a%5Bx%5D=%2C', [['a[x]', ['%2C']]]],
  ['%zz=1', [['%zz', ['1']]]],
  [
    '__proto__=1&constructor=2',
    [
      ['__proto__', ['1']],
      ['constructor', ['2']],
    ],
  ],
])('cuts "%s"', (query, parameters) => {
  expect([...parseQuery(query)]).toEqual(parameters);
});
