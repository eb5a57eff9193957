import type { JsonObject, JsonValue } from '../../json-schema/json-schema';
import type { LocatedSchema } from '../../json-schema/schemas';
import type { Resource, Spec } from '../../openapi/model';
import { propertiesOf } from '../../openapi/schema-facts';
import { createFitValues } from '../bodies/fit-values';
import { mergePatch } from '../bodies/merge-patch';
import { isJsonObject } from '../json-object';
import type { SampleValue } from '../generation/sample-value';
import { serverMade } from './server-made';
import type { PropertyShape, Shapes } from './shape';

/** What the server adds to an item. */
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

/** What an item maker works with. */
export interface ItemMakerContext {
  readonly shapes: Shapes;
  readonly sample: SampleValue;
  readonly now: () => Date;
  readonly spec: Pick<Spec, 'schemas'>;
}

/**
 * Creates the maker of a resource's items for one operation.
 *
 * What the client does not send becomes: what the server keeps by itself (of an item that exists, its value so far), the
 * default, null where allowed, a sample where required; else it is left out. What the request schema does not name is
 * not the client's to say.
 *
 * @param body - the schema of the operation's request body; undefined when it has none
 */
export function createItemMaker(
  { shapes, sample, now, spec: { schemas } }: ItemMakerContext,
  resource: Resource,
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

  /** What the server gives to a property, besides samples. */
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

  return {
    complete(value, server) {
      return shapes.project(
        withoutServerPart(fitValues(accepted(value, true)), server),
        itemShape,
        (property, depth) => {
          const value = given(property, depth, server);
          if (value !== undefined || !property.required) return value;
          return sample(property.schema, ...Object.values(server.fixed).map(String));
        },
      ) as JsonObject;
    },
    patch(patch, server) {
      const merged = mergePatch(server.before, accepted(patch, false)) as JsonObject;
      const rest = withoutServerPart(merged, server);
      return shapes.project(rest, itemShape, (property, depth) => given(property, depth, server)) as JsonObject;
    },
  };
}
