import type { JsonSchema, JsonValue } from '../../json-schema/model/json-schema';
import type { LocatedSchema, Schemas, SchemaViolation } from '../../json-schema/model/schemas';
import { schemaParts } from '../model/schema-facts';
import { violationAt } from './read-scalar';

/** Whether an integer keeps a numeric keyword's limit; comparing a bigint with a number is exact in JavaScript. */
const keeps: Readonly<Record<string, (value: bigint, limit: JsonValue) => boolean>> = {
  minimum: (value, limit) => value >= Number(limit),
  maximum: (value, limit) => value <= Number(limit),
  exclusiveMinimum: (value, limit) => value > Number(limit),
  exclusiveMaximum: (value, limit) => value < Number(limit),
  multipleOf: (value, limit) => !Number.isInteger(limit) || value % BigInt(limit as number) === 0n,
  enum: (value, limit) => (limit as JsonValue[]).some((one) => typeof one === 'number' && value === BigInt(one)),
  const: (value, limit) => typeof limit === 'number' && value === BigInt(limit),
};

/**
 * Checks an integer that a double would round against the numeric keywords of a schema, exactly.
 *
 * @param value - an integer beyond ±(2^53 - 1)
 */
export function checkBigInteger(schemas: Schemas, schema: LocatedSchema, value: bigint): SchemaViolation[] {
  return schemaParts(schemas, schema, ['allOf']).flatMap((part) =>
    Object.entries(keeps).flatMap(([keyword, keep]) => {
      const limit = part.schema[keyword as keyof JsonSchema] as JsonValue | undefined;
      return limit === undefined || keep(value, limit) ? [] : [{ path: [], ...violationAt(part, keyword, limit) }];
    }),
  );
}
