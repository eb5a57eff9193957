import type { JsonObject, JsonValue } from '../../json-schema/model/json-schema';
import { isJsonObject, isSameJson } from '../../json-schema/model/json-value';

/** A fault of one operation, for a person. */
export class PatchFault extends Error {
  override readonly name = 'PatchFault';
  constructor(
    readonly index: number,
    readonly member: 'op' | 'path' | 'value',
    detail: string,
  ) {
    super(detail);
  }
}

/**
 * Carries a SCIM patch out on a copy of an item. Names of attributes and operations have no case (RFC 7643, section 2.1).
 *
 * @throws {@link PatchFault} when an operation cannot be carried out; then nothing of it counts
 * @example applyPatchOp({ emails: [] }, { Operations: [{ op: 'add', path: 'emails', value: [{ value: 'a@b.c' }] }] })
 */
export function applyPatchOp(item: JsonObject, patch: JsonValue | undefined): JsonObject {
  const operations = isJsonObject(patch) && Array.isArray(patch.Operations) ? patch.Operations : [];
  const result = structuredClone(item);
  for (const [index, operation] of operations.entries()) {
    if (isJsonObject(operation)) applyOne(result, operation, index);
  }
  return result;
}

function applyOne(item: JsonObject, { op, path, value }: JsonObject, index: number): void {
  const verb = String(op).toLowerCase();
  if (verb !== 'add' && verb !== 'replace' && verb !== 'remove') {
    throw new PatchFault(index, 'op', 'must be add, replace or remove');
  }
  if (verb !== 'remove' && value === undefined) throw new PatchFault(index, 'value', `must be there to ${verb}`);
  if (typeof path !== 'string' || path === '') {
    if (verb === 'remove') throw new PatchFault(index, 'path', 'must say what to remove');
    if (!isJsonObject(value)) throw new PatchFault(index, 'value', 'must be an object where there is no path');
    for (const [name, own] of Object.entries(value)) write(item, name, own, verb);
    return;
  }
  const steps = PATH.exec(path)?.groups;
  if (steps === undefined)
    throw new PatchFault(index, 'path', 'must be a path of SCIM, such as emails[type eq "work"].value');
  const { names = '', filter, sub } = steps;
  const [first = '', ...rest] = names.split('.');
  const holder = rest.length === 0 ? item : innerObject(item, first);
  const name = rest.length === 0 ? first : rest.join('.');
  if (filter === undefined) {
    if (verb === 'remove') removeAt(holder, name, value);
    else write(holder, name, value!, verb);
    return;
  }
  const matches = filterOf(filter);
  if (matches === undefined)
    throw new PatchFault(index, 'path', `must have a filter that is known here, not ${filter}`);
  const key = keyOf(holder, name);
  const values = Array.isArray(holder[key]) ? (holder[key] as JsonValue[]) : [];
  const found = values.filter((each): each is JsonObject => isJsonObject(each) && matches.test(each));
  if (found.length === 0 && verb !== 'add')
    throw new PatchFault(index, 'path', 'must select something that the item has');
  if (verb === 'remove' && sub === undefined) {
    holder[key] = values.filter((each) => !found.includes(each as JsonObject));
    return;
  }
  if (found.length === 0) {
    const made = { ...matches.told };
    holder[key] = [...values, made];
    found.push(made);
  }
  for (const each of found) {
    if (sub === undefined) Object.assign(each, value);
    else if (verb === 'remove') delete each[keyOf(each, sub)];
    else each[keyOf(each, sub)] = value!;
  }
}

/** Names of attributes, behind a schema's URN; a filter in brackets; the attribute of what it selects. */
const PATH = /^(?:urn:[^[]*:)?(?<names>[\w$-]+(?:\.[\w$-]+)*)(?:\[(?<filter>[^\]]*)\](?:\.(?<sub>[\w$-]+))?)?$/i;

/** The name as the object spells it. */
function keyOf(object: JsonObject, name: string): string {
  return Object.keys(object).find((each) => each.toLowerCase() === name.toLowerCase()) ?? name;
}

