import type { StoredRecord } from '../interface/store';

/**
 * Writes a record without its id as one text that a Lua script can take apart without a parser: keys and values in turn, each
 * followed by NUL, then the JSON, which cannot hold a NUL.
 */
export function packRecord({ keys, json }: StoredRecord): string {
  let packed = '';
  for (const [key, value] of Object.entries(keys)) packed += `${escaped(key)}\0${escaped(value)}\0`;
  return packed + json;
}

/** Reads what {@link packRecord} wrote. */
export function unpackRecord(id: string, packed: string): StoredRecord {
  const parts = packed.split('\0');
  const json = parts.pop()!;
  const pairs: [string, string][] = [];
  for (let index = 0; index + 1 < parts.length; index += 2)
    pairs.push([unescaped(parts[index]!), unescaped(parts[index + 1]!)]);
  return { id, json, keys: Object.fromEntries(pairs) };
}

/** The name of the index of all records with a key's value. */
export function indexName(key: string, value: string): string {
  return `${escaped(key)}\0${escaped(value)}`;
}

function escaped(text: string): string {
  return text.replaceAll('\x01', '\x01o').replaceAll('\0', '\x01z');
}

function unescaped(text: string): string {
  return text.replaceAll('\x01z', '\0').replaceAll('\x01o', '\x01');
}
