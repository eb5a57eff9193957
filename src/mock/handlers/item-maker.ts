import type { JsonObject, JsonValue } from '../../json-schema/model/json-schema';
import { isJsonObject } from '../../json-schema/model/json-value';
import type { LocatedSchema, Schemas } from '../../json-schema/model/schemas';
import type { Operation, Resource, Role, Spec } from '../../openapi/model/model';
import { propertiesOf } from '../../openapi/model/schema-facts';
import { takenSchema } from '../../openapi/resources/resource-roles';
import type { ValueMaker } from '../generation/value-maker';
import type { Problem } from '../problems/problems';
import { violationsProblem } from '../problems/problems';
import type { ResourceContext } from './handler';
import { serverMade } from './server-made';
import type { PropertyShape, Shapes } from './shape';

/** The server's part of an item. */
export interface ServerPart {
  /** Values that the server decides, whatever the client says: the id, what the item hangs on. */
  readonly fixed: Readonly<Record<string, JsonValue>>;
  /** The item until now; undefined when it is new. */
  readonly before?: JsonObject;
}

/** Makes items from what clients send. */
export interface ItemMaker {
  /** The item that a body gives when it is created, or when it replaces another one: nothing of that is merged in. */
  complete(body: JsonValue | undefined, server: ServerPart): JsonObject;
  /**
   * The item with a merge patch (RFC 7396) applied. A property that the patch removes becomes its default or null; a
   * required one that can be neither is left out, so that the result is to be validated.
   */
  patch(patch: JsonValue | undefined, server: ServerPart & { readonly before: JsonObject }): JsonObject;
}

/** The parts that an item maker works with. */
export interface ItemMakerContext {
  readonly shapes: Shapes;
  readonly values: Pick<ValueMaker, 'vary'>;
  readonly now: () => Date;
  readonly spec: Pick<Spec, 'schemas'>;
}

/**
 * Creates the maker of a resource's items for one operation.
 *
 * A property that the client does not send becomes: what the server keeps by itself (of an item that exists, its value so far), the
 * default, null where allowed, a sample where required; else it is left out. What the request schema does not name is
 * not the client's to say.
 *
 * @param body - the schema of the operation's request body; undefined when it has none
 */
export function createItemMaker(
  { shapes, values, now, spec: { schemas } }: ItemMakerContext,
  resource: Pick<Resource, 'schema'>,
  body: LocatedSchema | undefined,
): ItemMaker {
  const requestShape = body === undefined ? undefined : shapes.of(body, 'request');
  const itemShape = shapes.of(resource.schema, 'response');
  const clientNames = new Set(requestShape?.variants.flatMap(({ properties }) => properties.map(({ name }) => name)));

  const itemProperties = itemShape?.variants.flatMap(({ properties }) => properties) ?? [];
  const taken = body === undefined ? new Map() : propertiesOf(schemas, body);
  const fitValues = createFitValues(schemas, taken, propertiesOf(schemas, resource.schema));
  const serverNames = new Set(
    itemProperties
      .filter(({ name, readOnly }) => readOnly || (requestShape !== undefined && !clientNames.has(name)))
      .map(({ name }) => name),
  );

  /** Gives a property the server's value, samples left out. */
  const given = (property: PropertyShape, depth: number, { fixed, before }: ServerPart): JsonValue | undefined => {
    if (depth === 0) {
      if (Object.hasOwn(fixed, property.name)) return fixed[property.name];
      const isServers = serverNames.has(property.name);
      const value = isServers ? before?.[property.name] : undefined;
      const made = isServers || property.required ? serverMade(property, value, now) : undefined;
      if (made !== undefined || value !== undefined) return made ?? value;
    }
    if (property.default !== undefined) return property.default;
    return property.nullable ? null : undefined;
  };

  const accepted = (value: JsonValue | undefined, withDefaults: boolean): JsonObject => {
    if (!isJsonObject(value)) return {};
    const fitted = shapes.project(value, requestShape, (property) => (withDefaults ? property.default : undefined));
    return fitted as JsonObject;
  };

  const withoutServerPart = (value: JsonObject, { fixed }: ServerPart): JsonObject => {
    const isClients = (name: string): boolean => !Object.hasOwn(fixed, name) && !serverNames.has(name);
    if (Object.keys(value).every(isClients)) return value;
    return Object.fromEntries(Object.entries(value).filter(([name]) => isClients(name)));
  };

  const itemNames = new Set(itemProperties.map(({ name }) => name));
  // An item that fits none of several branches is left as it is, and has still what the server decides.
  const withFixed = (item: JsonObject, { fixed }: ServerPart): JsonObject => {
    const missing = Object.entries(fixed).filter(([name]) => !Object.hasOwn(item, name) && itemNames.has(name));
    return missing.length === 0 ? item : { ...Object.fromEntries(missing), ...item };
  };

  return {
    complete(value, server) {
      const item = shapes.project(
        withoutServerPart(fitValues(accepted(value, true)), server),
        itemShape,
        (property, depth) => {
          const value = given(property, depth, server);
          if (value !== undefined || !property.required) return value;
          return values.vary(property.schema, ...Object.values(server.fixed).map(String));
        },
      ) as JsonObject;
      return withFixed(item, server);
    },
    patch(patch, server) {
      const merged = mergePatch(server.before, accepted(patch, false)) as JsonObject;
      const rest = withoutServerPart(merged, server);
      const item = shapes.project(rest, itemShape, (property, depth) => given(property, depth, server)) as JsonObject;
      return withFixed(item, server);
    },
  };
}

