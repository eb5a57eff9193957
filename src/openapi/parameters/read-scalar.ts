import type { JsonSchema, JsonValue } from '../../json-schema/model/json-schema';
import { childPointer } from '../../json-schema/model/pointer';
import type { LocatedSchema, Schemas, SchemaViolation } from '../../json-schema/model/schemas';
import { violationDetail } from '../../json-schema/validate/violation-details';
import { schemaParts } from '../model/schema-facts';
import type { ParameterType } from './parameter-type';

/** A text read as a typed value; a `bigint` where a double would round the integer. */
export type ScalarReading =
  | { readonly value: boolean | number | string | bigint; readonly violation?: undefined }
  | { readonly violation: Omit<SchemaViolation, 'path'> };

const INTEGER = /^-?(?:0|[1-9][0-9]*)$/;
const NUMBER = /^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?$/;
/** More digits than any integer format has. */
const TOO_MANY_DIGITS = 400;

/**
 * Reads a text as the type that a schema asks for, strictly: an integer is digits with at most a leading minus, a number is
 * a JSON number (RFC 8259, section 6), a boolean is `true` or `false`. Integers are compared with their format's range
 * exactly.
 *
 * @example readScalar(schemas, type, '1.5') // { violation: { keyword: 'type', detail: 'must be a whole number', ... } }
 */
export function readScalar(schemas: Schemas, type: ParameterType, text: string): ScalarReading {
  for (const scalar of type.scalars) {
    switch (scalar) {
      case 'string':
        return { value: text };
      case 'boolean':
        if (text === 'true' || text === 'false') return { value: text === 'true' };
        break;
      case 'integer':
        if (INTEGER.test(text) && text.length < TOO_MANY_DIGITS) return readInteger(type, text);
        break;
      case 'number':
        if (NUMBER.test(text) && Number.isFinite(Number(text))) return { value: Number(text) + 0 };
    }
  }
  return { violation: typeViolation(schemas, type) };
}

function readInteger(type: ParameterType, text: string): ScalarReading {
  // Adding zero turns -0 into 0.
  const value = Number(text) + 0;
  const exact = Number.isSafeInteger(value) ? value : BigInt(text);
  for (const { part, min, max } of type.ranges) {
    if (exact < min || exact > max) return { violation: violationAt(part, 'format', part.schema.format ?? '') };
  }
  return { value: exact };
}

function typeViolation(schemas: Schemas, type: ParameterType): Omit<SchemaViolation, 'path'> {
  const parts = schemaParts(schemas, type.schema);
  const typed = parts.find((part) => part.schema.type !== undefined);
  if (typed !== undefined) return violationAt(typed, 'type', withoutNull(typed.schema.type as JsonValue));
  const listed = parts.find((part) => part.schema.enum !== undefined);
  if (listed !== undefined) return violationAt(listed, 'enum', listed.schema.enum as JsonValue);
  return { keyword: 'type', detail: violationDetail('type', [...type.scalars]), pointer: type.schema.pointer };
}

// A parameter has no way to say null.
function withoutNull(types: JsonValue): JsonValue {
  return Array.isArray(types) ? types.filter((type) => type !== 'null') : types;
}

/** A violation of one keyword of one schema. */
function violationAt(part: LocatedSchema, keyword: string, limit: JsonValue): Omit<SchemaViolation, 'path'> {
  return { keyword, detail: violationDetail(keyword, limit), pointer: childPointer(part.pointer, keyword) };
}

/** Checks of an integer by numeric keyword; comparing a bigint with a number is exact in JavaScript. */
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
