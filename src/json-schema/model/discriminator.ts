import { createReferenceFollower } from './follow-references';
import type { JsonObject, JsonSchema, JsonValue } from './json-schema';
import { isJsonObject } from './json-value';
import { childPointer, formatPointer, PointerError, parsePointer, valueAt } from './pointer';
import type { LocatedSchema, Schemas } from './schemas';

/** The schemas that a discriminating property chooses among. */
export interface Discriminator {
  /** The discriminating property. */
  readonly property: string;
  /** The pointer of the schema that each value of the property stands for. */
  readonly targets: ReadonlyMap<string, string>;
  /** The values to recommend: a mapped schema answers to its own name as well, but that is not what its author had in mind. */
  readonly values: readonly string[];
  /** The pointer of the schema for values that are missing or unknown (`defaultMapping` of OpenAPI 3.2). */
  readonly fallback?: string;
  /** True for a base schema that others extend by `allOf`; false when the schema lists its branches itself. */
  readonly isBase: boolean;
}

/**
 * Reads the discriminator of a schema (OpenAPI 3.1, section 4.8.25): which schema each value of its property stands for, by
 * its mapping, by what a branch says about the property (`const`, `enum`), else by the name of the branch's schema. A base
 * schema without branches chooses among the components that extend it by `allOf`.
 *
 * @param schema - the schema itself, as it stands in the document
 * @param pointer - where it stands
 * @returns undefined when there is no discriminator, or when it cannot tell all branches apart
 */
export type ReadDiscriminator = (schema: JsonSchema, pointer: string) => Discriminator | undefined;

/**
 * Creates the reader of a document's discriminators; each is read when it is first asked for.
 *
 * @param document - the whole OpenAPI document
 */
export function createDiscriminators(document: JsonObject): ReadDiscriminator {
  const known = new Map<string, Discriminator | undefined>();
  const follow = createReferenceFollower(document);
  let extensions: ReadonlyMap<string, readonly string[]> | undefined;
  const childrenOf = (base: string): readonly string[] => {
    extensions ??= listExtensions(document);
    const found = new Set<string>();
    const pending = [base];
    for (const parent of pending) {
      for (const child of extensions.get(parent) ?? []) {
        if (!found.has(child)) pending.push(child);
        found.add(child);
      }
    }
    found.delete(base);
    return [...found];
  };
  return (schema, pointer) => {
    if (schema.discriminator?.propertyName === undefined) return undefined;
    if (!known.has(pointer)) known.set(pointer, read(document, schema, pointer, follow, childrenOf));
    return known.get(pointer);
  };
}

const readers = new WeakMap<JsonObject, ReadDiscriminator>();

/** The discriminator of a schema; each document is read once. */
export function discriminatorOf({ document }: Schemas, { schema, pointer }: LocatedSchema): Discriminator | undefined {
  if (schema.discriminator === undefined) return undefined;
  const read = readers.get(document) ?? createDiscriminators(document);
  readers.set(document, read);
  return read(schema, pointer);
}

type Follow = ReturnType<typeof createReferenceFollower>;

