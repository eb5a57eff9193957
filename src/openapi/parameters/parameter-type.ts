import { integerRange } from '../../json-schema/formats/number-formats';
import type { JsonType } from '../../json-schema/model/json-schema';
import type { LocatedSchema, Schemas } from '../../json-schema/model/schemas';
import { itemsOf, propertiesOf, schemaParts, typesOf } from '../model/schema-facts';

/** The types that the text of a parameter is read as, prepared for reading many texts. */
export interface ParameterType {
  readonly schema: LocatedSchema;
  readonly shape: 'scalar' | 'array' | 'object';
  /** The scalar types that a text may be read as, the narrowest first; `string` alone where the schema does not say. */
  readonly scalars: readonly ScalarType[];
  /** The type of an array's items, or of those of an array in an object. */
  readonly items?: ParameterType;
  /** The types of an object's properties by name; others are texts. */
  readonly properties?: ReadonlyMap<string, ParameterType>;
  /** The exact ranges of the integer formats that apply, and the schemas that state them. */
  readonly ranges: readonly IntegerRange[];
}

/** The range of an integer format and where it is stated. */
export interface IntegerRange {
  readonly part: LocatedSchema;
  readonly min: bigint;
  readonly max: bigint;
}

/** The types of a text without structure. */
export type ScalarType = Extract<JsonType, 'boolean' | 'integer' | 'number' | 'string'>;

const NARROWEST_FIRST: readonly ScalarType[] = ['boolean', 'integer', 'number', 'string'];

/**
 * Prepares how the text of a parameter is read. Styles serialise one level of structure only (OpenAPI 3.1, section
 * 4.8.12.2), so what is inside an item or property is read as a scalar.
 */
export function parameterType(schemas: Schemas, schema: LocatedSchema, level: 0 | 1 = 0): ParameterType {
  const types = typesOf(schemas, schema);
  const scalars = NARROWEST_FIRST.filter((type) => types.has(type));
  const ranges = schemaParts(schemas, schema, ['allOf']).flatMap((part): IntegerRange[] => {
    const range = integerRange(part.schema.format);
    return range === undefined ? [] : [{ part, ...range }];
  });
  const own = { schema, ranges, scalars: types.size === 0 || level === 1 ? orString(scalars) : scalars };
  if (level === 0 && types.has('array')) {
    const items = itemsOf(schemas, schema);
    return { ...own, shape: 'array', items: items && parameterType(schemas, items, 1) };
  }
  if (level === 0 && types.has('object')) {
    const properties = [...propertiesOf(schemas, schema)].map(
      ([name, property]) => [name, parameterType(schemas, property, 1)] as const,
    );
    return { ...own, shape: 'object', properties: new Map(properties) };
  }
  // No style is defined for a list in an object; where names may repeat, clients repeat the property's.
  const items = level === 1 && types.has('array') ? itemsOf(schemas, schema) : undefined;
  return { ...own, shape: 'scalar', items: items && parameterType(schemas, items, 1) };
}

function orString(scalars: readonly ScalarType[]): readonly ScalarType[] {
  return scalars.length === 0 ? ['string'] : scalars;
}
