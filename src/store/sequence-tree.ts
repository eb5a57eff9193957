/**
 * Values in the order of their sequence numbers: a B+ tree that knows how many values stand below each node, so that
 * the n-th value is found without walking the ones before it. As in the persistent map, a change copies the nodes on
 * its way unless they belong to its `owner`.
 */
export type SequenceTree<V> = Leaf<V> | Branch<V>;

interface Leaf<V> {
  readonly owner: object | undefined;
  readonly keys: number[];
  readonly values: V[];
  readonly children?: undefined;
}

interface Branch<V> {
  readonly owner: object;
  /** For each child a lower bound of its keys. */
  readonly keys: number[];
  readonly children: SequenceTree<V>[];
  size: number;
}

const WIDTH = 64;
const EMPTY: Leaf<never> = { owner: undefined, keys: [], values: [] };

/** The tree without values. */
export function emptyTree<V>(): SequenceTree<V> {
  return EMPTY;
}

/** How many values the tree holds. */
export function treeSize(tree: SequenceTree<unknown>): number {
  return tree.children === undefined ? tree.keys.length : tree.size;
}

/** The value with a sequence number, or undefined. */
export function treeGet<V>(tree: SequenceTree<V>, key: number): V | undefined {
  let node = tree;
  while (node.children !== undefined) node = node.children[childIndex(node, key)]!;
  const index = lowerBound(node.keys, key);
  return node.keys[index] === key ? node.values[index] : undefined;
}

/** The tree with `value` at a sequence number, new or replaced. */
export function treeSet<V>(tree: SequenceTree<V>, owner: object, key: number, value: V): SequenceTree<V> {
  const root = setBelow(tree, owner, key, value);
  if (root.keys.length <= WIDTH) return root;
  const [left, right] = split(root, owner, key);
  return {
    owner,
    keys: [left.keys[0]!, right.keys[0]!],
    children: [left, right],
    size: treeSize(left) + treeSize(right),
  };
}

/** The tree without a sequence number. */
export function treeDelete<V>(tree: SequenceTree<V>, owner: object, key: number): SequenceTree<V> {
  let node = deleteBelow(tree, owner, key);
  while (node.children?.length === 1) node = node.children[0]!;
  return node;
}

/** Appends the values from the `offset`-th on, at most `limit`, to `into`. */
export function treeSlice<V>(tree: SequenceTree<V>, offset: number, limit: number, into: V[]): void {
  if (tree.children === undefined) {
    const end = Math.min(tree.values.length, offset + limit);
    for (let index = offset; index < end; index++) into.push(tree.values[index]!);
    return;
  }
  let skip = offset;
  let left = limit;
  for (const child of tree.children) {
    const size = treeSize(child);
    if (skip < size) {
      treeSlice(child, skip, left, into);
      left -= Math.min(left, size - skip);
      if (left === 0) return;
    }
    skip = Math.max(0, skip - size);
  }
}

function setBelow<V>(tree: SequenceTree<V>, owner: object, key: number, value: V): SequenceTree<V> {
  const node = owned(tree, owner);
  if (node.children === undefined) {
    const index = lowerBound(node.keys, key);
    if (node.keys[index] === key) {
      node.values[index] = value;
    } else {
      node.keys.splice(index, 0, key);
      node.values.splice(index, 0, value);
    }
    return node;
  }
  const index = childIndex(node, key);
  const before = node.children[index]!;
  const sizeBefore = treeSize(before);
  const child = setBelow(before, owner, key, value);
  node.size += treeSize(child) - sizeBefore;
  node.children[index] = child;
  if (key < node.keys[index]!) node.keys[index] = key;
  if (child.keys.length > WIDTH) {
    const [left, right] = split(child, owner, key);
    node.children.splice(index, 1, left, right);
    node.keys.splice(index + 1, 0, right.keys[0]!);
  }
  return node;
}

function deleteBelow<V>(tree: SequenceTree<V>, owner: object, key: number): SequenceTree<V> {
  if (tree.children === undefined) {
    const index = lowerBound(tree.keys, key);
    if (tree.keys[index] !== key) return tree;
    const leaf = owned(tree, owner) as Leaf<V>;
    leaf.keys.splice(index, 1);
    leaf.values.splice(index, 1);
    return leaf;
  }
  const index = childIndex(tree, key);
  const before = tree.children[index]!;
  const sizeBefore = treeSize(before);
  const child = deleteBelow(before, owner, key);
  const removed = sizeBefore - treeSize(child);
  if (removed === 0) return tree;
  const branch = owned(tree, owner) as Branch<V>;
  branch.size -= removed;
  if (child.keys.length > 0) {
    branch.children[index] = child;
  } else {
    branch.children.splice(index, 1);
    branch.keys.splice(index, 1);
  }
  return branch.children.length === 0 ? emptyTree() : branch;
}

/** Cuts a node in two: in the middle, or before its last part when it grows at its end, which keeps it full. */
function split<V>(node: SequenceTree<V>, owner: object, key: number): [SequenceTree<V>, SequenceTree<V>] {
  const at = key >= node.keys[node.keys.length - 1]! ? node.keys.length - 1 : node.keys.length >> 1;
  const keys = node.keys.splice(at);
  if (node.children === undefined) return [node, { owner, keys, values: node.values.splice(at) }];
  const children = node.children.splice(at);
  const size = children.reduce((sum, child) => sum + treeSize(child), 0);
  node.size -= size;
  return [node, { owner, keys, children, size }];
}

function owned<V>(node: SequenceTree<V>, owner: object): SequenceTree<V> {
  if (node.owner === owner) return node;
  return node.children === undefined
    ? { owner, keys: node.keys.slice(), values: node.values.slice() }
    : { owner, keys: node.keys.slice(), children: node.children.slice(), size: node.size };
}

/** The child in which a key stands, or would stand. */
function childIndex(branch: Branch<unknown>, key: number): number {
  const index = lowerBound(branch.keys, key);
  return branch.keys[index] === key || index === 0 ? Math.min(index, branch.keys.length - 1) : index - 1;
}

/** The index of the first key that is not smaller. */
function lowerBound(keys: readonly number[], key: number): number {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (keys[middle]! < key) low = middle + 1;
    else high = middle;
  }
  return low;
}
