import type { JsonObject } from '../../json-schema/model/json-schema';
import { createSchemas } from '../../json-schema/validate/create-schemas';
import { formRoom, pageField, tableRoom } from './page-field';
import type { PageField } from './page-model';

const fieldOf = (schema: JsonObject, others: JsonObject = {}, room = formRoom()): PageField => {
  const schemas = createSchemas({ $defs: { X: schema, ...others } });
  return pageField(schemas, { name: 'x', conjunction: [schemas.at('#/$defs/X')], required: true }, 'request', room);
};
const size = ({ fields = [], item }: PageField): number =>
  [...fields, ...(item === undefined ? [] : [item])].reduce((sum, each) => sum + size(each), 1);

test.each<[string, JsonObject, Partial<PageField>]>([
  [
    'a type or null, as branches',
    { anyOf: [{ type: 'string', maxLength: 3 }, { type: 'null' }] },
    { types: ['string', 'null'], maxLength: 3 },
  ],
  [
    'a composed object',
    { allOf: [{ type: 'object', properties: { a: {} } }, { required: ['a'] }] },
    { fields: [{ name: 'a', types: [], required: true }] },
  ],
  ['a choice of values', { enum: ['a', 'b', null] }, { values: ['a', 'b', null] }],
  ['a number between', { type: 'number', exclusiveMinimum: 0, maximum: 5 }, { limits: 'at most 5, more than 0' }],
  ['its default and example', { type: 'integer', default: 3, examples: [7] }, { default: 3, example: 7 }],
  ['anything', {}, { types: [] }],
])('%s', (_, schema, expected) => expect(fieldOf(schema)).toMatchObject(expected));

test('a choice between objects is not taken apart', () => {
  const branch = (name: string): JsonObject => ({ type: 'object', properties: { [name]: {} }, required: [name] });
  const field = fieldOf({ oneOf: [branch('a'), branch('b')] });
  expect(field).toMatchObject({ types: ['object'] });
  expect(field.fields).toBeUndefined();
});

describe('schemas that contain each other', () => {
  const names = Array.from({ length: 12 }, (_, index) => `p${index}`);
  const tree = { type: 'object', properties: Object.fromEntries(names.map((name) => [name, { $ref: '#/$defs/X' }])) };

  test('fill a form to its limit and no further; every property of the first level is there', () => {
    const field = fieldOf(tree);
    expect(field.fields?.map(({ name }) => name)).toEqual(names);
    expect(size(field)).toBeGreaterThan(100);
    expect(size(field)).toBeLessThanOrEqual(301);
  });

  test('are columns in a table', () => expect(size(fieldOf(tree, {}, tableRoom()))).toBe(13));
});