function read(
  document: JsonObject,
  schema: JsonSchema,
  pointer: string,
  follow: Follow,
  childrenOf: (base: string) => readonly string[],
): Discriminator | undefined {
  const { propertyName: property, mapping, defaultMapping } = schema.discriminator!;
  const keyword = schema.oneOf ? 'oneOf' : 'anyOf';
  const listed = schema[keyword];
  const branches = listed
    ? listed.flatMap((branch, index) =>
        canBeObject(branch, follow) ? [branchPointer(branch, childPointer(pointer, keyword, String(index)))] : [],
      )
    : childrenOf(pointer);
  if (branches.length === 0 || (listed && branches.every((branch) => !allows(document, branch, property, follow)))) {
    return undefined;
  }

  const targets = new Map<string, string>();
  const values: string[] = [];
  const add = (value: string, target: string, recommended: boolean): void => {
    if (targets.has(value)) return;
    targets.set(value, target);
    if (recommended) values.push(value);
  };
  const mapped = new Set<string>();
  for (const [value, target] of Object.entries(isJsonObject(mapping) ? mapping : {})) {
    const place = targetPointer(String(target));
    if (!branches.includes(place) && !(place === pointer && !listed)) continue;
    add(value, place, true);
    mapped.add(place);
  }
  for (const branch of branches) {
    const constants = constantsOf(document, branch, property, follow);
    for (const value of constants) add(value, branch, !mapped.has(branch));
    const name = branch.startsWith('#/components/schemas/') ? parsePointer(branch)[2] : undefined;
    const isNamed = name !== undefined && parsePointer(branch).length === 3;
    if (isNamed && constants.length === 0) add(name, branch, !mapped.has(branch));
    else if (constants.length === 0 && !mapped.has(branch)) return undefined;
  }
  // A base that is no more than a base is not recommended, yet a value may be of it.
  if (!listed && mapped.size === 0) add(parsePointer(pointer).at(-1) ?? '', pointer, false);
  const fallback = typeof defaultMapping === 'string' ? targetPointer(defaultMapping) : undefined;
  return { property, targets, values, fallback, isBase: !listed };
}

function branchPointer(branch: JsonSchema | boolean, own: string): string {
  const ref = typeof branch === 'object' ? branch.$ref : undefined;
  return ref?.startsWith('#') ? formatPointer(parsePointer(ref)) : own;
}

function canBeObject(branch: JsonSchema | boolean, follow: Follow): boolean {
  if (typeof branch === 'boolean') return branch;
  return follow(branch as JsonObject).every(({ type }) => type === undefined || [type].flat().includes('object'));
}

/** False for a branch in which the discriminating property must not be: such a discriminator would allow nothing. */
function allows(document: JsonObject, branch: string, property: string, follow: Follow): boolean {
  const parts = follow(find(document, branch) ?? null);
  return parts.every(
    ({ additionalProperties, properties = {} }) =>
      additionalProperties !== false || Object.hasOwn(properties, property),
  );
}

/** The texts that a branch allows for the discriminating property; empty when it leaves them open. */
function constantsOf(document: JsonObject, branch: string, property: string, follow: Follow): readonly string[] {
  for (const part of follow(find(document, branch) ?? null)) {
    const own = part.properties?.[property];
    if (own === undefined) continue;
    for (const schema of follow(own as JsonValue)) {
      const values = schema.const === undefined ? schema.enum : [schema.const];
      const texts = values?.filter((value) => typeof value === 'string');
      if (texts !== undefined && texts.length > 0) return texts;
    }
  }
  return [];
}

/** Reads a target of a mapping: a reference, or the name of a component. */
function targetPointer(target: string): string {
  return target.startsWith('#')
    ? formatPointer(parsePointer(target))
    : formatPointer(['components', 'schemas', target]);
}

/** Lists the components that extend each schema: those whose `allOf` refers to it. */
function listExtensions(document: JsonObject): Map<string, string[]> {
  const extensions = new Map<string, string[]>();
  const components = find(document, '#/components/schemas');
  for (const [name, schema] of Object.entries(isJsonObject(components ?? null) ? (components as JsonObject) : {})) {
    const parts = isJsonObject(schema) && Array.isArray(schema.allOf) ? schema.allOf : [];
    for (const part of parts) {
      if (!isJsonObject(part) || typeof part.$ref !== 'string' || !part.$ref.startsWith('#')) continue;
      const base = formatPointer(parsePointer(part.$ref));
      extensions.set(base, [...(extensions.get(base) ?? []), formatPointer(['components', 'schemas', name])]);
    }
  }
  return extensions;
}

function find(document: JsonObject, pointer: string): JsonValue | undefined {
  try {
    return valueAt(document, pointer);
  } catch (error) {
    if (error instanceof PointerError) return undefined;
    throw error;
  }
}
