import type { JsonObject, JsonSchema } from '../model/json-schema';
import type { Schemas } from '../model/schemas';
import { createSchemas } from '../validate/create-schemas';
import { isForeign, itemAt, longestArray, propertyNames, propertyOf } from './effective-children';
import { type EffectiveSchema, effectiveSchemas } from './effective-schema';

const ref = (name: string): JsonSchema => ({ $ref: `#/components/schemas/${name}` });

function read(
  schema: JsonSchema,
  definitions: Record<string, JsonSchema> = {},
): { schemas: Schemas; all: readonly EffectiveSchema[] } {
  const document = { components: { schemas: { ...definitions, Root: schema } } };
  const schemas = createSchemas(document as unknown as JsonObject);
  return { schemas, all: effectiveSchemas(schemas, [schemas.at('#/components/schemas/Root')]) };
}

test.each<[string, JsonSchema, string[][]]>([
  ['no type', {}, [['null', 'boolean', 'number', 'string', 'array', 'object']]],
  ['one type', { type: 'string' }, [['string']]],
  ['several types', { type: ['null', 'integer'] }, [['null', 'integer']]],
  ['what all parts allow', { type: ['string', 'number'], allOf: [{ type: ['integer', 'null'] }] }, [['integer']]],
  ['nothing', { type: 'string', allOf: [{ type: 'null' }] }, []],
  ['one for each branch', { anyOf: [{ type: 'string' }, { type: 'null' }] }, [['string'], ['null']]],
  ['only branches that agree', { type: 'string', oneOf: [{ type: 'string' }, { type: 'null' }] }, [['string']]],
  [
    'branches of branches',
    { anyOf: [{ anyOf: [{ type: 'string' }, { type: 'boolean' }] }, { type: 'null' }] },
    [['string'], ['boolean'], ['null']],
  ],
])('types: %s', (_, schema, expected) => {
  expect(read(schema).all.map(({ types }) => types)).toEqual(expected);
});

test('the tightest limit binds, and says where it stands', () => {
  const { all } = read(
    { ...ref('Text'), maxLength: 5, allOf: [{ minLength: 2, maxLength: 9 }] },
    { Text: { minLength: 1, maxLength: 7 } },
  );
  expect(all[0]?.limits).toEqual({
    minLength: { value: 2, pointer: '#/components/schemas/Root/allOf/0/minLength' },
    maxLength: { value: 5, pointer: '#/components/schemas/Root/maxLength' },
  });
});

test('enums leave what all of them list, of an allowed type', () => {
  const { all } = read({ type: 'string', enum: ['a', 'b', 1], allOf: [{ enum: ['b', 'c', 1] }] });
  expect(all[0]?.values).toEqual({ value: ['b'], pointer: '#/components/schemas/Root/enum' });
  expect(read({ enum: ['a'], allOf: [{ const: 'b' }] }).all).toEqual([]);
});

test('a property answers to every part that describes it', () => {
  const { schemas, all } = read({
    properties: { a: { type: 'string' } },
    patternProperties: { '^a': { maxLength: 3 } },
    allOf: [{ properties: { b: {} }, additionalProperties: { minLength: 1 } }],
  });
  const pointers = (name: string): string[] =>
    propertyOf(schemas, all[0]!, name).conjunction.map(({ pointer }) =>
      pointer.replace('#/components/schemas/Root', ''),
    );
  expect(pointers('a')).toEqual(['/properties/a', '/patternProperties/^a', '/allOf/0/additionalProperties']);
  expect(pointers('b')).toEqual(['/allOf/0/properties/b']);
  expect(pointers('ax')).toEqual(['/patternProperties/^a', '/allOf/0/additionalProperties']);
});

test.each<[string, JsonSchema, string | undefined]>([
  ['by additionalProperties', { additionalProperties: false }, '#/components/schemas/Root/additionalProperties'],
  ['by unevaluatedProperties', { unevaluatedProperties: false }, '#/components/schemas/Root/unevaluatedProperties'],
  ['by its own schema', { properties: { x: false } }, '#/components/schemas/Root/properties/x'],
  ['not when described', { properties: { x: {} }, additionalProperties: false }, undefined],
  ['not by default', {}, undefined],
])('a property is forbidden %s', (_, schema, expected) => {
  const { schemas, all } = read(schema);
  expect(propertyOf(schemas, all[0]!, 'x').forbidden).toBe(expected);
});

test('properties of the other side are left out', () => {
  const { schemas, all } = read(
    {
      properties: { id: ref('Id'), a: {}, secret: { writeOnly: true }, late: { ...ref('Id'), minLength: 1 } },
      required: ['more'],
    },
    { Id: { readOnly: true } },
  );
  expect(propertyNames(schemas, all[0]!, 'request')).toEqual(['a', 'secret', 'more']);
  expect(propertyNames(schemas, all[0]!, 'response')).toEqual(['id', 'a', 'late', 'more']);
  expect(isForeign([schemas.at('#/components/schemas/Id')], schemas, 'request')).toBe(true);
});

test('items follow prefixItems, and items: false closes an array', () => {
  const { schemas, all } = read({ prefixItems: [{ type: 'string' }], items: { type: 'integer' }, maxItems: 3 });
  expect([0, 1].map((index) => itemAt(schemas, all[0]!, index)[0]?.schema.type)).toEqual(['string', 'integer']);
  expect(longestArray(all[0]!)).toEqual({ value: 3, pointer: '#/components/schemas/Root/maxItems' });
  expect(longestArray(read({ prefixItems: [{}, {}], items: false }).all[0]!)).toEqual({
    value: 2,
    pointer: '#/components/schemas/Root/items',
  });
});

test('a great many combinations of branches are varied one at a time', () => {
  const choice: JsonSchema = { anyOf: Array.from({ length: 10 }, (_, index) => ({ minLength: index })) };
  expect(read({ allOf: [choice, choice, structuredClone(choice)] }).all.length).toBeLessThanOrEqual(30);
});
