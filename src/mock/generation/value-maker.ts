import { dropForeign } from '../../json-schema/effective/drop-foreign';
import type { JsonValue } from '../../json-schema/model/json-schema';
import { formatPropertyPath, parsePointer } from '../../json-schema/model/pointer';
import { createRandom, hashKeys } from '../../json-schema/model/random';
import type { LocatedSchema } from '../../json-schema/model/schemas';
import type { SampleOptions } from '../../json-schema/sample/generation';
import type { Spec } from '../../openapi/model/model';
import { localeOf } from '../seeding/locales/detect-locale';
import { createNameSource } from '../seeding/names/name-source';
import { createProfiles, RecordProfile } from '../seeding/names/record-profile';
import { createSampler } from '../seeding/random/sampler';
import { SEED_DEFAULTS, type SeedOptions } from '../seeding/seed-options';
import { proposeLeaf } from '../seeding/values/property-maker';

/** Makes a valid value of a schema; the same schema and keys give the same value. */
export type SampleValue = (schema: LocatedSchema, ...keys: readonly (string | number)[]) => JsonValue;

/** Makes the values that an answer needs and no record gives, as realistic as those of the records. */
export interface ValueMaker {
  /** Follows the document's examples and defaults as they are; where they break their schema, they are mended. */
  readonly sample: SampleValue;
  /** Takes the form of values only from the document's examples, so that other keys give another value. */
  readonly vary: SampleValue;
  /**
   * Gives an example as it is, without `writeOnly` properties, mended where it breaks its schema.
   *
   * @param pointer - the place of the example, for a warning
   */
  mend(schema: LocatedSchema, example: JsonValue, pointer?: string): JsonValue;
  /** The reason that no value of a schema is valid, known once one was made; undefined when there are valid ones. */
  doubt(schema: LocatedSchema): string | undefined;
}

/** The number of companies that made-up values are about. */
const COMPANIES = 1000;

/** Creates the maker of values of a document. Names are loaded when the first value shows one. */
export function createValueMaker(spec: Spec, options: SeedOptions = {}): ValueMaker {
  const { seed = SEED_DEFAULTS.seed, warn } = options;
  const sampler = createSampler(spec, warn);
  const names = createNameSource(seed, localeOf(spec, options.locale));
  const series = createProfiles(names, 'made-up', (index) => ({ company: ['made-up', index % COMPANIES] }));
  const make = (
    schema: LocatedSchema,
    keys: readonly (string | number)[],
    following: Pick<SampleOptions, 'examples' | 'given'>,
  ): JsonValue => {
    const profile = new RecordProfile(series, hashKeys([schema.pointer, ...keys]) >>> 1);
    return sampler(schema, {
      direction: 'response',
      optional: 'all',
      randomAt: (path) => createRandom(seed, schema.pointer, ...keys, ...path),
      propose: proposeLeaf(profile, namesAround(schema.pointer)),
      ...following,
    });
  };
  return {
    sample: (schema, ...keys) => make(schema, keys, { examples: true }),
    vary: (schema, ...keys) => make(schema, keys, {}),
    mend: (schema, example, pointer = schema.pointer) => {
      const shown = dropForeign(spec.schemas, schema, example, 'response');
      const [violation] = spec.schemas.validator(schema, 'response')(shown);
      if (violation === undefined) return shown;
      const { file, line } = spec.locate(pointer);
      const place = formatPropertyPath(violation.path);
      warn?.(
        `${line === undefined ? file : `${file}:${line}`}: ${place === '' ? 'the example' : `${place} of the example`} breaks its schema: it ${violation.detail}. The mock sends it mended; mend the example or the schema.`,
      );
      return make(schema, [], { examples: true, given: shown });
    },
    doubt: ({ pointer }) => sampler.impossible.get(pointer),
  };
}

/** Parts of a pointer that name nothing of the author's. */
const STRUCTURE = new Set([
  ...['schema', 'schemas', 'items', 'properties', 'content', 'allOf', 'anyOf', 'oneOf', 'responses', 'components'],
  ...['paths', 'get', 'put', 'post', 'patch', 'delete', 'headers', 'default'],
]);

/** The names of what a schema describes, outermost first: a component, a property or a header. */
function namesAround(pointer: string): string[] {
  return parsePointer(pointer)
    .filter((token) => !STRUCTURE.has(token) && /^[\p{L}_-]/u.test(token) && !token.includes('/'))
    .slice(-2);
}
