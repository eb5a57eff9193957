import { InitialIndex } from './initial-index';

test.each<[value: string, sequences: number[]]>([
  ['red', [0, 3, 4]],
  ['blue', [2]],
  ['', [5]],
  ['__proto__', [6]],
  ['green', []],
])('the records of %j', (value, sequences) => {
  const values = ['red', undefined, 'blue', 'red', 'red', '', '__proto__'];
  expect([...new InitialIndex(values.length, (sequence) => values[sequence]).sequencesOf(value)]).toEqual(sequences);
});

test('of no records there is nothing to be found', () => {
  expect(new InitialIndex(0, () => 'red').sequencesOf('red')).toHaveLength(0);
});
