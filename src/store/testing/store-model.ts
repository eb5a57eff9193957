import fc from 'fast-check';
import type { Snapshot, Store, StoredRecord } from '../interface/store';

/** The model that a store must behave like: a plain array, copied on every write. */
export interface StoreModel {
  readonly initial: readonly StoredRecord[];
  records: readonly StoredRecord[];
  readonly snapshots: (readonly StoredRecord[])[];
}

/** The store under test and the snapshots taken from it so far. */
export interface StoreUnderTest {
  readonly store: Store;
  readonly snapshots: Snapshot[];
}

type Command = fc.AsyncCommand<StoreModel, StoreUnderTest>;

/** Random sequences of store commands, each compared with the model's answer. */
export function storeCommands(): fc.Arbitrary<Iterable<Command>> {
  const record = fc
    .record({
      id: anId,
      color: fc.constantFrom(undefined, 'even', 'odd', 'blue'),
      half: fc.constantFrom('0', '1', '2'),
    })
    .map(({ id, color, half }): StoredRecord => ({ id, json: `"${color}"`, keys: color ? { color, half } : { half } }));
  return fc.commands(
    [
      record.map(insert),
      record.map(replace),
      anId.map(remove),
      anId.map(get),
      fc.tuple(aFilter, fc.nat(260), fc.nat(80)).map(([filter, offset, limit]) => page(filter, offset, limit)),
      fc.constant(reset),
      fc.constant(takeSnapshot),
      fc.nat(5).map(restore),
    ],
    { maxCommands: 300, size: '+1' },
  );
}

const anId = fc.nat(240).map((index) => `n${index}`);
const aFilter = fc.record(
  { color: fc.constantFrom('even', 'odd', 'blue'), half: fc.constantFrom('0', '1', '2', '3') },
  { requiredKeys: [] },
);

function command(title: string, run: (model: StoreModel, real: StoreUnderTest) => Promise<void>): Command {
  return { check: () => true, run, toString: () => title };
}

function insert(record: StoredRecord): Command {
  return command(`insert ${record.id} ${JSON.stringify(record.keys)}`, async (model, { store }) => {
    const free = !model.records.some((other) => other.id === record.id);
    expect(await store.insert('notes', record)).toBe(free);
    if (free) model.records = [...model.records, record];
  });
}

function replace(record: StoredRecord): Command {
  return command(`replace ${record.id} ${JSON.stringify(record.keys)}`, async (model, { store }) => {
    const known = model.records.some((other) => other.id === record.id);
    expect(await store.update('notes', record.id, () => record)).toEqual(known ? record : undefined);
    model.records = model.records.map((other) => (other.id === record.id ? record : other));
  });
}

function remove(id: string): Command {
  return command(`remove ${id}`, async (model, { store }) => {
    const rest = model.records.filter((record) => record.id !== id);
    expect(await store.remove('notes', id)).toBe(rest.length < model.records.length);
    model.records = rest;
  });
}

function get(id: string): Command {
  return command(`get ${id}`, async (model, { store }) => {
    expect(await store.get('notes', id)).toEqual(model.records.find((record) => record.id === id));
  });
}

function page(filter: { color?: string; half?: string }, offset: number, limit: number): Command {
  return command(`page ${JSON.stringify(filter)} ${offset} ${limit}`, async (model, { store }) => {
    const wanted = Object.entries(filter);
    const matching = model.records.filter((record) => wanted.every(([key, value]) => record.keys[key] === value));
    const expected = { items: matching.slice(offset, offset + limit), total: matching.length };
    expect(await store.page('notes', Object.fromEntries(wanted) as Record<string, string>, offset, limit)).toEqual(
      expected,
    );
  });
}

const reset = command('reset', async (model, { store }) => {
  await store.reset();
  model.records = model.initial;
});

const takeSnapshot = command('snapshot', async (model, { store, snapshots }) => {
  snapshots.push(await store.snapshot());
  model.snapshots.push(model.records);
});

function restore(choice: number): Command {
  return {
    check: (model) => model.snapshots.length > 0,
    run: async (model, { store, snapshots }) => {
      const index = choice % snapshots.length;
      await store.restore(snapshots[index]!);
      model.records = model.snapshots[index]!;
    },
    toString: () => `restore ${choice}`,
  };
}
