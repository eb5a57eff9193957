/** Any value that JSON can carry (RFC 8259). */
export type JsonValue = null | boolean | number | string | JsonValue[] | JsonObject;

/** A JSON object (RFC 8259, section 4). */
export interface JsonObject {
  [name: string]: JsonValue;
}

/** The JSON type names of JSON Schema 2020-12 (`integer` is a number without fraction). */
export type JsonType = 'null' | 'boolean' | 'integer' | 'number' | 'string' | 'array' | 'object';

/**
 * The JSON Schema 2020-12 keywords that this project reads, as OpenAPI 3.1 uses them.
 * A `$ref` may stand beside other keywords. Extensions (`x-…`) are allowed anywhere.
 */
export interface JsonSchema {
  $ref?: string;
  $defs?: Record<string, JsonSchema>;
  type?: JsonType | JsonType[];
  title?: string;
  description?: string;
  default?: JsonValue;
  example?: JsonValue;
  examples?: JsonValue[];
  enum?: JsonValue[];
  const?: JsonValue;
  format?: string;
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  exclusiveMaximum?: number;
  multipleOf?: number;
  items?: JsonSchema | boolean;
  prefixItems?: JsonSchema[];
  contains?: JsonSchema;
  minContains?: number;
  maxContains?: number;
  unevaluatedItems?: JsonSchema | boolean;
  minItems?: number;
  maxItems?: number;
  uniqueItems?: boolean;
  properties?: Record<string, JsonSchema | boolean>;
  patternProperties?: Record<string, JsonSchema | boolean>;
  additionalProperties?: JsonSchema | boolean;
  unevaluatedProperties?: JsonSchema | boolean;
  propertyNames?: JsonSchema;
  required?: string[];
  dependentRequired?: Record<string, string[]>;
  dependentSchemas?: Record<string, JsonSchema | boolean>;
  minProperties?: number;
  maxProperties?: number;
  allOf?: (JsonSchema | boolean)[];
  anyOf?: (JsonSchema | boolean)[];
  oneOf?: (JsonSchema | boolean)[];
  not?: JsonSchema | boolean;
  if?: JsonSchema | boolean;
  then?: JsonSchema | boolean;
  else?: JsonSchema | boolean;
  discriminator?: { propertyName: string; mapping?: Record<string, string>; defaultMapping?: string };
  readOnly?: boolean;
  writeOnly?: boolean;
  deprecated?: boolean;
  xml?: JsonObject;
  [extension: `x-${string}`]: unknown;
}

/**
 * Marks a schema to which null was added because its author meant it, though OpenAPI 3.0.3 adds it to a `type` only (section
 * 4.7.24.1): null is accepted there, but never made.
 */
export const DOUBTFUL_NULL = 'x-doubtful-null';
