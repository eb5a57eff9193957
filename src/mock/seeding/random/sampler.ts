import type { JsonValue } from '../../../json-schema/json-schema';
import { SampleError, sample } from '../../../json-schema/sample';
import type { SampleOptions } from '../../../json-schema/sample-types';
import type { LocatedSchema } from '../../../json-schema/schemas';
import { DocumentError } from '../../../openapi/document-error';
import type { Spec } from '../../../openapi/model';

/** Makes any valid value of a schema. */
export type Sampler = (schema: LocatedSchema, options: SampleOptions) => JsonValue;

/**
 * Creates the sampler of a document.
 *
 * @returns a function that throws a {@link DocumentError} when a schema contradicts itself, so that no value is valid
 */
export function createSampler({ schemas, source }: Spec): Sampler {
  return (schema, options) => {
    try {
      return sample(schemas, schema, options);
    } catch (error) {
      if (!(error instanceof SampleError)) throw error;
      const message =
        'no value can be made for this schema; make its constraints agree, or give an example that is valid';
      throw new DocumentError([{ message, file: source, pointer: error.pointer }]);
    }
  };
}
