import type { JsonObject, JsonValue } from '../../json-schema/model/json-schema';

/** Ids of records that are on the target already, for whatever refers to them. */
export interface ExistingIds {
  /** By the name of the property or parameter that refers to them. */
  readonly ids: Readonly<Record<string, readonly JsonValue[]>>;
  /** Ids that belong together, such as those of a place and of its owner. */
  readonly records: readonly JsonObject[];
}

/** The value that a name has among existing ids; undefined when there is none. */
export function firstIdFor({ ids, records }: ExistingIds, name: string): JsonValue | undefined {
  return ids[name]?.[0] ?? records.find((record) => record[name] !== undefined)?.[name];
}

/** Sets of ids to use together: each record completed by the lists, else the lists side by side. */
export function idSetsOf({ ids, records }: ExistingIds): readonly JsonObject[] {
  const lists = Object.entries(ids);
  const nth = (index: number): JsonObject =>
    Object.fromEntries(lists.map(([name, list]) => [name, list[index % list.length] ?? null]));
  if (records.length > 0) return records.map((record, index) => ({ ...nth(index), ...record }));
  return Array.from({ length: Math.max(0, ...lists.map(([, list]) => list.length)) }, (_, index) => nth(index));
}
