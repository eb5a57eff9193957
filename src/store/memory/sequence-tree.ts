import {
  type Branch,
  childIndex,
  isWithin,
  type Leaf,
  lowerBound,
  type Origin,
  owned,
  type SequenceNode,
  sizeOf,
  WIDTH,
} from './sequence-node';

/**
 * Values in the order of their sequence numbers: a B+ tree that knows how many values stand below each node, so that
 * the n-th value is found without walking the ones before it. As in the persistent map, a change copies the nodes on
 * its way unless they belong to its `owner`. What a tree begins with is made when it is read, see {@link treeOf}.
 */
export type SequenceTree<V> = SequenceNode<V>;

const EMPTY: Leaf<never> = { owner: undefined, keys: [], values: [], origin: undefined };

/** The tree without values. */
function emptyTree<V>(): SequenceTree<V> {
  return EMPTY;
}

/** The tree of all values of an origin. Making it takes no time, and it takes no room until it is changed. */
export function treeOf<V>(origin: Origin<V>): SequenceTree<V> {
  return origin.count === 0 ? EMPTY : { origin, from: 0, to: origin.count };
}

/** The number of values in the tree. */
export function treeSize(tree: SequenceTree<unknown>): number {
  return sizeOf(tree);
}

/** The value with a sequence number, or undefined. */
export function treeGet<V>(tree: SequenceTree<V>, key: number): V | undefined {
  let node = tree;
  while (node.children !== undefined) node = node.children[childIndex(node, key)]!;
  if (node.keys === undefined) return isWithin(node, key) ? node.origin.valueAt(key) : undefined;
  const index = lowerBound(node.keys, key);
  return node.keys[index] === key ? valueIn(node, index) : undefined;
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
    size: sizeOf(left) + sizeOf(right),
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
    const end = Math.min(sizeOf(tree), offset + limit);
    for (let index = offset; index < end; index++) {
      into.push(tree.keys === undefined ? madeAt(tree.origin, tree.from + index) : valueIn(tree, index));
    }
    return;
  }
  let skip = offset;
  let left = limit;
  for (const child of tree.children) {
    const size = sizeOf(child);
    if (skip < size) {
      treeSlice(child, skip, left, into);
      left -= Math.min(left, size - skip);
      if (left === 0) return;
    }
    skip = Math.max(0, skip - size);
  }
}

function valueIn<V>({ keys, values, origin }: Leaf<V>, index: number): V {
  return values[index] ?? origin!.valueAt(keys[index]!);
}

function madeAt<V>(origin: Origin<V>, position: number): V {
  return origin.valueAt(origin.keyAt(position));
}

function setBelow<V>(tree: SequenceTree<V>, owner: object, key: number, value: V): Leaf<V> | Branch<V> {
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
  const sizeBefore = sizeOf(before);
  const child = setBelow(before, owner, key, value);
  node.size += sizeOf(child) - sizeBefore;
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
  if (tree.children === undefined && tree.keys !== undefined) {
    const index = lowerBound(tree.keys, key);
    if (tree.keys[index] !== key) return tree;
    const leaf = owned(tree, owner) as Leaf<V>;
    leaf.keys.splice(index, 1);
    leaf.values.splice(index, 1);
    return leaf;
  }
  if (tree.children === undefined) return isWithin(tree, key) ? deleteBelow(owned(tree, owner), owner, key) : tree;
  const index = childIndex(tree, key);
  const before = tree.children[index]!;
  const sizeBefore = sizeOf(before);
  const child = deleteBelow(before, owner, key);
  const rest = sizeOf(child);
  if (rest === sizeBefore) return tree;
  const branch = owned(tree, owner) as Branch<V>;
  branch.size -= sizeBefore - rest;
  if (rest > 0) {
    branch.children[index] = child;
  } else {
    branch.children.splice(index, 1);
    branch.keys.splice(index, 1);
  }
  return branch.children.length === 0 ? emptyTree() : branch;
}

/** Cuts a node in two: in the middle, or before its last part when it grows at its end, which keeps it full. */
function split<V>(node: Leaf<V> | Branch<V>, owner: object, key: number): [Leaf<V> | Branch<V>, Leaf<V> | Branch<V>] {
  const at = key >= node.keys[node.keys.length - 1]! ? node.keys.length - 1 : node.keys.length >> 1;
  const keys = node.keys.splice(at);
  if (node.children === undefined) {
    return [node, { owner, keys, values: node.values.splice(at), origin: node.origin }];
  }
  const children = node.children.splice(at);
  const size = children.reduce((sum, child) => sum + sizeOf(child), 0);
  node.size -= size;
  return [node, { owner, keys, children, size }];
}
