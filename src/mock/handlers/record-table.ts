import type { JsonObject } from '../../json-schema/model/json-schema';
import type { ParameterValue } from '../../openapi/parameters/parameter-codec';
import type { Steps } from '../../store/interface/slices';
import type { StoredRecord } from '../../store/interface/store';

/** A value made ready to be compared. */
export interface Cell {
  readonly value: ParameterValue | undefined;
  readonly isMissing: boolean;
  /** The number it is, or the moment that it names; NaN for anything else. */
  readonly number: number;
}

/** A property that records are sorted by; -1 sorts downwards. */
export type SortStep = readonly [property: string, sign: 1 | -1];

/** The number of orders that are kept, and the most changes after which they are mended instead of made anew. */
const MOST_ORDERS = 12;
const MOST_CHANGES = 64;

/**
 * Records with their values by property and with their orders, each made when it is first asked for. Where few records have
 * changed, the table of the new ones takes them over, so that sorting after a write costs a walk along the records and no sorting.
 */
export class RecordTable {
  readonly #columns = new Map<string, Cell[]>();
  /** Positions of records by what they are sorted by. */
  readonly #orders = new Map<string, { readonly steps: readonly SortStep[]; readonly positions: Uint32Array }>();

  /** @param records - in the order in which they were made */
  constructor(readonly records: readonly StoredRecord[]) {}

  /** The values of a property, by the positions of the records. */
  *column(property: string): Steps<readonly Cell[]> {
    const known = this.#columns.get(property);
    if (known !== undefined) return known;
    const column: Cell[] = [];
    for (const record of this.records) if (column.push(cellIn(record, property)) % STEP === 0) yield;
    this.#columns.set(property, column);
    return column;
  }

