import type { JsonObject, JsonSchema, JsonValue } from '../model/json-schema';
import { createRandom } from '../model/random';
import { createSchemas } from '../validate/create-schemas';
import type { SampleOptions } from './generation';
import { sample } from './sample';

const COMPONENTS: Record<string, JsonSchema> = {
  Word: { type: 'string', example: 'hello' },
  Model: { type: 'object', properties: { name: { type: 'string' } }, example: { name: 'custom' } },
  Cat: { type: 'object', required: ['lives'], properties: { lives: { type: 'integer', example: 9 } } },
  Dog: { type: 'object', required: ['bark'], properties: { bark: { type: 'boolean' } } },
  Pet: {
    type: 'object',
    required: ['kind'],
    discriminator: { propertyName: 'kind' },
    properties: { kind: { type: 'string' } },
  },
  Bird: {
    allOf: [
      { $ref: '#/components/schemas/Pet' },
      { type: 'object', required: ['wings'], properties: { wings: { type: 'integer', const: 2 } } },
    ],
  },
};
const ref = (name: string): JsonSchema => ({ $ref: `#/components/schemas/${name}` });

function sampleOf(schema: JsonSchema, options: Partial<SampleOptions> = {}): JsonValue {
  const schemas = createSchemas({ components: { schemas: { ...COMPONENTS, Root: schema } } } as unknown as JsonObject);
  return sample(schemas, schemas.at('#/components/schemas/Root'), {
    ...{ randomAt: (path) => createRandom(1, ...path), direction: 'response', optional: 'all', examples: true },
    ...options,
  });
}

const person: JsonSchema = {
  type: 'object',
  required: ['id', 'name'],
  properties: {
    id: { type: 'integer', const: 7 },
    name: { type: 'string' },
    tags: { type: 'array', items: { type: 'string' } },
  },
};

describe('the nearest example', () => {
  test.each<[string, JsonSchema, JsonValue]>([
    ['of the schema', { type: 'string', example: 'a' }, 'a'],
    ['in the list of 3.1', { type: 'string', examples: ['b', 'c'] }, 'b'],
    ['behind a reference', ref('Word'), 'hello'],
    ['behind allOf', { allOf: [ref('Model')] }, { name: 'custom' }],
    ['behind anyOf', { anyOf: [ref('Model')] }, { name: 'custom' }],
    [
      'of each property',
      { type: 'object', properties: { a: ref('Word'), b: { allOf: [ref('Word')] } } },
      { a: 'hello', b: 'hello' },
    ],
    ['of an item', { type: 'array', minItems: 2, maxItems: 2, items: ref('Word') }, ['hello', 'hello']],
    ['of a list before that of its item', { type: 'array', items: ref('Word'), example: ['x'] }, ['x']],
    ['of all branches', { allOf: [{ example: { a: 1 } }, { type: 'object', example: { b: 2 } }] }, { b: 2, a: 1 }],
    ['else the default', { type: 'string', default: 'd' }, 'd'],
  ])('%s', (_, schema, expected) => expect(sampleOf(schema)).toEqual(expected));

  test.each<[string, JsonSchema, JsonValue, JsonValue]>([
    ['a number instead of text', person, { id: 7, name: 123 }, { id: 7, name: '123' }],
    ['text instead of a number', { type: 'integer' }, '12', 12],
    ['what is missing', person, { name: 'Ann' }, { name: 'Ann', id: 7 }],
    [
      'what must not be there',
      { ...person, additionalProperties: false },
      { id: 7, name: 'a', age: 1 },
      { id: 7, name: 'a' },
    ],
    ['an item', person, { id: 7, name: 'a', tags: ['x', 5] }, { id: 7, name: 'a', tags: ['x', '5'] }],
    ['by the branch it is most like', { oneOf: [ref('Cat'), ref('Dog')] }, { lives: '3' }, { lives: 3 }],
    ['by its discriminator', ref('Pet'), { kind: 'Bird' }, { kind: 'Bird', wings: 2 }],
  ])('is mended where it is wrong: %s', (_, schema, given, expected) => {
    expect(sampleOf(schema, { given })).toEqual(expected);
  });

  test('is left alone unless it is asked for', () => {
    expect(sampleOf({ type: 'string', example: 'a' }, { examples: false })).not.toBe('a');
  });
});

describe('where no value is valid, the best there is', () => {
  test.each<[string, JsonSchema, JsonValue]>([
    [
      'a required name that is no property',
      { type: 'object', additionalProperties: false, required: ['id'], properties: { a: { const: 1 } } },
      { a: 1 },
    ],
    [
      'one property that contradicts itself',
      { type: 'object', properties: { a: { const: 1 }, b: { type: 'string', minLength: 3, maxLength: 2 } } },
      { a: 1, b: null },
    ],
    [
      'branches that overlap',
      { oneOf: [{ const: 5 }, { type: 'integer' }], type: 'integer', maximum: 5, minimum: 5 },
      5,
    ],
  ])('%s', (_, schema, expected) => expect(sampleOf(schema, { lenient: true })).toEqual(expected));

  test('branches that overlap are told apart by what is left out', () => {
    const value = sampleOf({
      oneOf: [
        { type: 'object', required: ['a'], properties: { a: { const: 1 }, b: { const: 2 } } },
        { type: 'object', required: ['b'], properties: { b: { const: 2 } } },
      ],
    });
    expect([{ a: 1 }, { b: 2 }]).toContainEqual(value);
  });
});