function innerObject(item: JsonObject, name: string): JsonObject {
  const key = keyOf(item, name);
  const inner = item[key];
  if (isJsonObject(inner)) return inner;
  const made: JsonObject = {};
  item[key] = made;
  return made;
}

function write(holder: JsonObject, name: string, value: JsonValue, verb: 'add' | 'replace'): void {
  const key = keyOf(holder, name);
  const before = holder[key];
  if (verb === 'add' && Array.isArray(before)) {
    const added = Array.isArray(value) ? value : [value];
    holder[key] = [...before, ...added.filter((each) => !before.some((known) => isSameJson(idOf(known), idOf(each))))];
  } else if (isJsonObject(before) && isJsonObject(value)) holder[key] = { ...before, ...value };
  else holder[key] = value;
}

/** Without values the attribute is removed; with them, those members of it. */
function removeAt(holder: JsonObject, name: string, value: JsonValue | undefined): void {
  const key = keyOf(holder, name);
  const before = holder[key];
  if (!Array.isArray(before) || value === undefined) {
    delete holder[key];
    return;
  }
  const removed = Array.isArray(value) ? value : [value];
  holder[key] = before.filter((each) => !removed.some((other) => isSameJson(idOf(each), idOf(other))));
}

/** Members of a list are the same when their values are. */
function idOf(member: JsonValue): JsonValue {
  return isJsonObject(member) && member.value !== undefined ? member.value : member;
}

interface ScimFilter {
  test(value: JsonObject): boolean;
  /** The attributes that it says exactly. */
  readonly told: JsonObject;
}

/** Reads comparisons that `and` and `or` join; undefined for what is more than that. */
function filterOf(text: string): ScimFilter | undefined {
  const told: JsonObject = {};
  const choices = text.split(/\s+or\s+/i).map((choice) =>
    choice.split(/\s+and\s+/i).map((comparison) => {
      const [, name, word = '', literal] = COMPARISON.exec(comparison.trim()) ?? [];
      if (name === undefined) return undefined;
      const wanted = literal === undefined ? null : (JSON.parse(literal) as JsonValue);
      if (word.toLowerCase() === 'eq') told[name] = wanted;
      return (value: JsonObject) => COMPARED[word.toLowerCase()]!(value[keyOf(value, name)] ?? null, wanted);
    }),
  );
  if (choices.flat().includes(undefined)) return undefined;
  return { told, test: (value) => choices.some((tests) => tests.every((test) => test!(value))) };
}

const COMPARISON =
  /^([\w$.-]+)\s+(?:(eq|ne|co|sw|ew|gt|ge|lt|le)\s+("(?:[^"\\]|\\["\\/bfnrt])*"|true|false|null|-?\d+(?:\.\d+)?)|(pr))$/i;

const lower = (value: JsonValue): JsonValue => (typeof value === 'string' ? value.toLowerCase() : value);
const texts = (one: JsonValue, other: JsonValue): [string, string] => [String(lower(one)), String(lower(other))];
const ordered = (one: JsonValue, other: JsonValue): number => {
  const [left, right] = typeof other === 'number' ? [Number(one), other] : texts(one, other);
  return left < right ? -1 : left > right ? 1 : 0;
};

const COMPARED: Readonly<Record<string, (one: JsonValue, other: JsonValue) => boolean>> = {
  eq: (one, other) => lower(one) === lower(other),
  ne: (one, other) => lower(one) !== lower(other),
  co: (one, other) => texts(one, other)[0].includes(texts(one, other)[1]),
  sw: (one, other) => texts(one, other)[0].startsWith(texts(one, other)[1]),
  ew: (one, other) => texts(one, other)[0].endsWith(texts(one, other)[1]),
  gt: (one, other) => ordered(one, other) > 0,
  ge: (one, other) => ordered(one, other) >= 0,
  lt: (one, other) => ordered(one, other) < 0,
  le: (one, other) => ordered(one, other) <= 0,
  pr: (one) => one !== null,
};
