import type { JsonSchema, JsonType, JsonValue } from '../model/json-schema';
import { isJsonObject, typesOf } from '../model/json-type';
import { childPointer } from '../model/pointer';
import type { PropertyPath, SchemaViolation } from '../model/schemas';
import { type Branch, discriminate, isTaggedLike, tagValues } from './tagged-branches';
import type { ViolationContext } from './violation-context';
import { violationDetail } from './violation-details';

/** An `anyOf` or `oneOf` of which a value satisfies no branch. */
export interface FailedAlternatives {
  readonly keyword: 'anyOf' | 'oneOf';
  /** The schema that carries the keyword, and its pointer. */
  readonly schema: JsonSchema;
  readonly pointer: string;
  /** Where the value stands. */
  readonly path: PropertyPath;
  readonly value: JsonValue;
}

/**
 * Says what is wrong with a value that no alternative accepts. Where its type, the discriminator or a constant property
 * shows which alternative was meant, that one's violations are told; else there is one violation of the whole.
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
    const tag = schema.discriminator?.propertyName;
    if (tag !== undefined && !Object.hasOwn(value, tag)) return whole('required', null, tag);
    if (tag !== undefined) {
      const { chosen, names } = discriminate(schema, branches, value[tag]!);
      if (!chosen) return whole('enum', names, tag);
      meant = [chosen];
    } else {
      meant = typed.filter(({ parts }) => isTaggedLike(parts, value, context.follow));
      const tags = meant.length === 0 ? tagValues(typed, context.follow) : undefined;
      if (tags) return whole('enum', tags.values, tags.name);
    }
  }
  const own = meant.length === 1 ? context.explain(meant[0]!.pointer, value) : [];
  if (own.length === 0) return whole(keyword, null);
  return own.map((violation) => ({ ...violation, path: [...path, ...violation.path] }));
}

function toBranch(schema: JsonSchema | boolean, pointer: string, context: ViolationContext): Branch {
  const parts = context.follow(schema as JsonValue);
  const ref = typeof schema === 'object' ? schema.$ref : undefined;
  return ref === undefined ? { pointer, parts } : { pointer, parts, ref, name: ref.slice(ref.lastIndexOf('/') + 1) };
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
