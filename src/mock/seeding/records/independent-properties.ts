import type { LocatedSchema } from '../../../json-schema/schemas';

/** Keywords of an object that constrain each property by itself, or nothing at all. */
const ofOneProperty = new Set([
  ...['type', 'properties', 'required', 'additionalProperties', 'title', 'description', 'default', 'example'],
  ...['examples', 'readOnly', 'deprecated', 'externalDocs', 'xml', '$comment'],
]);

/**
 * Whether a record is valid as soon as each of its properties is: no constraint of the schema spans several, and no branch
 * names others. Such a record can be looked at property by property.
 */
export function hasIndependentProperties({ schema }: LocatedSchema): boolean {
  return Object.keys(schema).every((keyword) => ofOneProperty.has(keyword) || keyword.startsWith('x-'));
}
