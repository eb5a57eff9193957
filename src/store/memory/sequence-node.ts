/** A node of a sequence tree. */
export type SequenceNode<V> = Leaf<V> | Branch<V> | Untouched<V>;

export interface Leaf<V> {
  readonly owner: object | undefined;
  readonly keys: number[];
  /** A value that is missing here is still what the origin makes of its key. */
  readonly values: (V | undefined)[];
  readonly origin: Origin<V> | undefined;
  readonly children?: undefined;
}

export interface Branch<V> {
  readonly owner: object;
  /** For each child a lower bound of its keys. */
  readonly keys: number[];
  readonly children: SequenceNode<V>[];
  size: number;
}

/** A stretch of an origin that has not been changed yet. It takes no room, however long it is. */
export interface Untouched<V> {
  readonly owner?: undefined;
  readonly keys?: undefined;
  readonly children?: undefined;
  readonly origin: Origin<V>;
  /** The first of its positions. */
  readonly from: number;
  /** The position behind its last one. */
  readonly to: number;
}

/** Values that a tree begins with and that need not be kept, since they can be made again at any time. */
export interface Origin<V> {
  /** The number of records. */
  readonly count: number;
  /** The sequence number at a position; grows with it. */
  keyAt(position: number): number;
  valueAt(key: number): V;
}

/** The most keys that a node holds. */
export const WIDTH = 64;

/** The number of values below a node. */
export function sizeOf(node: SequenceNode<unknown>): number {
  if (node.children !== undefined) return node.size;
  return node.keys === undefined ? node.to - node.from : node.keys.length;
}

/** The node as one that its owner may change: itself when it is the owner's, else a copy of it alone. */
export function owned<V>(node: SequenceNode<V>, owner: object): Leaf<V> | Branch<V> {
  if (node.owner === owner) return node;
  if (node.children !== undefined) {
    return { owner, keys: node.keys.slice(), children: node.children.slice(), size: node.size };
  }
  if (node.keys === undefined) return touched(node, owner);
  return { owner, keys: node.keys.slice(), values: node.values.slice(), origin: node.origin };
}

/** Turns an untouched stretch, at its first change, into a node of shorter stretches or of keys whose values are still to be made. */
function touched<V>({ origin, from, to }: Untouched<V>, owner: object): Leaf<V> | Branch<V> {
  const size = to - from;
  const keys: number[] = [];
  if (size <= WIDTH) {
    for (let position = from; position < to; position++) keys.push(origin.keyAt(position));
    return { owner, keys, values: new Array<undefined>(size).fill(undefined), origin };
  }
  let length = WIDTH;
  while (length * WIDTH < size) length *= WIDTH;
  const children: Untouched<V>[] = [];
  for (let start = from; start < to; start += length) {
    keys.push(origin.keyAt(start));
    children.push({ origin, from: start, to: Math.min(to, start + length) });
  }
  return { owner, keys, children, size };
}

/** The index of the first key that is not smaller. */
export function lowerBound(keys: readonly number[], key: number): number {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (keys[middle]! < key) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The child in which a key stands, or would stand. */
export function childIndex({ keys }: Branch<unknown>, key: number): number {
  const index = lowerBound(keys, key);
  return keys[index] === key || index === 0 ? Math.min(index, keys.length - 1) : index - 1;
}

/** True for a key in an untouched stretch. */
export function isWithin({ origin, from, to }: Untouched<unknown>, key: number): boolean {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (origin.keyAt(middle) < key) low = middle + 1;
    else high = middle;
  }
  return low < to && origin.keyAt(low) === key;
}
