import type { InitialRecords, Store } from '../interface/store';
import { ids, listed, note } from './store-notes';

/**
 * Registers what every store must do with its state as a whole: reset, snapshot, restore, fork, load, reseed.
 *
 * @param current - the store under test, with three initial notes
 * @param create - makes another one
 */
export function describeStates(
  current: () => Store,
  create: (initial: ReadonlyMap<string, InitialRecords>) => Store | Promise<Store>,
): void {
  describe('as a whole', () => {
    let store: Store;

    beforeEach(() => {
      store = current();
    });

    test('goes back to its initial state on reset', async () => {
      const before = await store.page('notes', {}, 0, 10);
      await store.insert('notes', note('new'));
      await store.insert('others', note('other'));
      await store.remove('notes', 'n0');
      await store.update('notes', 'n1', () => note('n1', { color: 'blue' }));
      await store.reset();
      expect(await store.page('notes', {}, 0, 10)).toEqual(before);
      expect(await ids(store, { color: 'blue' })).toEqual([]);
      expect((await store.page('others', {}, 0, 10)).total).toBe(0);
    });

    test('restores a snapshot as often as asked, whatever was written since', async () => {
      await store.insert('notes', note('kept'));
      const snapshot = await store.snapshot();
      for (const round of ['first', 'second']) {
        await store.insert('notes', note(round));
        await store.remove('notes', 'kept');
        await store.restore(snapshot);
        expect(await ids(store)).toEqual(['n0', 'n1', 'n2', 'kept']);
      }
      await store.reset();
      await store.restore(snapshot);
      expect(await ids(store)).toEqual(['n0', 'n1', 'n2', 'kept']);
    });

    test("refuses another store's snapshot", async () => {
      const other = await create(new Map());
      await expect(store.restore(await other.snapshot())).rejects.toThrow(TypeError);
      await other.close();
    });

    test('forks into stores that never see each other', async () => {
      await store.insert('notes', note('mine'));
      const [one, other] = [store.fork(), store.fork()];
      expect(await ids(one)).toEqual(['n0', 'n1', 'n2']);
      await one.insert('notes', note('ones'));
      await one.update('notes', 'n1', () => note('n1', { color: 'blue' }));
      await other.remove('notes', 'n0');
      expect(await ids(store)).toEqual(['n0', 'n1', 'n2', 'mine']);
      expect(await ids(one)).toEqual(['n0', 'n1', 'n2', 'ones']);
      expect(await ids(other)).toEqual(['n1', 'n2']);
      expect(await ids(other, { color: 'odd' })).toEqual(['n1']);
      await one.reset();
      expect(await ids(one, { color: 'odd' })).toEqual(['n1']);
      await one.close();
      expect(await ids(other)).toEqual(['n1', 'n2']);
      await other.close();
      expect(await ids(store)).toEqual(['n0', 'n1', 'n2', 'mine']);
    });

    test('loads a whole state at once and resets to the initial one', async () => {
      const snapshot = await store.snapshot();
      await store.insert('others', note('gone'));
      await store.load(new Map([['notes', listed(note('a', { color: 'odd' }), note('b'))]]));
      expect(await ids(store)).toEqual(['a', 'b']);
      expect(await ids(store, { color: 'odd' })).toEqual(['a']);
      expect((await store.page('others', {}, 0, 9)).total).toBe(0);
      await store.insert('notes', note('c'));
      expect(await ids(store)).toEqual(['a', 'b', 'c']);
      await store.load(new Map());
      expect(await ids(store)).toEqual([]);
      await store.restore(snapshot);
      expect(await ids(store)).toEqual(['n0', 'n1', 'n2']);
      await store.load(new Map());
      await store.reset();
      expect(await ids(store)).toEqual(['n0', 'n1', 'n2']);
    });

    test('loads nothing when two records have the same id', async () => {
      await store.insert('notes', note('kept'));
      const twice = new Map([
        ['others', listed(note('a'))],
        ['notes', listed(note('b'), note('b'))],
      ]);
      await expect(store.load(twice)).rejects.toThrow('"b"');
      expect(await ids(store)).toEqual(['n0', 'n1', 'n2', 'kept']);
      expect((await store.page('others', {}, 0, 9)).total).toBe(0);
    });

    test('starts over with other initial records; forks and snapshots from before keep theirs', async () => {
      const fork = store.fork();
      const snapshot = await store.snapshot();
      await store.insert('notes', note('gone'));
      await store.reseed(new Map([['notes', listed(note('x'), note('y'))]]));
      expect(await ids(store)).toEqual(['x', 'y']);
      await store.remove('notes', 'x');
      const later = store.fork();
      expect(await ids(later)).toEqual(['x', 'y']);
      await store.restore(snapshot);
      expect(await ids(store)).toEqual(['n0', 'n1', 'n2']);
      await store.reset();
      expect(await ids(store)).toEqual(['x', 'y']);
      expect(await ids(fork)).toEqual(['n0', 'n1', 'n2']);
      await Promise.all([fork.close(), later.close()]);
    });
  });
}
