import type { InitialRecords, StoredRecord } from '../interface/store';
import { describeStore } from '../testing/describe-store';
import { MemoryStore } from './memory-store';

describeStore('memory', (initial) => new MemoryStore(initial));
describeStore('memory, of records made when they are read', (initial) => {
  return new MemoryStore(new Map(Array.from(initial, ([name, records]) => [name, findable(records)])));
});

/** The same records, to be found one by one. */
function findable({ count, recordAt }: InitialRecords): InitialRecords {
  const indexes = new Map(Array.from({ length: count }, (_, index) => [recordAt(index).id, index]));
  const keyAt = (key: string, index: number): string | undefined =>
    new Map(Object.entries(recordAt(index).keys)).get(key);
  return { count, recordAt, finder: { indexOf: (id) => indexes.get(id), keyAt } };
}

describe('memory store', () => {
  const record = (index: number): StoredRecord => ({ id: `${index}`, json: '{}', keys: { mod: `${index % 1000}` } });

  test('makes initial records only when their resource is used', async () => {
    const recordAt = jest.fn(record);
    const store = new MemoryStore(new Map([['notes', { count: 5, recordAt }]]));
    await store.get('others', '1');
    expect(recordAt).not.toHaveBeenCalled();
    await store.get('notes', '1');
    await store.reset();
    await store.page('notes', {}, 0, 5);
    expect(recordAt).toHaveBeenCalledTimes(5);
  });

  test('indexes many records without keeping others waiting, once for all who ask', async () => {
    const keyAt = jest.fn((_: string, index: number) => `${index % 1000}`);
    const finder = { indexOf: (id: string) => (id === 'new' ? undefined : Number(id)), keyAt };
    const store = new MemoryStore(new Map([['notes', { count: 200_000, recordAt: record, finder }]]));
    let turns = 0;
    const timer = setInterval(() => turns++, 0);
    const [first, second] = await Promise.all([
      store.page('notes', { mod: '7' }, 0, 1),
      store.fork().page('notes', { mod: '8' }, 0, 1),
    ]);
    clearInterval(timer);
    expect([first.total, second.total, turns > 0]).toEqual([200, 200, true]);
    expect(keyAt).toHaveBeenCalledTimes(200_000);
    await store.insert('notes', { id: 'new', json: '{}', keys: { mod: '7' } });
    expect(store.page('notes', { mod: '7' }, 0, 0)).toMatchObject({ total: 201 });
  });

  test('shows what it was when it was frozen', async () => {
    const store = new MemoryStore(new Map([['notes', { count: 5, recordAt: record }]]));
    await store.remove('notes', '1');
    const frozen = store.frozen();
    await store.remove('notes', '2');
    await store.insert('notes', record(9));
    const ids = async (from: Pick<MemoryStore, 'page'>) =>
      (await from.page('notes', {}, 0, 9)).items.map(({ id }) => id);
    expect([await ids(frozen), await ids(store)]).toEqual([
      ['0', '2', '3', '4'],
      ['0', '3', '4', '9'],
    ]);
    await store.reset();
    expect(await ids(frozen)).toEqual(['0', '2', '3', '4']);
  });

  test('makes only the records that are read where they can be found without', async () => {
    const recordAt = jest.fn(record);
    const finder = { indexOf: (id: string) => Number(id), keyAt: (_: string, index: number) => `${index % 1000}` };
    const store = new MemoryStore(new Map([['notes', { count: 1_000_000, recordAt, finder }]]));
    expect((await store.get('notes', '777777'))?.id).toBe('777777');
    expect((await store.page('notes', {}, 999_998, 25)).items.map(({ id }) => id)).toEqual(['999998', '999999']);
    expect(await store.page('notes', { mod: '17' }, 999, 5)).toEqual({ items: [record(999_017)], total: 1000 });
    await store.remove('notes', '500');
    expect((await store.page('notes', {}, 500, 1)).items).toEqual([record(501)]);
    expect(await store.page('notes', { mod: '500' }, 0, 1)).toEqual({ items: [record(1500)], total: 999 });
    expect(recordAt.mock.calls.length).toBeLessThan(10);
  });

  test('refuses initial records with the same id', () => {
    const store = new MemoryStore(new Map([['notes', { count: 2, recordAt: () => record(1) }]]));
    expect(() => store.get('notes', '1')).toThrow('Two initial records have the id "1".');
  });

  test('stays right over many levels of nodes, deletions and snapshots', async () => {
    const count = 20_000;
    const store = new MemoryStore(new Map([['notes', { count, recordAt: record }]]));
    const all = await store.snapshot();
    for (let index = 0; index < count; index += 2) await store.remove('notes', `${index}`);
    expect((await store.page('notes', {}, count / 2 - 1, 5)).items.map((item) => item.id)).toEqual([`${count - 1}`]);
    expect(await store.page('notes', { mod: '2' }, 0, 1)).toEqual({ items: [], total: 0 });
    expect((await store.page('notes', { mod: '1' }, 19, 1)).items[0]?.id).toBe(`${count - 999}`);
    await store.restore(all);
    expect((await store.page('notes', {}, count - 1, 1)).items[0]?.id).toBe(`${count - 1}`);
    expect((await store.page('notes', { mod: '2' }, 0, 0)).total).toBe(20);
  });
});
