import { MemoryStore } from './memory-store';
import type { StoredRecord } from './store';
import { describeStore } from './store-contract';

describeStore('memory', (initial) => new MemoryStore(initial));

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

  test('refuses initial records with the same id', async () => {
    const store = new MemoryStore(new Map([['notes', { count: 2, recordAt: () => record(1) }]]));
    await expect(store.get('notes', '1')).rejects.toThrow('Two initial records have the id "1".');
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
