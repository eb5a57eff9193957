import type { JsonValue } from '../../../json-schema/model/json-schema';
import type { LocatedSchema } from '../../../json-schema/model/schemas';
import type { SampleOptions } from '../../../json-schema/sample/generation';
import { SampleError } from '../../../json-schema/sample/generation';
import { sample } from '../../../json-schema/sample/sample';
import type { Spec } from '../../../openapi/model/model';
import { DocumentError } from '../../../openapi/read/document-error';

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
