import type { JsonObject, JsonSchema } from '../model/json-schema';
import type { Schemas } from '../model/schemas';
import { createSchemas } from '../validate/create-schemas';

/** Test data; not part of the package. */
const ref = (name: string): JsonSchema => ({ $ref: `#/components/schemas/${name}` });

/** Definitions that the cases share. */
const definitions: Record<string, JsonSchema> = {
  Id: { type: 'string', format: 'uuid' },
  Money: {
    type: 'object',
    required: ['amount', 'currency'],
    properties: {
      amount: { type: 'number', exclusiveMinimum: 0, multipleOf: 0.01 },
      currency: { type: 'string', pattern: '^[A-Z]{3}$' },
    },
    additionalProperties: false,
  },
  Person: {
    type: 'object',
    required: ['reference', 'mail', 'title', 'telephone'],
    properties: {
      id: { ...ref('Id'), readOnly: true },
      reference: ref('Id'),
      mail: { type: ['string', 'null'], format: 'email', maxLength: 255 },
      title: { type: 'string', minLength: 0, maxLength: 255 },
      place: { type: ['string', 'null'], format: 'uuid' },
      telephone: { type: 'string', maxLength: 32 },
      secret: { type: 'string', minLength: 8, writeOnly: true },
    },
  },
  Tree: {
    type: 'object',
    required: ['name'],
    properties: {
      name: { type: 'string', minLength: 1 },
      children: { type: 'array', items: ref('Tree') },
      parent: { anyOf: [ref('Tree'), { type: 'null' }] },
    },
  },
  Chain: { type: 'object', required: ['next'], properties: { next: { oneOf: [ref('Chain'), { type: 'null' }] } } },
  Cat: {
    type: 'object',
    required: ['kind', 'lives'],
    properties: { kind: { type: 'string' }, lives: { type: 'integer', minimum: 1, maximum: 9 } },
  },
  Dog: {
    type: 'object',
    required: ['kind', 'barks'],
    properties: { kind: { type: 'string' }, barks: { type: 'boolean' } },
  },
  Long: ref('Longer'),
  Longer: ref('Longest'),
  Longest: { type: 'string', minLength: 2, maxLength: 3 },
};

