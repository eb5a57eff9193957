import type { InitialRecords, Store, StoredRecord } from '../interface/store';

/** A resource of the first notes. */
export function initialNotes(count: number): ReadonlyMap<string, InitialRecords> {
  return new Map([['notes', { count, recordAt: initialNote }]]);
}

/** The note at an index. */
export function initialNote(index: number): StoredRecord {
  return note(`n${index}`, { color: index % 2 === 0 ? 'even' : 'odd', half: String(Math.floor(index / 2)) });
}

/** Records as a store takes them to start with. */
export function listed(...records: readonly StoredRecord[]): InitialRecords {
  return { count: records.length, recordAt: (index) => records[index]! };
}

/** A record that says no more than its id and its keys. */
export function note(id: string, keys: Readonly<Record<string, string>> = {}): StoredRecord {
  return { id, json: JSON.stringify({ id }), keys };
}

/** The ids of the notes that match a filter. */
export async function ids(store: Store, filter: Readonly<Record<string, string>> = {}): Promise<string[]> {
  return (await store.page('notes', filter, 0, 1000)).items.map((item) => item.id);
}
