import { childPointer } from '../../../json-schema/model/pointer';
import type { LocatedSchema } from '../../../json-schema/model/schemas';
import { DocumentError } from '../../../openapi/read/document-error';
import { GENERATOR_NAMES, type GeneratorName } from './generators';

/**
 * The contents of `x-seed` on the schema of a property about its seeded values; `docs/seeding-extensions.md` describes it for
 * authors of documents.
 */
export interface SeedExtension {
  /** The value is an id from this pool: of a record of the resource of this name where the document has one. */
  readonly pool?: string;
  /** The id belongs to what this property of the same record refers to. */
  readonly within?: string;
  /** The generator to use, whatever the property is called. */
  readonly as?: GeneratorName;
  /** The share of nulls, 0..1, where the schema allows null. */
  readonly nulls?: number;
}

const FIELDS = ['pool', 'within', 'as', 'nulls'];

/**
 * Reads `x-seed` of a schema.
 *
 * @param siblings - the names of the properties of the record
 * @param source - the document, for messages
 * @returns an empty object when the schema says nothing
 * @throws {@link DocumentError} when it is not as documented
 */
export function readSeedExtension(schema: LocatedSchema, siblings: ReadonlySet<string>, source: string): SeedExtension {
  const value = schema.schema['x-seed'];
  if (value === undefined) return {};
  const fault = findFault(value, siblings);
  if (fault === undefined) return value as SeedExtension;
  const pointer = childPointer(schema.pointer, 'x-seed');
  throw new DocumentError([{ message: `x-seed ${fault}`, file: source, pointer }]);
}

function findFault(value: unknown, siblings: ReadonlySet<string>): string | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'must be an object';
  const { pool, within, as, nulls } = value as Record<string, unknown>;
  const unknown = Object.keys(value).find((name) => !FIELDS.includes(name));
  if (unknown !== undefined) return `has no field "${unknown}"; its fields are ${FIELDS.join(', ')}`;
  if (pool !== undefined && (typeof pool !== 'string' || pool === '')) return 'needs a name as its "pool"';
  if (within !== undefined && pool === undefined) return 'has "within" without "pool"';
  if (within !== undefined && !siblings.has(String(within))) {
    return `says "within: ${within}", but the record has no property of that name`;
  }
  if (as !== undefined && !GENERATOR_NAMES.includes(as as GeneratorName)) {
    return `has no generator "${as}"; there are ${GENERATOR_NAMES.join(', ')}`;
  }
  if (nulls !== undefined && !(typeof nulls === 'number' && nulls >= 0 && nulls <= 1)) {
    return 'needs a number from 0 to 1 as its "nulls"';
  }
  return undefined;
}
