import type { StoredRecord } from '../interface/store';
import { listed } from '../testing/store-notes';
import { Collection } from './collection';

const record = (id: string, keys: Record<string, string> = {}): StoredRecord => ({ id, json: `{"id":"${id}"}`, keys });

const collectionOf = (...records: StoredRecord[]): Collection => {
  const collection = Collection.of(listed());
  for (const each of records) collection.insert(each);
  return collection;
};

test('the same question gets the same page until something changes', () => {
  const collection = collectionOf(record('a'), record('b'));
  expect(collection.page({}, 0, 1)).toBe(collection.page({}, 0, 1));
});

test.each<[change: string, act: (collection: Collection) => void, ids: string[]]>([
  ['insert', (collection) => collection.insert(record('c')), ['a', 'b', 'c']],
  ['remove', (collection) => collection.remove('a'), ['b']],
  ['replace', (collection) => collection.replace({ ...record('a'), json: '{"new":1}' }), ['a', 'b']],
])('after %s a page is read anew', (_, act, ids) => {
  const collection = collectionOf(record('a'), record('b'));
  const before = collection.page({}, 0, 10);
  act(collection);
  const after = collection.page({}, 0, 10);
  expect(after).not.toBe(before);
  expect(after.items.map(({ id }) => id)).toEqual(ids);
  expect(after.total).toBe(ids.length);
});

test('a fork does not see the pages of its origin after a change', () => {
  const collection = collectionOf(record('a'));
  collection.page({}, 0, 10);
  const fork = collection.fork();
  collection.insert(record('b'));
  expect(fork.page({}, 0, 10).total).toBe(1);
  expect(collection.page({}, 0, 10).total).toBe(2);
});

test('filters that look alike when written one after another are kept apart', () => {
  const collection = collectionOf(record('a', { x: '1 1 y 1 2' }), record('b', { x: '1', y: '2' }));
  expect(collection.page({ x: '1 1 y 1 2' }, 0, 10).items.map(({ id }) => id)).toEqual(['a']);
  expect(collection.page({ x: '1', y: '2' }, 0, 10).items.map(({ id }) => id)).toEqual(['b']);
});

test('more pages than are remembered are all right', () => {
  const collection = collectionOf(...Array.from({ length: 200 }, (_, index) => record(String(index))));
  const read = (): (string | undefined)[] =>
    Array.from({ length: 200 }, (_, index) => collection.page({}, index, 1).items[0]?.id);
  expect(read()).toEqual(read());
  expect(read()[199]).toBe('199');
});
