import { isForeign } from '../json-schema/effective-object';
import type { JsonObject, JsonValue } from '../json-schema/json-schema';
import { isJsonObject } from '../json-schema/json-type';
import type { LocatedSchema } from '../json-schema/schemas';
import type { Spec } from '../openapi/model';
import { propertiesOf, requiredOf, typesOf } from '../openapi/schema-facts';
import { successBody } from '../openapi/success';
import { bodyPlaces } from './body-places';
import { changeJson, isSuccess } from './change-answers';
import { changeItems, ofOtherType, otherSpelling, renamed, withoutMember } from './change-items';
import { type Drift, type DriftRow, driftTable, type Spoil } from './drift';
import { bodySchemasOf, type Subject, subjectsOf } from './subjects';

const SCHEMA = 'body-matches-schema';
/** What finds a value that is allowed, but not the one that was sent. */
const VALUES = ['answer-reflects-request', 'reads-agree', 'defaults-filled', 'replace-replaces'];

/** Each property of each answer: missing, null, of another type, under another name. */
export function responseDrifts(spec: Spec): Drift[] {
  return subjectsOf(spec).flatMap((subject) => [
    ...driftTable('response', itemRows(spec, subject)),
    ...driftTable('response', envelopeRows(spec, subject)),
  ]);
}

function* itemRows(spec: Spec, subject: Subject): Iterable<DriftRow> {
  const schema = subject.resource?.schema ?? successBody(subject.operations[0]!);
  if (schema === undefined) return;
  const writable = new Set(
    bodySchemasOf(subject).flatMap((body) => [...bodyPlaces(spec.schemas, body)].map(({ path }) => path)),
  );
  const change = (edit: (item: JsonObject) => JsonObject): Spoil => changeItems(subject, edit);
  const prefix = `${subject.prefix}response.`;
  yield* memberRows(spec, schema, prefix, writable, change);
  const more = change((item) => ({ ...item, internal_revision: 7 }));
  yield [
    `${subject.prefix}response:undocumented`,
    'sends a property of its own',
    ['properties-documented', SCHEMA],
    more,
  ];
  for (const [name, property] of propertiesOf(spec.schemas, schema)) {
    if (typesOf(spec.schemas, property).has('object')) {
      const inside = (edit: (item: JsonObject) => JsonObject): Spoil => change((item) => within(item, name, edit));
      yield* memberRows(spec, property, `${prefix}${name}.`, new Set(), inside);
    }
    if (subject.resource?.roles.list === undefined || !requiredOf(spec.schemas, schema).has(name)) continue;
    const only = changeItems(subject, (item) => withoutMember(item, name), 'in lists');
    yield [`${prefix}${name}:missing-in-lists`, `lists items without ${name}`, SCHEMA, only];
  }
}

function* envelopeRows(spec: Spec, subject: Subject): Iterable<DriftRow> {
  const list = subject.resource?.roles.list;
  const schema = list === undefined ? undefined : successBody(list);
  if (list === undefined || schema === undefined || subject.resource?.list?.itemsProperty === undefined) return;
  const change = (edit: (envelope: JsonObject) => JsonObject): Spoil =>
    changeJson(
      (answer, { operation }) => isSuccess(answer) && operation?.pointer === list.pointer,
      (body) => (isJsonObject(body) ? edit(body) : undefined),
    );
  yield* memberRows(spec, schema, `${subject.prefix}list.`, new Set(), change);
}

/** The faults of each member of an object. */
function* memberRows(
  spec: Spec,
  schema: LocatedSchema,
  prefix: string,
  writable: ReadonlySet<string>,
  change: (edit: (object: JsonObject) => JsonObject) => Spoil,
): Iterable<DriftRow> {
  const required = requiredOf(spec.schemas, schema);
  for (const [name, property] of propertiesOf(spec.schemas, schema)) {
    if (isForeign([property], spec.schemas, 'response')) continue;
    const allows = (value: JsonValue): boolean => spec.schemas.validator(property, 'response')(value).length === 0;
    const set = (make: (value: JsonValue) => JsonValue): Spoil =>
      change((item) => (Object.hasOwn(item, name) ? { ...item, [name]: make(item[name] ?? null) } : item));
    const checks = required.has(name) ? SCHEMA : VALUES;
    // What is optional and made by the server may be left out.
    if (required.has(name) || writable.has(name)) {
      yield [`${prefix}${name}:missing`, `leaves ${name} out`, checks, change((item) => withoutMember(item, name))];
      const other = otherSpelling(name);
      yield [
        `${prefix}${name}:renamed`,
        `calls ${name} ${other}`,
        checks,
        change((item) => renamed(item, name, other)),
      ];
    }
    if (!allows(null)) yield [`${prefix}${name}:null`, `answers null for ${name}`, SCHEMA, set(() => null)];
    else if (writable.has(name)) yield [`${prefix}${name}:null`, `answers null for ${name}`, VALUES, set(() => null)];
    const title = `answers ${name} in another type`;
    const otherwise = (value: JsonValue): JsonValue => (value === null && allows(null) ? null : ofOtherType(value));
    yield [`${prefix}${name}:wrong-type`, title, SCHEMA, set(otherwise)];
    if (property.schema.format === 'date-time') {
      const seconds = set((value) => String(value).replace('T', ' ').replace(/Z$/, ''));
      yield [`${prefix}${name}:wrong-format`, `writes ${name} in a format of its own`, SCHEMA, seconds];
    }
    if (property.schema.format === 'uuid') {
      const bare = set((value) => (typeof value === 'string' ? value.replaceAll('-', '') : value));
      yield [`${prefix}${name}:wrong-format`, `writes ${name} without hyphens`, SCHEMA, bare];
    }
    if (property.schema.enum !== undefined) {
      const loud = set((value) => (typeof value === 'string' ? `${value.toUpperCase()}_` : value));
      yield [`${prefix}${name}:unknown-value`, `answers a ${name} that is not in the document`, SCHEMA, loud];
    }
  }
}

function within(item: JsonObject, name: string, edit: (inner: JsonObject) => JsonObject): JsonObject {
  const inner = item[name];
  return isJsonObject(inner) ? { ...item, [name]: edit(inner) } : item;
}
