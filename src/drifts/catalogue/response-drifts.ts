import { isForeign } from '../../json-schema/effective/effective-children';
import type { JsonObject, JsonValue } from '../../json-schema/model/json-schema';
import { isJsonObject } from '../../json-schema/model/json-value';
import { createRandom } from '../../json-schema/model/random';
import type { LocatedSchema } from '../../json-schema/model/schemas';
import { sample } from '../../json-schema/sample/sample';
import type { Spec } from '../../openapi/model/model';
import { propertiesOf, requiredOf, typesOf } from '../../openapi/model/schema-facts';
import { successBody } from '../../openapi/operations/responses';
import { changeJson, isSuccess } from '../changes/change-answers';
import { changeItems, ofOtherType, otherSpelling, renamed, withoutMember } from '../changes/change-items';
import type { FaultInjection } from '../changes/fault-injection';
import { bodySchemasOf, type DriftScope, scopesOf } from '../changes/scopes';
import { bodyPlaces } from './body-places';
import { type Drift, type DriftDefinition, defineDrifts } from './drift';

const SCHEMA = 'body-matches-schema';
/** The checks that find a value that is allowed, but not the one that was sent. */
const VALUES = ['answer-reflects-request', 'reads-agree', 'defaults-filled', 'replace-replaces'];

/** Each property of each answer: missing, null, of another type, under another name. */
export function responseDrifts(spec: Spec): Drift[] {
  return scopesOf(spec).flatMap((scope) => [
    ...defineDrifts('response', itemFaults(spec, scope)),
    ...defineDrifts('response', envelopeFaults(spec, scope)),
  ]);
}

function* itemFaults(spec: Spec, scope: DriftScope): Iterable<DriftDefinition> {
  const schema = scope.resource?.schema ?? successBody(scope.operations[0]!);
  if (schema === undefined) return;
  const writable = new Set(
    bodySchemasOf(scope).flatMap((body) => [...bodyPlaces(spec.schemas, body)].map(({ path }) => path)),
  );
  const change = (edit: (item: JsonObject) => JsonObject): FaultInjection => changeItems(scope, edit);
  const prefix = `${scope.prefix}response.`;
  yield* memberFaults(spec, schema, prefix, writable, change);
  const more = change((item) => ({ ...item, internal_revision: 7 }));
  yield [
    `${scope.prefix}response:undocumented`,
    'sends a property of its own',
    ['properties-documented', SCHEMA],
    more,
  ];
  for (const [name, property] of propertiesOf(spec.schemas, schema)) {
    if (typesOf(spec.schemas, property).has('object')) {
      const inside = (edit: (item: JsonObject) => JsonObject): FaultInjection =>
        change((item) => within(item, name, edit));
      yield* memberFaults(spec, property, `${prefix}${name}.`, new Set(), inside);
    }
    if (scope.resource?.roles.list === undefined || !requiredOf(spec.schemas, schema).has(name)) continue;
    const only = changeItems(scope, (item) => withoutMember(item, name), 'in lists');
    yield [`${prefix}${name}:missing-in-lists`, `lists items without ${name}`, SCHEMA, only];
  }
}

function* envelopeFaults(spec: Spec, scope: DriftScope): Iterable<DriftDefinition> {
  const list = scope.resource?.roles.list;
  const schema = list === undefined ? undefined : successBody(list);
  if (list === undefined || schema === undefined || scope.resource?.list?.itemsProperty === undefined) return;
  const change = (edit: (envelope: JsonObject) => JsonObject): FaultInjection =>
    changeJson(
      (answer, { operation }) => isSuccess(answer) && operation?.pointer === list.pointer,
      (body) => (isJsonObject(body) ? edit(body) : undefined),
    );
  yield* memberFaults(spec, schema, `${scope.prefix}list.`, new Set(), change);
}

/** The faults of each member of an object. */
function* memberFaults(
  spec: Spec,
  schema: LocatedSchema,
  prefix: string,
  writable: ReadonlySet<string>,
  change: (edit: (object: JsonObject) => JsonObject) => FaultInjection,
): Iterable<DriftDefinition> {
  const required = requiredOf(spec.schemas, schema);
  for (const [name, property] of propertiesOf(spec.schemas, schema)) {
    if (isForeign([property], spec.schemas, 'response')) {
      const value = sample(spec.schemas, property, {
        direction: 'request',
        optional: 'all',
        randomAt: (path) => createRandom(1, name, ...path),
      });
      const shown = change((item) => ({ ...item, [name]: value }));
      yield [`${prefix}${name}:shown`, `answers ${name}, which only requests carry`, 'write-only-hidden', shown];
      continue;
    }
    const allows = (value: JsonValue): boolean => spec.schemas.validator(property, 'response')(value).length === 0;
    const set = (make: (value: JsonValue) => JsonValue): FaultInjection =>
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
