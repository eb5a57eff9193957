import type { JsonObject, JsonSchema, JsonValue } from '../model/json-schema';

type Follow = (schema: JsonValue) => JsonSchema[];

/** One branch with every schema that it is composed of. */
export interface Branch {
  readonly pointer: string;
  /** The name that its `$ref` ends in; the implicit discriminator value. */
  readonly name?: string;
  readonly ref?: string;
  readonly parts: readonly JsonSchema[];
}

/**
 * Chooses the branch that a discriminator names (OpenAPI 3.1, section 4.8.25): by its mapping, else by the last token of
 * the branch's `$ref`.
 *
 * @param tag - the value of the discriminating property
 * @returns the branch, and all names that would have chosen one
 */
export function discriminate(
  schema: JsonSchema,
  branches: readonly Branch[],
  tag: JsonValue,
): { readonly chosen: Branch | undefined; readonly names: string[] } {
  const mapping = schema.discriminator?.mapping ?? {};
  const byName = new Map<string, Branch>();
  for (const [name, target] of Object.entries(mapping)) {
    const branch = branches.find(({ ref, name: own }) => ref === target || own === target);
    if (branch) byName.set(name, branch);
  }
  const mapped = new Set(byName.values());
  const names = [...byName.keys()];
  for (const branch of branches) {
    if (branch.name === undefined) continue;
    if (!byName.has(branch.name)) byName.set(branch.name, branch);
    // A mapped branch still answers to its own name, but that is not the one to recommend.
    if (!mapped.has(branch)) names.push(branch.name);
  }
  return { chosen: typeof tag === 'string' ? byName.get(tag) : undefined, names };
}

/** Whether no constant property of a branch speaks against a value: `{ kind: 'cat' }` is not like `kind: { const: 'dog' }`. */
export function isTaggedLike(parts: readonly JsonSchema[], value: JsonObject, follow: Follow): boolean {
  return [...constantProperties(parts, follow)].every(
    ([name, allowed]) => !Object.hasOwn(value, name) || allowed.includes(value[name]!),
  );
}

/** The constant property that all branches have, and every value that one of them gives it. */
export function tagValues(
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
