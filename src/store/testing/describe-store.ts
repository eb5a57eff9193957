import fc from 'fast-check';
import type { InitialRecords, Store, StoredRecord } from '../interface/store';
import { describeStates } from './describe-states';
import { type StoreModel, storeCommands } from './store-model';
import { ids, initialNote, initialNotes, note } from './store-notes';

/** A question for a page, and the answer for the records below. */
interface PageCase {
  readonly filter: Readonly<Record<string, string>>;
  readonly offset: number;
  readonly limit: number;
  readonly items: readonly string[];
  readonly total: number;
}

/** Makes the store under test with the given initial records. */
export type CreateStore = (initial: ReadonlyMap<string, InitialRecords>) => Store | Promise<Store>;

/**
 * Registers with Jest what every {@link Store} must do, so that each implementation is held to the same behaviour.
 *
 * @param name - the implementation, for the titles
 * @param create - makes a fresh store; the suite closes it
 * @param options.runs - how many random command sequences are tried (default 100)
 * @example describeStore('memory', (initial) => new MemoryStore(initial));
 */
export function describeStore(name: string, create: CreateStore, options: { readonly runs?: number } = {}): void {
  describe(`${name} store`, () => {
    let store: Store;

    beforeEach(async () => {
      store = await create(initialNotes(3));
    });

    afterEach(() => store.close());

    test('starts with the initial records in their order', async () => {
      expect(await ids(store)).toEqual(['n0', 'n1', 'n2']);
      expect(await store.get('notes', 'n1')).toEqual(note('n1', { color: 'odd', half: '0' }));
    });

    test('knows nothing about resources that were never written', async () => {
      expect(await store.get('others', 'n1')).toBeUndefined();
      expect(await store.page('others', {}, 0, 10)).toEqual({ items: [], total: 0 });
      expect(await store.remove('others', 'n1')).toBe(false);
      expect(await store.update('others', 'n1', (current) => current)).toBeUndefined();
    });

    test('appends an inserted record', async () => {
      expect(await store.insert('notes', note('new'))).toBe(true);
      expect(await ids(store)).toEqual(['n0', 'n1', 'n2', 'new']);
    });

    test('refuses a taken id and keeps the record that has it', async () => {
      expect(await store.insert('notes', note('n1', { color: 'other' }))).toBe(false);
      expect(await store.get('notes', 'n1')).toEqual(note('n1', { color: 'odd', half: '0' }));
      expect(await ids(store, { color: 'other' })).toEqual([]);
    });

    test('keeps resources apart', async () => {
      expect(await store.insert('others', note('n1'))).toBe(true);
      expect(await store.remove('others', 'n1')).toBe(true);
      expect(await store.get('notes', 'n1')).toBeDefined();
    });

    test.each(['', '__proto__', 'constructor', 'a/b', 'é😀', ' '])(
      'takes the id %j and the key value %j',
      async (id) => {
        const record = note(id, { color: id });
        expect(await store.get('notes', id)).toBeUndefined();
        expect(await ids(store, { color: id })).toEqual([]);
        expect(await store.insert('notes', record)).toBe(true);
        expect(await store.get('notes', id)).toEqual(record);
        expect(await ids(store, { color: id })).toEqual([id]);
      },
    );

    test('replaces in place and moves the record between filters', async () => {
      const changed = note('n1', { color: 'even' });
      expect(await store.update('notes', 'n1', () => changed)).toEqual(changed);
      expect(await ids(store)).toEqual(['n0', 'n1', 'n2']);
      expect(await ids(store, { color: 'odd' })).toEqual([]);
      expect(await ids(store, { color: 'even' })).toEqual(['n0', 'n1', 'n2']);
      expect(await ids(store, { half: '0' })).toEqual(['n0']);
    });

    test('gives the current record to a change', async () => {
      await store.update('notes', 'n1', (current) => ({ ...current, json: `[${current.json}]` }));
      expect((await store.get('notes', 'n1'))?.json).toBe(`[${note('n1').json}]`);
    });

    test('changes nothing when a change throws or gives another id', async () => {
      const before = await store.page('notes', {}, 0, 10);
      const fail = () => {
        throw new RangeError('no');
      };
      await expect(store.update('notes', 'n1', fail)).rejects.toThrow(RangeError);
      await expect(store.update('notes', 'n1', () => note('other'))).rejects.toThrow(TypeError);
      expect(await store.page('notes', {}, 0, 10)).toEqual(before);
    });

    test('removes once, from reads and from pages', async () => {
      expect(await store.remove('notes', 'n1')).toBe(true);
      expect(await store.remove('notes', 'n1')).toBe(false);
      expect(await store.get('notes', 'n1')).toBeUndefined();
      expect(await ids(store)).toEqual(['n0', 'n2']);
      expect(await ids(store, { color: 'odd' })).toEqual([]);
    });

    test('puts a removed id that comes back at the end', async () => {
      await store.remove('notes', 'n0');
      await store.insert('notes', note('n0'));
      expect(await ids(store)).toEqual(['n1', 'n2', 'n0']);
    });

    test.each<PageCase>([
      { filter: {}, offset: 0, limit: 2, items: ['n0', 'n1'], total: 5 },
      { filter: {}, offset: 4, limit: 2, items: ['n4'], total: 5 },
      { filter: {}, offset: 5, limit: 2, items: [], total: 5 },
      { filter: {}, offset: Number.MAX_SAFE_INTEGER, limit: 1000, items: [], total: 5 },
      { filter: {}, offset: 1, limit: 0, items: [], total: 5 },
      { filter: { color: 'even' }, offset: 1, limit: 1, items: ['n2'], total: 3 },
      { filter: { color: 'even', half: '1' }, offset: 0, limit: 9, items: ['n2'], total: 1 },
      { filter: { color: 'even', half: '9' }, offset: 0, limit: 9, items: [], total: 0 },
      { filter: { color: 'none' }, offset: 0, limit: 9, items: [], total: 0 },
      { filter: { unknown: 'even' }, offset: 0, limit: 9, items: [], total: 0 },
    ])('pages $filter from $offset, at most $limit', async ({ filter, offset, limit, items, total }) => {
      await store.insert('notes', note('n3', { color: 'odd', half: '1' }));
      await store.insert('notes', note('n4', { color: 'even', half: '2' }));
      const page = await store.page('notes', filter, offset, limit);
      expect({ items: page.items.map((item) => item.id), total: page.total }).toEqual({ items, total });
    });

    describeStates(() => store, create);

    test('lets only one of two simultaneous inserts have an id', async () => {
      const answers = await Promise.all([store.insert('notes', note('same')), store.insert('notes', note('same'))]);
      expect(answers.sort()).toEqual([false, true]);
    });

    test('loses none of many simultaneous changes to one record', async () => {
      await store.insert('notes', { id: 'sum', json: '0', keys: {} });
      const increment = (current: StoredRecord) => ({ ...current, json: String(Number(current.json) + 1) });
      await Promise.all(Array.from({ length: 20 }, () => store.update('notes', 'sum', increment)));
      expect((await store.get('notes', 'sum'))?.json).toBe('20');
    });

    test('behaves like a plain array under any sequence of commands', async () => {
      await fc.assert(
        fc.asyncProperty(fc.integer({ min: 0, max: 200 }), storeCommands(), async (count, commands) => {
          const real = await create(initialNotes(count));
          const initial = Array.from({ length: count }, (_, index) => initialNote(index));
          const model: StoreModel = { initial, records: initial, snapshots: [] };
          try {
            await fc.asyncModelRun(() => ({ model, real: { store: real, snapshots: [] } }), commands);
          } finally {
            await real.close();
          }
        }),
        { numRuns: options.runs ?? 100 },
      );
    });
  });
}
