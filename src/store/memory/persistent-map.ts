/**
 * A map from strings that can be kept as it is at no cost: a hash array mapped trie (Bagwell, 2001). A change copies
 * the few nodes on its way, except those that already belong to the `owner` who makes it; those change in place.
 * To keep a state, take a new owner from then on.
 */
export interface MapNode<V> {
  readonly owner: object | undefined;
  /** A bit for each of the 32 slots that is taken; `slots` holds the taken ones only, in order. */
  bitmap: number;
  readonly slots: (MapNode<V> | Entry<V>)[];
}

/** Entries whose keys have the same 32-bit hash hang on each other. */
interface Entry<V> {
  readonly key: string;
  readonly value: V;
  readonly next: Entry<V> | undefined;
}

const BITS = 5;
const EMPTY: MapNode<never> = { owner: undefined, bitmap: 0, slots: [] };

/** The map without entries. */
export function emptyMap<V>(): MapNode<V> {
  return EMPTY;
}

/** The value at a key, or undefined. */
export function mapGet<V>(root: MapNode<V>, key: string): V | undefined {
  if (root.bitmap === 0) return undefined;
  let node = root;
  for (let hash = hashText(key); ; hash >>>= BITS) {
    const bit = 1 << (hash & 31);
    if ((node.bitmap & bit) === 0) return undefined;
    const slot = node.slots[countBits(node.bitmap & (bit - 1))]!;
    if (isNode(slot)) node = slot;
    else return entryOf(slot, key)?.value;
  }
}

/** The map with `value` at `key`. */
export function mapSet<V>(root: MapNode<V>, owner: object, key: string, value: V): MapNode<V> {
  return setBelow(root, owner, key, value, hashText(key), 0);
}

/** The map without `key`. */
export function mapDelete<V>(root: MapNode<V>, owner: object, key: string): MapNode<V> {
  return deleteBelow(root, owner, key, hashText(key));
}

/** Calls `visit` for each key and its value, in no order to rely on. */
export function mapForEach<V>(root: MapNode<V>, visit: (key: string, value: V) => void): void {
  for (const slot of root.slots) {
    if (isNode(slot)) mapForEach(slot, visit);
    else
      for (let entry: Entry<V> | undefined = slot; entry !== undefined; entry = entry.next)
        visit(entry.key, entry.value);
  }
}

function setBelow<V>(node: MapNode<V>, owner: object, key: string, value: V, hash: number, depth: number): MapNode<V> {
  const bit = 1 << (hash & 31);
  const index = countBits(node.bitmap & (bit - 1));
  const own = owned(node, owner);
  if ((node.bitmap & bit) === 0) {
    own.bitmap |= bit;
    own.slots.splice(index, 0, { key, value, next: undefined });
    return own;
  }
  const slot = own.slots[index]!;
  if (isNode(slot)) {
    own.slots[index] = setBelow(slot, owner, key, value, hash >>> BITS, depth + 1);
  } else if (slot.key === key || (depth + 1) * BITS >= 32 || hashText(slot.key) === hashText(key)) {
    own.slots[index] = { key, value, next: withoutEntry(slot, key) };
  } else {
    own.slots[index] = setBelow(pushedDown(slot, owner, depth + 1), owner, key, value, hash >>> BITS, depth + 1);
  }
  return own;
}

function deleteBelow<V>(node: MapNode<V>, owner: object, key: string, hash: number): MapNode<V> {
  const bit = 1 << (hash & 31);
  if ((node.bitmap & bit) === 0) return node;
  const index = countBits(node.bitmap & (bit - 1));
  const slot = node.slots[index]!;
  const rest = isNode(slot) ? deleteBelow(slot, owner, key, hash >>> BITS) : withoutEntry(slot, key);
  if (rest === slot && isNode(slot)) return node;
  const own = owned(node, owner);
  if (rest === undefined || (isNode(rest) && rest.bitmap === 0)) {
    own.bitmap &= ~bit;
    own.slots.splice(index, 1);
  } else {
    own.slots[index] = rest;
  }
  return own;
}

/** A node that holds an entry one level deeper, to make room for another key beside it. */
function pushedDown<V>(entry: Entry<V>, owner: object, depth: number): MapNode<V> {
  return { owner, bitmap: 1 << ((hashText(entry.key) >>> (depth * BITS)) & 31), slots: [entry] };
}

function owned<V>(node: MapNode<V>, owner: object): MapNode<V> {
  return node.owner === owner ? node : { owner, bitmap: node.bitmap, slots: node.slots.slice() };
}

function entryOf<V>(first: Entry<V>, key: string): Entry<V> | undefined {
  let entry: Entry<V> | undefined = first;
  while (entry !== undefined && entry.key !== key) entry = entry.next;
  return entry;
}

function withoutEntry<V>(first: Entry<V> | undefined, key: string): Entry<V> | undefined {
  if (first === undefined || entryOf(first, key) === undefined) return first;
  if (first.key === key) return first.next;
  return { key: first.key, value: first.value, next: withoutEntry(first.next, key) };
}

function isNode<V>(slot: MapNode<V> | Entry<V>): slot is MapNode<V> {
  return (slot as MapNode<V>).slots !== undefined;
}

function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return (hash ^ (hash >>> 15)) >>> 0;
}

function countBits(bits: number): number {
  let count = bits - ((bits >>> 1) & 0x55555555);
  count = (count & 0x33333333) + ((count >>> 2) & 0x33333333);
  return Math.imul((count + (count >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
