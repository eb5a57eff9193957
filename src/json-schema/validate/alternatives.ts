import type { JsonObject, JsonSchema, JsonType, JsonValue } from '../model/json-schema';
import { isJsonObject, typesOf } from '../model/json-value';
import { childPointer } from '../model/pointer';
import type { PropertyPath, SchemaViolation } from '../model/schemas';
import type { ViolationContext } from './violation-details';
import { violationDetail } from './violation-details';

/** An `anyOf` or `oneOf` of which a value satisfies no branch. */
export interface FailedAlternatives {
  readonly keyword: 'anyOf' | 'oneOf';
  /** The schema that carries the keyword, and its pointer. */
  readonly schema: JsonSchema;
  readonly pointer: string;
  /** The place of the value. */
  readonly path: PropertyPath;
  readonly value: JsonValue;
}

/**
 * Finds the violations of a value that no alternative accepts. Where its type or a constant property
 * shows which alternative was meant, that one's violations are given; else there is one violation of the whole.
 */
export function alternativeViolations(failed: FailedAlternatives, context: ViolationContext): SchemaViolation[] {
  const { keyword, schema, path, value } = failed;
  const pointer = childPointer(failed.pointer, keyword);
  const whole = (broken: string, limit: JsonValue, ...below: string[]): SchemaViolation[] => [
    { path: [...path, ...below], keyword: broken, detail: violationDetail(broken, limit), pointer },
  ];
  const branches = (schema[keyword] ?? []).map((branch, index) =>
    toBranch(branch, childPointer(pointer, index), context),
  );

  const typed = branches.filter(({ parts }) => allowsType(parts, value));
  if (typed.length === 0) return whole('type', union(branches.map(({ parts }) => declaredTypes(parts) ?? [])));

  const constants = typed.map(({ parts }) => constantsOf(parts));
  if (constants.every((values) => values !== undefined)) {
    return whole('enum', union(branches.map(({ parts }) => constantsOf(parts) ?? declaredTypes(parts) ?? [])));
  }

  let meant = typed;
  if (isJsonObject(value)) {
    meant = typed.filter(({ parts }) => isTaggedLike(parts, value, context.follow));
    const tags = meant.length === 0 ? tagValues(typed, context.follow) : undefined;
    if (tags) return whole('enum', tags.values, tags.name);
  }
  const own = meant.length === 1 ? context.explain(meant[0]!.pointer, value) : [];
  if (own.length === 0) return whole(keyword, null);
  return own.map((violation) => ({ ...violation, path: [...path, ...violation.path] }));
}

function toBranch(schema: JsonSchema | boolean, pointer: string, context: ViolationContext): Branch {
  return { pointer, parts: context.follow(schema as JsonValue) };
}

/** The types that a composed schema declares; undefined when it declares none. */
function declaredTypes(parts: readonly JsonSchema[]): JsonType[] | undefined {
  const declared = parts.flatMap(({ type }) => (type === undefined ? [] : [[type].flat()]));
  return declared.length === 0
    ? undefined
    : declared.reduce((all, types) => all.filter((type) => types.includes(type)));
}

function allowsType(parts: readonly JsonSchema[], value: JsonValue): boolean {
  const actual = typesOf(value);
  return parts.every(({ type }) => type === undefined || [type].flat().some((allowed) => actual.includes(allowed)));
}

/** The only values that a composed schema allows, where it lists them. */
function constantsOf(parts: readonly JsonSchema[]): readonly JsonValue[] | undefined {
  for (const part of parts) {
    if (part.const !== undefined) return [part.const];
    if (part.enum) return part.enum;
  }
  return undefined;
}

function union<T extends JsonValue>(lists: readonly (readonly T[])[]): T[] {
  return [...new Set(lists.flat())];
}

type Follow = (schema: JsonValue) => JsonSchema[];

/** One branch with every schema that it is composed of. */
interface Branch {
  readonly pointer: string;
  readonly parts: readonly JsonSchema[];
}

/** True when no constant property of a branch speaks against a value: `{ kind: 'cat' }` is not like `kind: { const: 'dog' }`. */
function isTaggedLike(parts: readonly JsonSchema[], value: JsonObject, follow: Follow): boolean {
  return [...constantProperties(parts, follow)].every(
    ([name, allowed]) => !Object.hasOwn(value, name) || allowed.includes(value[name]!),
  );
}

/** The constant property that all branches have, and every value that one of them gives it. */
function tagValues(
  branches: readonly Branch[],
  follow: Follow,
): { readonly name: string; readonly values: JsonValue[] } | undefined {
  const tables = branches.map(({ parts }) => constantProperties(parts, follow));
  for (const name of tables[0]?.keys() ?? []) {
    if (!tables.every((table) => table.has(name))) continue;
    return { name, values: [...new Set(tables.flatMap((table) => table.get(name) ?? []))] };
  }
  return undefined;
}

function constantProperties(parts: readonly JsonSchema[], follow: Follow): Map<string, readonly JsonValue[]> {
  const constants = new Map<string, readonly JsonValue[]>();
  for (const part of parts) {
    for (const [name, property] of Object.entries(part.properties ?? {})) {
      for (const schema of follow(property as JsonValue)) {
        if (schema.const !== undefined) constants.set(name, [schema.const]);
        else if (schema.enum) constants.set(name, schema.enum);
      }
    }
  }
  return constants;
}
