import type { JsonObject, JsonValue } from '../../../json-schema/model/json-schema';
import { isJsonObject } from '../../../json-schema/model/json-value';
import type { LocatedSchema, PropertyPath } from '../../../json-schema/model/schemas';
import { mutations } from '../../../json-schema/mutate/mutations';
import type { Mutation } from '../../../json-schema/mutate/value-rules';
import type { Operation, Spec } from '../../../openapi/model/model';
import { roleOf } from '../../../openapi/resources/role-of';
import { itemInBody } from './item-in-body';
import { validValue } from './valid-request';

/** One property of an item in another way. */
export interface Change {
  readonly name: string;
  /** Undefined where the property is left out. */
  readonly value: JsonValue | undefined;
}

/**
 * Breaks a valid value of a schema in every way, once for all kinds of cases of a run: of a large schema that takes a second.
 *
 * @returns the mutations of one value, which has all properties
 */
export function brokenValues(spec: Spec, schema: LocatedSchema, seed: number): readonly Mutation[] {
  const known = broken.get(schema);
  if (known?.seed === seed) return known.values;
  const values = mutations(spec.schemas, schema, validValue(spec, schema, seed, 'mutations'), 'request');
  broken.set(schema, { seed, values });
  return values;
}

const broken = new WeakMap<LocatedSchema, { readonly seed: number; readonly values: readonly Mutation[] }>();

/**
 * The change of one property of the item, out of what wraps it, that leads to a body.
 *
 * @param path - the place in the body that is of interest
 * @returns undefined where that is no property of an item
 */
export function changeOf(
  spec: Spec,
  operation: Operation,
  { path, value }: { readonly path: PropertyPath; readonly value: JsonValue },
): Change | undefined {
  const place = roleOf(spec, operation);
  const name = place?.resource.wrappers[place.role]?.body === undefined ? path[0] : path[1];
  const item = place === undefined ? value : itemInBody(place.resource, place.role, value);
  if (typeof name !== 'string' || !isJsonObject(item)) return undefined;
  return { name, value: Object.hasOwn(item, name) ? item[name] : undefined };
}

/** Sorts changes by the property that they are about. */
export function changesByName<Any extends Change>(changes: readonly Any[]): readonly (readonly Any[])[] {
  const groups = new Map<string, Any[]>();
  for (const change of changes) {
    const group = groups.get(change.name);
    if (group === undefined) groups.set(change.name, [change]);
    else group.push(change);
  }
  return [...groups.values()];
}

/** A copy of an item with changes. */
export function withChanges(item: JsonObject, changes: Iterable<Change>): JsonObject {
  const changed = new Map<string, JsonValue>(Object.entries(item));
  for (const { name, value } of changes) {
    if (value === undefined) changed.delete(name);
    else changed.set(name, value);
  }
  return Object.fromEntries(changed);
}
