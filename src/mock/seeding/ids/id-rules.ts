import { effectiveSchemas } from '../../../json-schema/effective/effective-schema';
import { flatSchema } from '../../../json-schema/effective/flat-schema';
import type { JsonSchema, JsonValue } from '../../../json-schema/model/json-schema';
import type { LocatedSchema, Schemas } from '../../../json-schema/model/schemas';
import { fitsLeaf } from '../../../json-schema/sample/fits-leaf';

/** The rules for ids, of the property that holds them and of the path parameter that names them. */
export interface IdRules {
  /** Everything in one place, as far as it can be summed up. */
  readonly schema: JsonSchema;
  /** The schema that ids are drawn from, where they follow no simpler rule. */
  readonly drawnFrom: LocatedSchema;
  /** Tells whether an id is valid for the property and, as a path carries it, for the parameter. */
  accepts(id: JsonValue): boolean;
}

/**
 * Reads what the ids of a resource must satisfy.
 *
 * @param property - the schema of the property that holds the id
 * @param parameter - the schema of the path parameter, where there is one
 */
export function readIdRules(schemas: Schemas, property: LocatedSchema, parameter?: LocatedSchema): IdRules {
  const own = effectiveSchemas(schemas, [property]);
  const asked = parameter === undefined ? [] : effectiveSchemas(schemas, [parameter]);
  const together = parameter === undefined ? own : effectiveSchemas(schemas, [property, parameter]);
  const isCounted = ({ types }: (typeof own)[number]): boolean => types.includes('integer') || types.includes('number');
  const isText = ({ types }: (typeof own)[number]): boolean => types.includes('string');
  const variants = together.length > 0 ? together : own;
  const effective = variants.find((variant) => isText(variant) || isCounted(variant)) ?? variants[0];
  const narrower = parameter !== undefined && isNarrow(parameter.schema) && !isNarrow(property.schema);
  return {
    schema: effective === undefined ? property.schema : flatSchema(effective),
    drawnFrom: narrower && together.length > 0 ? parameter : property,
    accepts: (id) =>
      own.some((variant) => fitsLeaf(variant, id)) &&
      (asked.length === 0 || spellings(id).some((spelled) => asked.some((variant) => fitsLeaf(variant, spelled)))),
  };
}

/** An id as a record has it, and as a path may be read. */
export function spellings(id: JsonValue): JsonValue[] {
  return typeof id === 'string' && /^-?\d{1,15}$/.test(id) ? [id, Number(id)] : [id, String(id)];
}

function isNarrow({ pattern, format, enum: values }: JsonSchema): boolean {
  return (pattern ?? format ?? values) !== undefined;
}
