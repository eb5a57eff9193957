import { type ExactIntegers, IndistinctIntegers } from '../../json-schema/model/exact-integers';
import type { JsonObject, JsonValue } from '../../json-schema/model/json-schema';
import { isJsonObject } from '../../json-schema/model/json-value';
import { formatPropertyPath } from '../../json-schema/model/pointer';
import type { Resource } from '../../openapi/model/model';
import { Slices } from '../../store/interface/slices';
import type { InitialRecords, StoredRecord } from '../../store/interface/store';
import type { RequestViolation } from '../messages/message';
import type { DataModel } from '../records/data-model';
import { parentKey } from '../records/record-codec';
import { readSingletons, readUploads, type Tell } from './kept-state';
import type { Session } from './session';
import { loadData } from './session-data';
import { piecesOfText, piecesOfValue, type StatePieces } from './state-pieces';

/** All data of a session as JSON: what the admin API exports and imports, and what is kept in a file. */
export interface StateDocument {
  /** The records of each resource, in the order of their creation. */
  readonly resources: Readonly<Record<string, readonly JsonObject[]>>;
  /** Objects at paths of their own, such as `/me`, that were written, by these paths; null for one that was deleted. */
  readonly singletons?: Readonly<Record<string, JsonValue>>;
  /** Files that were uploaded, by their paths: their media type and their bytes as Base64. */
  readonly uploads?: Readonly<Record<string, JsonValue>>;
  /** By resource, id and path parameter: what records hang on, where they do not say it themselves. */
  readonly parents?: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, string>>>>>>;
  /** The highest number that was given to a record, by resource. */
  readonly last_numbers?: Readonly<Record<string, number>>;
}

/** The data of a session, read and checked. */
export interface ReadState {
  /** The records that keep all that the document asks, by resource. */
  readonly records: ReadonlyMap<string, InitialRecords>;
  readonly lastNumbers: ReadonlyMap<string, number>;
  /** The faults of the others, at most {@link MOST} of them. */
  readonly violations: readonly RequestViolation[];
  /** The number of records that are left out because of faults. */
  readonly left: number;
}

/** The most violations that are listed: one mistake is often made in every record. */
const MOST = 100;

/** By resource and id: the path parameters that say what a record hangs on. */
type HeldParents = Map<string, Map<string, JsonObject>>;

/**
 * Reads the data of a session and checks each record against the document, in slices.
 *
 * @param pieces - a state, whole or in pieces: what {@link ../sessions/write-state.writeState} writes
 * @param untilRefused - true to end when as many violations have been found as are told; the rest is not looked at then
 * @returns undefined when it has not the shape of a state
 * @throws SyntaxError when it is no JSON
 */
export async function readState(
  model: DataModel,
  pieces: StatePieces,
  untilRefused = false,
): Promise<ReadState | undefined> {
  const slices = new Slices();
  const aside = await readAside(pieces, slices);
  if (aside === undefined) return undefined;
  const judges = new Map<string, Judge>();
  const violations: RequestViolation[] = [];
  const tellAt: Tell = (path, keyword, reason) => {
    if (violations.length < MOST) violations.push({ in: 'body', path, keyword, reason });
  };
  const tell: Tell = (path, keyword, reason) => tellAt(['resources', ...path], keyword, reason);
  for (const piece of pieces((name) => name === 'resources')) {
    if (slices.isOver) await slices.next();
    const [, name, index] = piece?.path ?? [];
    if (piece === undefined || name === undefined) continue;
    if (index === undefined) {
      if (!Array.isArray(piece.value)) return undefined;
      judges.set(name, createJudge(model, name, aside.parents.get(name), tell));
    } else judges.get(name)!.judge(piece.value, Number(index), piece.exact);
    if (untilRefused && violations.length === MOST) break;
  }
  const records = new Map<string, InitialRecords>();
  let left = 0;
  for (const [name, judge] of judges) {
    left += judge.left;
    const kept = judge.records();
    if (kept !== undefined) records.set(name, kept);
  }
  left += readSingletons(model.spec, aside.singletons, records, tellAt) + readUploads(aside.uploads, records, tellAt);
  return { records, lastNumbers: aside.lastNumbers, violations, left };
}

/** The parts of a state beside the records. */
interface Aside {
  readonly parents: HeldParents;
  readonly singletons: JsonObject;
  readonly uploads: JsonObject;
  readonly lastNumbers: Map<string, number>;
}

/** Reads what stands beside the records, which they depend on. */
async function readAside(pieces: StatePieces, slices: Slices): Promise<Aside | undefined> {
  const parents: HeldParents = new Map();
  let lastNumbers: JsonValue = {};
  let singletons: JsonValue = {};
  let uploads: JsonValue = {};
  let hasResources = false;
  for (const piece of pieces((name) => name !== 'resources')) {
    if (slices.isOver) await slices.next();
    if (piece === undefined) continue;
    const { path, value } = piece;
    const [member, name, id] = path;
    if (member === 'last_numbers') lastNumbers = value;
    else if (member === 'singletons') singletons = value;
    else if (member === 'uploads') uploads = value;
    else if (member === undefined || member === 'parents') {
      if (!isJsonObject(value)) return undefined;
      if (name !== undefined && id === undefined) parents.set(name, new Map());
      else if (id !== undefined) parents.get(name!)!.set(id, value);
    }
  }
  for (const piece of pieces((name) => name === 'resources')) {
    if (piece?.path[0] === undefined) continue;
    hasResources = isJsonObject(piece.value);
    break;
  }
  const isSound = isJsonObject(lastNumbers) && Object.values(lastNumbers).every((each) => typeof each === 'number');
  if (!hasResources || !isSound || !isJsonObject(singletons) || !isJsonObject(uploads)) return undefined;
  return { parents, singletons, uploads, lastNumbers: new Map(Object.entries(lastNumbers as Record<string, number>)) };
}