  /** The positions of the records in an order; those without a value come last, equal ones as they were made. */
  *order(steps: readonly SortStep[]): Steps<Uint32Array> {
    const key = JSON.stringify(steps);
    const known = this.#orders.get(key);
    if (known !== undefined) return known.positions;
    for (const [property] of steps) yield* this.column(property);
    const positions = yield* sorted(this.records.length, this.#comparison(steps));
    if (this.#orders.size >= MOST_ORDERS) this.#orders.delete(this.#orders.keys().next().value!);
    this.#orders.set(key, { steps, positions });
    return positions;
  }

  /** The table of other records, which takes over what it can. */
  next(records: readonly StoredRecord[]): RecordTable {
    if (records === this.records) return this;
    const table = new RecordTable(records);
    const changes = changesBetween(this.records, records);
    if (changes === undefined) return table;
    const { moved, come } = changes;
    // What only follows the others, as most writes do, moves none of them.
    const isAfter = come.length === records.length - this.records.length && (come[0] ?? 0) >= this.records.length;
    for (const [property, before] of this.#columns) {
      const column = isAfter ? before : new Array<Cell>(records.length);
      if (!isAfter)
        for (let old = 0; old < moved.length; old++) if (moved[old] !== GONE) column[moved[old]!] = before[old]!;
      for (const position of come) column[position] = cellIn(records[position]!, property);
      table.#columns.set(property, column);
    }
    for (const [key, { steps, positions }] of this.#orders) {
      const kept = isAfter ? positions : positions.map((position) => moved[position]!).filter((now) => now !== GONE);
      table.#orders.set(key, { steps, positions: withPositions(kept, come, table.#comparison(steps)) });
    }
    return table;
  }

  #comparison(steps: readonly SortStep[]): (one: number, other: number) => number {
    const columns = steps.map(([property, sign]) => ({ cells: this.#columns.get(property)!, sign }));
    return (one, other) => {
      for (const { cells, sign } of columns) {
        const [a, b] = [cells[one]!, cells[other]!];
        const missing = Number(a.isMissing) - Number(b.isMissing);
        const step = missing === 0 ? (compareCells(a, b) ?? 0) * sign : missing;
        if (step !== 0) return step;
      }
      return one - other;
    };
  }
}

/** The records that are read, and the positions that are sorted or merged, in one step. */
const STEP = 16;
const RUN = 256;

/** Sorts the positions from 0 on: short runs, which are merged until there is a single one. */
function* sorted(count: number, compare: (one: number, other: number) => number): Steps<Uint32Array> {
  let from = new Uint32Array(count);
  for (let position = 0; position < count; position++) from[position] = position;
  for (let at = 0; at < count; at += RUN) {
    from.subarray(at, at + RUN).sort(compare);
    yield;
  }
  let into = new Uint32Array(count);
  for (let width = RUN; width < count; width *= 2) {
    for (let start = 0; start < count; start += 2 * width) {
      const middle = Math.min(start + width, count);
      const end = Math.min(middle + width, count);
      for (let place = start, left = start, right = middle; place < end; place++) {
        const isLeft = right === end || (left < middle && compare(from[left]!, from[right]!) < 0);
        into[place] = isLeft ? from[left++]! : from[right++]!;
        if (place % RUN === 0) yield;
      }
    }
    [from, into] = [into, from];
  }
  return from;
}

/** Stands for the position of a record that is not there any more. */
const GONE = 0xff_ff_ff_ff;

/** The difference between two lists of records. */
interface RecordChanges {
  /** The new position of each record of the older list. */
  readonly moved: Uint32Array;
  /** The positions of new and replaced records in the newer list. */
  readonly come: readonly number[];
}

/** Compares two lists of the same records with a few changed; undefined when there are too many changes. */
function changesBetween(before: readonly StoredRecord[], after: readonly StoredRecord[]): RecordChanges | undefined {
  const moved = new Uint32Array(before.length);
  const come: number[] = [];
  let [old, now, gone] = [0, 0, 0];
  while (old < before.length || now < after.length) {
    if (isSame(before[old], after[now])) {
      moved[old++] = now++;
      continue;
    }
    if (gone + come.length >= MOST_CHANGES) return undefined;
    const isGone = now >= after.length || (old < before.length && isSame(before[old + 1], after[now]));
    const isNew = !isGone && (old >= before.length || isSame(before[old], after[now + 1]));
    if (!isNew) moved[old++] = GONE;
    if (!isNew) gone++;
    if (!isGone) come.push(now++);
  }
  return { moved, come };
}

/** Stores that are elsewhere give the same records as other objects. */
function isSame(one: StoredRecord | undefined, other: StoredRecord | undefined): boolean {
  return one === other || (one !== undefined && one.id === other?.id && one.json === other.json);
}

/** Puts positions where they belong in an order. */
function withPositions(
  kept: Uint32Array,
  come: readonly number[],
  compare: (one: number, other: number) => number,
): Uint32Array {
  const places = come
    .toSorted(compare)
    .map((position) => ({ position, place: placeIn(kept, (each) => compare(each, position) < 0) }));
  const positions = new Uint32Array(kept.length + come.length);
  let from = 0;
  for (const [index, { position, place }] of places.entries()) {
    positions.set(kept.subarray(from, place), from + index);
    positions[place + index] = position;
    from = place;
  }
  positions.set(kept.subarray(from), from + places.length);
  return positions;
}

/** The number of positions, all at the beginning, that stand before something. */
function placeIn(positions: Uint32Array, isBefore: (position: number) => boolean): number {
  let [low, high] = [0, positions.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isBefore(positions[middle]!)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function cellIn({ json }: StoredRecord, property: string): Cell {
  return cellOf((JSON.parse(json) as JsonObject)[property]);
}

/** Makes a value ready to be compared. */
export function cellOf(value: ParameterValue | undefined): Cell {
  const isMissing = value === undefined || value === null;
  if (typeof value === 'string') return { value, isMissing, number: DATE.test(value) ? Date.parse(value) : Number.NaN };
  return { value, isMissing, number: isMissing || typeof value === 'object' ? Number.NaN : Number(value) };
}

const DATE = /^\d{4}-\d\d-\d\d(?:$|[Tt ])/;

/** Compares two values: moments as moments, however they are written. Undefined when they have no order. */
export function compareCells(one: Cell, other: Cell): number | undefined {
  const [a, b] = [one.value, other.value];
  const areTexts = typeof a === 'string' && typeof b === 'string';
  if (areTexts && (Number.isNaN(one.number) || Number.isNaN(other.number))) return a < b ? -1 : a > b ? 1 : 0;
  const [left, right] = areTexts ? [one.number, other.number] : [numberOf(one), numberOf(other)];
  return left < right ? -1 : left > right ? 1 : left === right ? 0 : undefined;
}

/** The number that a value is, or that a text spells beside a number. */
function numberOf({ value, number }: Cell): number {
  return typeof value === 'string' ? Number(value) : number;
}
