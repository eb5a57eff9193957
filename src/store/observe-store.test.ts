import type { Store } from './interface/store';
import { MemoryStore } from './memory/memory-store';
import { observeStore } from './observe-store';
import { describeStore } from './testing/describe-store';

describeStore('observed', (initial) => observeStore(new MemoryStore(initial), () => {}), { runs: 5 });

const record = { id: '1', json: '{}', keys: {} };

test.each<[string, (store: Store) => unknown, number]>([
  ['insert', (store) => store.insert('notes', record), 1],
  ['update', (store) => store.update('notes', '1', () => record), 1],
  ['remove', (store) => store.remove('notes', '1'), 1],
  ['reset', (store) => store.reset(), 1],
  ['load', (store) => store.load(new Map()), 1],
  ['reseed', (store) => store.reseed(new Map()), 1],
  ['snapshot and restore', async (store) => store.restore(await store.snapshot()), 1],
  ['get', (store) => store.get('notes', '1'), 0],
  ['page', (store) => store.page('notes', {}, 0, 1), 0],
  ['insert into a fork', (store) => store.fork().insert('notes', record), 0],
])('%s', async (_name, act, times) => {
  const changed = jest.fn();
  await act(observeStore(new MemoryStore(), changed));
  expect(changed).toHaveBeenCalledTimes(times);
});

test('a failed change is none', async () => {
  const changed = jest.fn();
  const store = observeStore(new MemoryStore(), changed);
  await store.insert('notes', record);
  await expect(store.update('notes', '1', () => ({ ...record, id: '2' }))).rejects.toThrow(TypeError);
  expect(changed).toHaveBeenCalledTimes(1);
});