/** Judges the records of one resource and keeps the good ones. */
interface Judge {
  /** The number of records that are left out. */
  readonly left: number;
  judge(item: JsonValue, index: number, exact: ExactIntegers): void;
  /** Undefined when the document has no such resource. */
  records(): InitialRecords | undefined;
}

function createJudge(
  { spec, recorded, codecs }: DataModel,
  name: string,
  parents: ReadonlyMap<string, JsonObject> | undefined,
  tell: Tell,
): Judge {
  const resource = recorded.find((candidate) => candidate.name === name);
  const kept: StoredRecord[] = [];
  const indexes = new Map<string, number>();
  let left = 0;
  if (resource === undefined) {
    const known = recorded.map((each) => each.name).join(', ');
    tell([name], 'resource', `must be a resource of the document: ${known === '' ? 'it has none' : known}`);
    return {
      get left() {
        return left;
      },
      judge: () => void left++,
      records: () => undefined,
    };
  }
  const validate = spec.schemas.validator(resource.schema, 'response');
  const codec = codecs.get(name)!;
  /** Gives the record of an item, or tells what is wrong with it. */
  const recordOf = (item: JsonValue, index: number, exact: ExactIntegers): StoredRecord | undefined => {
    const faults = validate(item);
    for (const { path, keyword, detail } of faults) tell([name, index, ...path], keyword, detail);
    if (faults.length > 0) return undefined;
    if (!isJsonObject(item)) {
      tell([name, index], 'type', 'must be an object');
      return undefined;
    }
    if ((item[resource.idProperty] ?? null) === null) {
      tell([name, index, resource.idProperty], 'required', 'must be there');
      return undefined;
    }
    const held = heldKeys(resource, item, parents);
    if (held === undefined) {
      tell([name, index], 'parents', `must have what it hangs on, in parents.${name}`);
      return undefined;
    }
    const record = codec.encode(item, held, exact);
    if (!indexes.has(record.id)) return record;
    tell([name, index, resource.idProperty], 'unique', 'must be unique');
    return undefined;
  };
  return {
    get left() {
      return left;
    },
    judge(item, index, exact) {
      const record = recordOf(item, index, exact);
      if (record === undefined) left++;
      else indexes.set(record.id, kept.push(record) - 1);
    },
    records: () => ({
      count: kept.length,
      recordAt: (index) => kept[index]!,
      // Whoever finds them by this need not go through all of them first.
      finder: {
        indexOf: (id) => indexes.get(id),
        keyAt: (key, index) => (Object.hasOwn(kept[index]!.keys, key) ? kept[index]!.keys[key] : undefined),
      },
    }),
  };
}

/** Reads the keys that a record's path would give; undefined when the state lacks them. */
function heldKeys(
  resource: Resource,
  item: JsonObject,
  parents: ReadonlyMap<string, JsonObject> | undefined,
): Record<string, string> | undefined {
  const keys: Record<string, string> = {};
  for (const link of resource.parents) {
    if (link.property !== undefined) continue;
    const id = String(item[resource.idProperty]);
    const value = (parents?.get(id) ?? parents?.get(id.toLowerCase()))?.[link.parameter];
    if (value === undefined && link.view === undefined) return undefined;
    if (value !== undefined) keys[parentKey(link)] = String(value);
  }
  return keys;
}

/** The outcome of an import. */
export interface ImportReport {
  /** The number of records that did not fit. */
  readonly left: number;
  /** The reasons, a line for each; at most a hundred. */
  readonly reasons: readonly string[];
}

/**
 * Replaces the data of a session by an exported state, as far as it fits the document.
 *
 * @param state - the state, or its JSON text in UTF-8
 * @returns undefined when this is no exported state at all
 */
export async function importState(
  session: Session,
  model: DataModel,
  state: JsonValue | Uint8Array,
): Promise<ImportReport | undefined> {
  const read = await readKindly(model, state instanceof Uint8Array ? piecesOfText(state) : piecesOfValue(state));
  if (read === undefined) return undefined;
  const { records, lastNumbers, left, violations } = read;
  await loadData(session, records, lastNumbers);
  return { left, reasons: violations.map(({ path, reason }) => `${formatPropertyPath(path)} ${reason}`) };
}

async function readKindly(model: DataModel, pieces: StatePieces): Promise<ReadState | undefined> {
  try {
    return await readState(model, pieces);
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof IndistinctIntegers) return undefined;
    throw error;
  }
}
