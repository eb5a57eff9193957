import type { JsonObject, JsonValue } from '../../json-schema/model/json-schema';
import { isJsonObject } from '../../json-schema/model/json-value';
import type { LocatedSchema } from '../../json-schema/model/schemas';
import { boundaryValues } from '../../json-schema/mutate/boundaries';
import type { Operation, Resource, Role, Spec } from '../../openapi/model/model';
import { propertiesOf } from '../../openapi/model/schema-facts';
import { jsonBody } from '../exchange/build-request';
import type { ExpectedViolation } from '../exchange/expectation';
import { isContested } from '../exchange/tolerances';
import { brokenValues, type Change, changeOf, changesByName, withChanges } from '../steps/requests/changes';
import { bodyWithItem, isReferenceName, itemInBody } from '../steps/requests/item-in-body';
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

/** For each property the changes that can be made to it. */
type Choices = readonly (readonly Change[])[];

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
  const properties = itemProperties(spec, resource, role, schema);
  const twistable = changesByName(
    boundaryValues(spec.schemas, schema, 'request')
      .filter(({ value }) => !isContested(spec.schemas, schema, value))
      .flatMap((each) => changeOf(spec, operation, each) ?? [])
      .filter(({ name }) => properties.has(name)),
  );
  const spoilable = changesByName(
    brokenValues(spec, schema, seed).flatMap((each) => changeOf(spec, operation, each) ?? []),
  );
  const isValid = (item: JsonObject): boolean =>
    spec.schemas.validator(schema, 'request')(wrap(item)).length === 0 &&
    !isContested(spec.schemas, schema, wrap(item));

  return {
    wrap,
    valid({ salt, optional, twists }, { pools, referencesChecked }) {
      const base = itemInBody(resource, role, validValue(spec, schema, seed, `walk ${salt}`, optional));
      if (!isJsonObject(base)) return undefined;
      const isFree = ({ name }: Change): boolean =>
        name !== resource.idProperty && !(referencesChecked && isReferenceName(name));
      const free = twistable.filter(([change]) => change !== undefined && isFree(change));
      const item = twisted(base, free, twists);
      for (const [name, pool] of pools) {
        if (item[name] !== undefined && item[name] !== null) item[name] = pool[salt % pool.length] ?? null;
      }
      return isValid(item) ? item : undefined;
    },
    invalid(item, faults) {
      const json = wrap(twisted(item, spoilable, faults));
      const violations = bodyViolations(spec, schema, json);
      return violations === undefined ? undefined : { json, violations };
    },
  };
}

/** An item with the changes of twists, whose numbers are taken modulo what there is. */
function twisted(item: JsonObject, choices: Choices, twists: readonly Twist[]): JsonObject {
  const changes = twists.flatMap(([property, value]) => {
    const own = choices[property % Math.max(choices.length, 1)];
    return own === undefined ? [] : [own[value % own.length]!];
  });
  return withChanges(item, changes);
}

function itemProperties(spec: Spec, resource: Resource, role: Role, schema: LocatedSchema) {
  const wrapped = resource.wrappers[role]?.body;
  const item = wrapped === undefined ? schema : propertiesOf(spec.schemas, schema).get(wrapped);
  return item === undefined ? new Map<string, LocatedSchema>() : propertiesOf(spec.schemas, item);
}