/** Schemas of every kind that the generators must cope with, by what is special about them. */
export const generatorSchemas: Readonly<Record<string, JsonSchema>> = {
  ...definitions,
  'any value': {},
  'a type array': { type: ['integer', 'boolean', 'null'], minimum: 3 },
  'null only': { type: 'null' },
  'an enum': { type: 'string', enum: ['red', 'Green', 'BLUE'] },
  'an enum with null': { type: ['string', 'null'], enum: ['red', null] },
  'an enum of mixed types': { enum: [1, 'one', true] },
  'a constant': { const: 'fixed' },
  'a constant number': { const: 42 },
  'a text of one length': { type: 'string', minLength: 5, maxLength: 5 },
  'a text that may only be empty': { type: 'string', maxLength: 0 },
  'a long text': { type: 'string', minLength: 300, maxLength: 400 },
  'a short e-mail address': { type: 'string', format: 'email', maxLength: 6 },
  'a long e-mail address': { type: 'string', format: 'email', minLength: 200, maxLength: 220 },
  'an e-mail address with a pattern': { type: 'string', format: 'email', pattern: '\\.nl$' },
  'a pattern': { type: 'string', pattern: '^[A-Z]{2}-\\d{3,5}$' },
  'a pattern with limits': { type: 'string', pattern: '^[a-z]+$', minLength: 3, maxLength: 6 },
  'a pattern of any end': { type: 'string', pattern: 'needle' },
  'a pattern of letters of any language': { type: 'string', pattern: '^\\p{L}+$', maxLength: 10 },
  'a date-time': { type: 'string', format: 'date-time' },
  'a date': { type: 'string', format: 'date' },
  'a URI': { type: 'string', format: 'uri', maxLength: 40 },
  'an unknown format': { type: 'string', format: 'colour', maxLength: 4 },
  'an int32': { type: 'integer', format: 'int32', minimum: 0, maximum: 1000 },
  'an int64': { type: 'integer', format: 'int64', minimum: 0 },
  'an int32 without limits': { type: 'integer', format: 'int32' },
  'an exclusive range': { type: 'number', exclusiveMinimum: 0, exclusiveMaximum: 1 },
  'an exclusive range of integers': { type: 'integer', exclusiveMinimum: 1, exclusiveMaximum: 3 },
  'a single number': { type: 'number', minimum: 0.5, maximum: 0.5 },
  'negative numbers': { type: 'integer', maximum: -10 },
  'multiples of 0.01': { type: 'number', minimum: 0, multipleOf: 0.01 },
  'multiples of 7': { type: 'integer', minimum: 10, maximum: 30, multipleOf: 7 },
  'a float': { type: 'number', format: 'float', minimum: 0 },
  'huge numbers': { type: 'number', minimum: 1e15 },
  'a boolean': { type: 'boolean' },
  'an array': { type: 'array', items: { type: 'string', maxLength: 3 } },
  'an array with limits': { type: 'array', items: { type: 'integer' }, minItems: 2, maxItems: 4 },
  'a set': { type: 'array', items: { type: 'integer', minimum: 1, maximum: 4 }, uniqueItems: true, minItems: 2 },
  'a set of constants': { type: 'array', items: { enum: ['a', 'b'] }, uniqueItems: true, maxItems: 2 },
  'a tuple': { type: 'array', prefixItems: [{ type: 'string' }, { type: 'integer' }], items: false, minItems: 2 },
  'an array that contains': { type: 'array', items: { type: 'integer' }, contains: { minimum: 100 } },
  'a map': { type: 'object', additionalProperties: { type: 'integer', minimum: 0 } },
  'a map with named keys': {
    type: 'object',
    propertyNames: { pattern: '^[a-z]{2}$' },
    additionalProperties: { type: 'string' },
    minProperties: 1,
  },
  'pattern properties': {
    type: 'object',
    patternProperties: { '^x-': { type: 'integer' } },
    additionalProperties: false,
  },
  'a closed object': {
    type: 'object',
    properties: { a: { type: 'string' } },
    required: ['a'],
    additionalProperties: false,
  },
  'an object with counts': {
    type: 'object',
    properties: { a: { type: 'integer' }, b: { type: 'integer' }, c: { type: 'integer' } },
    minProperties: 1,
    maxProperties: 2,
  },
  'dependent properties': {
    type: 'object',
    properties: { card: { type: 'string' }, address: { type: 'string' } },
    dependentRequired: { card: ['address'] },
  },
  'a required property that is not described': { type: 'object', required: ['something'] },
  'composed by allOf': {
    allOf: [
      { type: 'object', required: ['a'], properties: { a: { type: 'integer', minimum: 0 } } },
      { properties: { a: { maximum: 5 }, b: { type: 'string' } }, required: ['b'] },
    ],
  },
  'composed and closed': {
    allOf: [{ type: 'object', properties: { a: { type: 'string' } } }],
    properties: { b: { type: 'boolean' } },
    unevaluatedProperties: false,
  },
  'a $ref with siblings': { ...ref('Longest'), maxLength: 2 },
  'a nullable object': { anyOf: [ref('Money'), { type: 'null' }] },
  'alternatives of types': {
    oneOf: [
      { type: 'string', maxLength: 3 },
      { type: 'integer', minimum: 0 },
    ],
  },
  'overlapping alternatives': {
    oneOf: [
      { type: 'integer', minimum: 10 },
      { type: 'integer', maximum: 20 },
    ],
  },
  'a discriminated union': {
    oneOf: [ref('Cat'), ref('Dog')],
    discriminator: { propertyName: 'kind', mapping: { feline: '#/components/schemas/Cat' } },
  },
  'one of two properties': {
    type: 'object',
    properties: { mail: { type: 'string' }, telephone: { type: 'string' } },
    anyOf: [{ required: ['mail'] }, { required: ['telephone'] }],
  },
  'a condition': JSON.parse(`{
    "type": "object", "required": ["country", "code"],
    "properties": { "country": { "enum": ["NL", "BE"] }, "code": { "type": "string" } },
    "if": { "properties": { "country": { "const": "NL" } } },
    "then": { "properties": { "code": { "pattern": "^\\\\d{4}[A-Z]{2}$" } } },
    "else": { "properties": { "code": { "pattern": "^\\\\d{4}$" } } }
  }`),
  'not everything': { type: 'string', not: { enum: ['forbidden'] } },
  'a nested structure': {
    type: 'object',
    required: ['lines'],
    properties: {
      lines: {
        type: 'array',
        minItems: 1,
        items: {
          type: 'object',
          required: ['price'],
          properties: { price: ref('Money'), note: { type: ['string', 'null'], maxLength: 10 } },
        },
      },
    },
  },
};

/** The cases as one document: each is a component under its own name. */
export function generatorDocument(): Schemas {
  return createSchemas({ openapi: '3.1.0', components: { schemas: generatorSchemas } } as unknown as JsonObject);
}

/** The pointer of a case in {@link generatorDocument}. */
export function pointerOf(name: string): string {
  return `#/components/schemas/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}
