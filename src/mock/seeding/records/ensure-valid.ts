import type { JsonObject } from '../../../json-schema/model/json-schema';
import type { LocatedSchema, Validator } from '../../../json-schema/model/schemas';

/** Keywords of an object that constrain each property by itself, or nothing at all. */
const OF_ONE_PROPERTY = new Set([
  ...['type', 'properties', 'required', 'additionalProperties', 'title', 'description', 'default', 'example'],
  ...['examples', 'readOnly', 'deprecated', 'externalDocs', 'xml', '$comment'],
]);

/**
 * Tells whether a record is valid as soon as each of its properties is: no constraint of the schema spans several, and no branch
 * names others. Such a record can be looked at property by property.
 */
export function hasIndependentProperties({ schema }: LocatedSchema): boolean {
  return Object.keys(schema).every((keyword) => OF_ONE_PROPERTY.has(keyword) || keyword.startsWith('x-'));
}

/**
 * Checks a record and answers it when it is valid, which is the rule. Else the values at fault come from a sampled record;
 * if that does not help (a constraint spans properties), the sampled record is taken with the id of the first.
 *
 * @param sample - makes a whole valid record
 * @param kept - the properties that are kept if at all possible: the id and what refers to other records
 */
export function repairRecord(
  record: JsonObject,
  validate: Validator,
  sample: () => JsonObject,
  kept: readonly string[],
): JsonObject {
  const violations = validate(record);
  if (violations.length === 0) return record;
  const spare = sample();
  const repaired = { ...record };
  for (const { path } of violations) {
    const name = String(path[0]);
    if (spare[name] === undefined) delete repaired[name];
    else repaired[name] = spare[name];
  }
  const identified = { ...spare };
  for (const name of kept) if (record[name] !== undefined) identified[name] = record[name];
  return [repaired, identified].find((candidate) => validate(candidate).length === 0) ?? spare;
}
