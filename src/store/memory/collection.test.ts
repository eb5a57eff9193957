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
])('after %s a page is read anew', async (_, act, ids) => {
  const collection = collectionOf(record('a'), record('b'));
  const before = await collection.page({}, 0, 10);
  act(collection);
  const after = await collection.page({}, 0, 10);
  expect(after).not.toBe(before);
  expect(after.items.map(({ id }) => id)).toEqual(ids);
  expect(after.total).toBe(ids.length);
});

test('a fork does not see the pages of its origin after a change', async () => {
  const collection = collectionOf(record('a'));
  await collection.page({}, 0, 10);
  const fork = collection.fork();
  collection.insert(record('b'));
  expect((await fork.page({}, 0, 10)).total).toBe(1);
  expect((await collection.page({}, 0, 10)).total).toBe(2);
});

test('filters that look alike when written one after another are kept apart', async () => {
  const collection = collectionOf(record('a', { x: '1 1 y 1 2' }), record('b', { x: '1', y: '2' }));
  expect((await collection.page({ x: '1 1 y 1 2' }, 0, 10)).items.map(({ id }) => id)).toEqual(['a']);
  expect((await collection.page({ x: '1', y: '2' }, 0, 10)).items.map(({ id }) => id)).toEqual(['b']);
});

test('more pages than are remembered are all right', async () => {
  const collection = collectionOf(...Array.from({ length: 200 }, (_, index) => record(String(index))));
  const read = async (): Promise<(string | undefined)[]> => {
    const pages = await Promise.all(Array.from({ length: 200 }, (_, index) => collection.page({}, index, 1)));
    return pages.map(({ items }) => items[0]?.id);
  };
  expect(await read()).toEqual(await read());
  expect((await read())[199]).toBe('199');
});

describe('a page of very many records', () => {
  const many = (): Collection =>
    Collection.of({
      count: 20_000,
      recordAt: (index) => record(String(index), { even: String(index % 2 === 0), third: String(index % 3 === 0) }),
      finder: {
        indexOf: (id) => (Number(id) < 20_000 ? Number(id) : undefined),
        keyAt: (key, index, read) => read(index).keys[key],
      },
    });

  test.each<[filter: Record<string, string>, total: number]>([
    [{}, 20_000],
    [{ even: 'true' }, 10_000],
    [{ even: 'true', third: 'true' }, 3334],
  ])(
    'of %j shows the state of the moment when it was asked for, and is read again after a change',
    async (filter, total) => {
      const collection = many();
      await collection.prepare(filter);
      const coming = collection.page(filter, 0, 20_000);
      expect(coming).toBeInstanceOf(Promise);
      collection.remove('0');
      collection.replace({ ...record('6', { even: 'true', third: 'true' }), json: '{"new":1}' });
      collection.insert(record('x', { even: 'true', third: 'true' }));
      const page = await coming;
      expect(page.total).toBe(total);
      expect(page.items.map(({ id }) => id)).toEqual(expect.arrayContaining(['0', '6']));
      expect(page.items.find(({ id }) => id === '6')?.json).toBe('{"id":"6"}');
      const next = await collection.page(filter, 0, 20_000);
      expect(next.total).toBe(total);
      expect(next.items[0]?.id).not.toBe('0');
      expect(next.items.at(-1)?.id).toBe('x');
      expect(await collection.page(filter, 0, 20_000)).toBe(next);
    },
  );
});
