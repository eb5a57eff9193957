import { createReferenceFollower } from '../model/follow-references';
import type { JsonObject, JsonSchema, JsonValue } from '../model/json-schema';
import { isJsonObject } from '../model/json-value';
import { childPointer } from '../model/pointer';
import { regularExpression } from '../model/regular-expression';
import type { SchemaFault } from './mend-schema';

/**
 * Finds schemas that no object satisfies, as one branch of an `allOf` allows no further properties and another requires one:
 * `additionalProperties: false` sees the properties beside it only (JSON Schema core, section 10.3.2.3). Authors mean the
 * whole to be closed. The branch is opened, where it stands in this schema alone.
 *
 * @param schemas - all schemas of the document, with their places
 */
export function closedBranches(
  document: JsonObject,
  schemas: readonly { readonly schema: JsonSchema; readonly pointer: string }[],
): SchemaFault[] {
  const follow = createReferenceFollower(document);
  return schemas.flatMap(({ schema, pointer }) => {
    if (!Array.isArray(schema.allOf)) return [];
    const required = follow(schema as JsonObject).flatMap((part) =>
      Array.isArray(part.required) ? part.required : [],
    );
    const shutOut = (branch: JsonValue | undefined): string | undefined =>
      follow(branch as JsonValue)
        .filter(({ additionalProperties }) => additionalProperties === false)
        .flatMap((part) => required.filter((name) => !isNamed(part, name)))[0];
    const { allOf: _, ...own } = schema;
    const fault = (place: string, name: string, mend: () => void): SchemaFault => ({
      pointer: childPointer(pointer, ...place.split('/')),
      reason: `allows no property but its own, and another branch requires "${name}"; say "unevaluatedProperties: false" beside the allOf instead`,
      mend,
    });
    const name = shutOut(own as JsonObject);
    const faults =
      name === undefined ? [] : [fault('additionalProperties', name, () => delete schema.additionalProperties)];
    for (const [index, branch] of schema.allOf.entries()) {
      const [target] = follow(branch as JsonValue).filter(({ additionalProperties }) => additionalProperties === false);
      const shut = shutOut(branch as JsonValue);
      if (shut === undefined || target === undefined) continue;
      faults.push(
        fault(`allOf/${index}`, shut, () => {
          const { additionalProperties: __, ...open } = target;
          schema.allOf![index] = open;
        }),
      );
    }
    return faults;
  });
}

function isNamed({ properties, patternProperties }: JsonSchema, name: string): boolean {
  if (isJsonObject(properties as JsonValue) && Object.hasOwn(properties!, name)) return true;
  const patterns = isJsonObject(patternProperties as JsonValue) ? Object.keys(patternProperties!) : [];
  return patterns.some((pattern) => matches(pattern, name));
}

/** A pattern that cannot be read is told elsewhere. */
function matches(pattern: string, name: string): boolean {
  try {
    return regularExpression(pattern).test(name);
  } catch {
    return true;
  }
}