/**
 * Applies a JSON Merge Patch (RFC 7396): given properties replace those of the target, null removes, objects merge.
 *
 * @param target - left as it is
 * @param patch - the patch document
 * @example mergePatch({ a: 1, b: { c: 2, d: 3 } }, { a: null, b: { c: 4 } }) // { b: { c: 4, d: 3 } }
 */
export function mergePatch(target: JsonValue | undefined, patch: JsonValue): JsonValue {
  if (!isJsonObject(patch)) return patch;
  const result = new Map<string, JsonValue>(isJsonObject(target) ? Object.entries(target) : []);
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) result.delete(name);
    else result.set(name, mergePatch(result.get(name), value));
  }
  // A property called __proto__ stays an ordinary one here; an assignment would not do that.
  return Object.fromEntries(result);
}

/** Makes what a client sent fit what an item carries. */
export type FitValues = (sent: JsonObject) => JsonObject;

/**
 * Creates the function that fits what clients send into an item, where the document describes a property differently in a
 * request and in an item (a milestone is sent by its number and carried as an object): a value that an item cannot carry is
 * carried as text where that can be, and else left for the server to make.
 *
 * @param taken - the properties of the request, by name
 * @param carried - the properties of the item, by name
 */
export function createFitValues(
  schemas: Schemas,
  taken: ReadonlyMap<string, LocatedSchema>,
  carried: ReadonlyMap<string, LocatedSchema>,
): FitValues {
  const differing = [...carried].filter(
    ([name, { pointer }]) => taken.has(name) && taken.get(name)!.pointer !== pointer,
  );
  if (differing.length === 0) return (sent) => sent;
  const checks = new Map(differing.map(([name, schema]) => [name, schemas.validator(schema, 'response')]));
  const fitted = (name: string, value: JsonValue): JsonValue | undefined => {
    const check = checks.get(name);
    if (check === undefined || check(value).length === 0) return value;
    return typeof value !== 'object' && check(String(value)).length === 0 ? String(value) : undefined;
  };
  return (sent) => {
    const fitting: JsonObject = {};
    for (const [name, value] of Object.entries(sent)) {
      const carriable = fitted(name, value);
      if (carriable !== undefined) fitting[name] = carriable;
    }
    return fitting;
  };
}

/**
 * Checks that a body can become an item. A document may leave the type of a body open; an item is an object all the same.
 *
 * @param body - undefined when the operation has no body
 */
export function unfitBody(body: JsonValue | undefined): Problem | undefined {
  if (body === undefined || isJsonObject(body)) return undefined;
  return violationsProblem([{ in: 'body', path: [], keyword: 'type', reason: 'must be an object' }]);
}

/** The body of a writing operation, as an item. */
export interface ItemBody {
  /** Undefined when the document gives none. */
  readonly schema: LocatedSchema | undefined;
  /** Takes the item out of what wraps it in a body: `{ "data": { ... } }`. */
  itemOf(body: JsonValue | undefined): JsonValue | undefined;
}

/** Describes what a writing operation takes: the item itself, or a wrapper around it. */
export function describeItemBody({ resource, spec }: ResourceContext, operation: Operation, role: Role): ItemBody {
  const schema = takenSchema(operation);
  const wrapper = resource.wrappers[role]?.body;
  if (schema === undefined || wrapper === undefined) return { schema, itemOf: (body) => body };
  return {
    schema: propertiesOf(spec.schemas, schema).get(wrapper),
    itemOf: (body) => (isJsonObject(body) ? body[wrapper] : body),
  };
}
