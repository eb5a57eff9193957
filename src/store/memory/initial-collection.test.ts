import { atOnce } from '../interface/slices';
import { InitialIndex, RecordCache } from './initial-collection';

const complete = (index: InitialIndex): InitialIndex => {
  atOnce(index.steps);
  return index;
};

describe('initial index', () => {
  test.each<[value: string, sequences: number[]]>([
    ['red', [0, 3, 4]],
    ['blue', [2]],
    ['', [5]],
    ['__proto__', [6]],
    ['green', []],
  ])('the records of %j', (value, sequences) => {
    const values = ['red', undefined, 'blue', 'red', 'red', '', '__proto__'];
    expect([...complete(new InitialIndex(values.length, (sequence) => values[sequence])).sequencesOf(value)]).toEqual(
      sequences,
    );
  });

  test('of no records there is nothing to be found', () => {
    expect(complete(new InitialIndex(0, () => 'red')).sequencesOf('red')).toHaveLength(0);
  });
});

describe('record cache', () => {
  test('a record is made once while it is kept, and made again when others took its place', () => {
    const make = jest.fn((index: number) => ({ id: `${index}`, json: `{"id":${index}}`, keys: {} }));
    const cache = new RecordCache(make);
    const first = cache.get(3);
    expect(cache.get(3)).toBe(first);
    expect(make).toHaveBeenCalledTimes(1);
    for (let index = 0; index < 200_000; index += 100) expect(cache.get(index).id).toBe(`${index}`);
    expect(cache.get(3)).toEqual(first);
    expect(cache.get(3)).not.toBe(first);
  });
});
