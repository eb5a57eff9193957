import { RecordCache } from './record-cache';

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
