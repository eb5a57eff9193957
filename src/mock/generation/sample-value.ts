import type { JsonValue } from '../../json-schema/model/json-schema';
import { createRandom } from '../../json-schema/model/random';
import type { LocatedSchema, Schemas } from '../../json-schema/model/schemas';
import { sample } from '../../json-schema/sample/sample';

/** Makes a valid value of a schema; the same schema and keys give the same value. */
export type SampleValue = (schema: LocatedSchema, ...keys: readonly (string | number)[]) => JsonValue;

/**
 * Creates the maker of values that a response needs and that no record holds: the document's own example where it is valid.
 *
 * @param seed - chooses the values
 */
export function createSampleValue(schemas: Schemas, seed: number): SampleValue {
  return (schema, ...keys) => {
    const [example] = schema.schema.examples ?? [];
    if (example !== undefined && schemas.validator(schema, 'response')(example).length === 0) return example;
    return sample(schemas, schema, {
      direction: 'response',
      optional: 'all',
      randomAt: (path) => createRandom(seed, schema.pointer, ...keys, ...path),
    });
  };
}
