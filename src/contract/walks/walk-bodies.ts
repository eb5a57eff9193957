import type { JsonObject, JsonValue } from '../../json-schema/model/json-schema';
import { isJsonObject } from '../../json-schema/model/json-value';
import type { LocatedSchema } from '../../json-schema/model/schemas';
import { boundaryValues } from '../../json-schema/mutate/boundaries';
import { mutations } from '../../json-schema/mutate/mutations';
import type { Operation, Resource, Role, Spec } from '../../openapi/model/model';
import { propertiesOf } from '../../openapi/model/schema-facts';
import { jsonBody } from '../exchange/build-request';
import type { ExpectedViolation } from '../exchange/expectation';
import { isContested } from '../exchange/tolerances';
import { isReferenceName } from '../steps/records/existing-ids';
import { bodyWithItem, itemInBody } from '../steps/requests/item-in-body';
import { bodyViolations } from '../steps/requests/rejection';
import { validValue } from '../steps/requests/valid-request';
import type { BodyChoice, Twist } from './random-walk';

/** Makes the bodies of one operation. */
export interface WalkBodies {
  /** An item that keeps every promise; undefined where the choice leads to one that targets may see otherwise. */
  valid(choice: BodyChoice, options: ValidOptions): JsonObject | undefined;
  /** A body with faults, and the violations that it has; undefined where nothing is surely wrong with it. */
  invalid(item: JsonObject, faults: readonly Twist[]): InvalidItem | undefined;
  wrap(item: JsonObject): JsonObject;
}

/** Values that the walk needs for its bodies. */
export interface ValidOptions {
  /** Values for properties that lists filter by, so that the walk knows its own records again. */
  readonly pools: ReadonlyMap<string, readonly JsonValue[]>;
  /** True when references have to exist, so that they are left as they are. */
  readonly referencesChecked: boolean;
}

/** A body that has to be rejected. */
export interface InvalidItem {
  readonly json: JsonObject;
  readonly violations: readonly ExpectedViolation[];
}

/** Values of one property; undefined stands for its absence. */
type Choices = readonly (readonly [property: string, values: readonly (JsonValue | undefined)[]])[];

/**
 * Prepares the bodies of an operation that writes.
 *
 * @returns undefined when it takes no JSON object
 */
export function createWalkBodies(
  spec: Spec,
  resource: Resource,
  role: Role,
  operation: Operation,
  seed: number,
): WalkBodies | undefined {
  const schema = jsonBody(operation)?.schema;
  if (schema === undefined || !isJsonObject(itemInBody(resource, role, validValue(spec, schema, seed, 'walk')))) return;
  const wrap = (item: JsonObject): JsonObject => bodyWithItem(resource, role, item);
  const twistable = choicesOf(boundaryItems(spec, resource, role, schema));
  const spoilable = choicesOf(spoiledItems(spec, resource, role, schema, seed));
  const isValid = (item: JsonObject): boolean =>
    spec.schemas.validator(schema, 'request')(wrap(item)).length === 0 &&
    !isContested(spec.schemas, schema, wrap(item));

  return {
    wrap,
    valid({ salt, optional, twists }, { pools, referencesChecked }) {
      const item = itemInBody(resource, role, validValue(spec, schema, seed, `walk ${salt}`, optional));
      if (!isJsonObject(item)) return undefined;
      const free = twistable.filter(
        ([name]) => name !== resource.idProperty && !(referencesChecked && isReferenceName(name)),
      );
      for (const [property, value] of twists) apply(item, free, [property, value]);
      for (const [name, pool] of pools) {
        if (item[name] !== undefined && item[name] !== null) item[name] = pool[salt % pool.length] ?? null;
      }
      return isValid(item) ? item : undefined;
    },
    invalid(item, faults) {
      const spoiled = { ...item };
      for (const fault of faults) apply(spoiled, spoilable, fault);
      const json = wrap(spoiled);
      const violations = bodyViolations(spec, schema, json);
      return violations === undefined ? undefined : { json, violations };
    },
  };
}

function apply(item: JsonObject, choices: Choices, [property, value]: Twist): void {
  const [name, values] = choices[property % Math.max(choices.length, 1)] ?? [];
  if (name === undefined || values === undefined) return;
  const chosen = values[value % values.length];
  if (chosen === undefined) delete item[name];
  else item[name] = chosen;
}

/** An item in which one property is of interest. */
type Special = readonly [property: string, item: JsonObject];

function boundaryItems(spec: Spec, resource: Resource, role: Role, schema: LocatedSchema): Special[] {
  const properties = itemProperties(spec, resource, role, schema);
  return boundaryValues(spec.schemas, schema, 'request')
    .filter(({ value }) => !isContested(spec.schemas, schema, value))
    .flatMap(({ path, value }) => special(resource, role, path, value))
    .filter(([name]) => properties.has(name));
}

function spoiledItems(spec: Spec, resource: Resource, role: Role, schema: LocatedSchema, seed: number): Special[] {
  const base = validValue(spec, schema, seed, 'walk');
  return mutations(spec.schemas, schema, base, 'request').flatMap(({ path, value }) =>
    special(resource, role, path, value),
  );
}

function special(resource: Resource, role: Role, path: readonly (string | number)[], value: JsonValue): Special[] {
  const wrapped = resource.wrappers[role]?.body;
  const name = wrapped === undefined ? path[0] : path[1];
  const item = itemInBody(resource, role, value);
  return typeof name === 'string' && isJsonObject(item) ? [[name, item]] : [];
}

function itemProperties(spec: Spec, resource: Resource, role: Role, schema: LocatedSchema) {
  const wrapped = resource.wrappers[role]?.body;
  const item = wrapped === undefined ? schema : propertiesOf(spec.schemas, schema).get(wrapped);
  return item === undefined ? new Map<string, LocatedSchema>() : propertiesOf(spec.schemas, item);
}

function choicesOf(items: readonly Special[]): Choices {
  const choices = new Map<string, (JsonValue | undefined)[]>();
  for (const [name, item] of items) {
    choices.set(name, [...(choices.get(name) ?? []), Object.hasOwn(item, name) ? item[name] : undefined]);
  }
  return [...choices];
}
