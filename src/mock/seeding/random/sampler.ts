import type { JsonValue } from '../../../json-schema/model/json-schema';
import type { LocatedSchema } from '../../../json-schema/model/schemas';
import type { SampleOptions } from '../../../json-schema/sample/generation';
import { SampleError } from '../../../json-schema/sample/generation';
import { sample } from '../../../json-schema/sample/sample';
import type { Spec } from '../../../openapi/model/model';

/** Makes any valid value of a schema. */
export type Sampler = (schema: LocatedSchema, options: SampleOptions) => JsonValue;

/** A sampler that remembers which schemas no value satisfies. */
export interface DocumentSampler extends Sampler {
  /** The place and the reason, by the pointer of the schema. */
  readonly impossible: ReadonlyMap<string, string>;
}

/** Is told in one sentence what is wrong with made-up values; each fault once. */
export type Warn = (message: string) => void;

/**
 * Creates the sampler of a document. Where a schema contradicts itself, so that no value is valid, it gives the one with the
 * fewest faults.
 *
 * @param warn - is told of schemas that no value satisfies
 */
export function createSampler({ schemas, locate }: Spec, warn: Warn = () => undefined): DocumentSampler {
  const impossible = new Map<string, string>();
  const sampleOf: Sampler = (schema, options) => {
    if (impossible.has(schema.pointer)) return sample(schemas, schema, { ...options, lenient: true });
    try {
      return sample(schemas, schema, options);
    } catch (error) {
      if (!(error instanceof SampleError)) throw error;
      const { file, line } = locate(error.pointer);
      const reason = `${line === undefined ? file : `${file}:${line}`}: no value can be valid: ${error.message}`;
      impossible.set(schema.pointer, reason);
      warn(`${reason}. The mock sends the best there is; make the constraints agree.`);
      return error.best ?? sample(schemas, schema, { ...options, lenient: true });
    }
  };
  return Object.assign(sampleOf, { impossible });
}
