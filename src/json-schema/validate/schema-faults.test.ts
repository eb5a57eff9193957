import type { JsonObject } from '../model/json-schema';
import { schemaFaults } from './schema-faults';

function faultsOf(schema: unknown, more: Record<string, unknown> = {}): string[] {
  const document = { openapi: '3.1.0', components: { schemas: { Root: schema, ...more } } };
  return schemaFaults(document as unknown as JsonObject).map(({ pointer, reason }) => `${pointer.slice(21)} ${reason}`);
}

test.each<[string, unknown, string]>([
  ['unknown type', { type: 'strng' }, 'Root/type names an unknown type "strng"; known are null, boolean'],
  ['extension', { type: 'string', 'x-unique': 'yes' }, 'Root/x-unique must be true, or left out'],
  ['unknown type in a list', { type: ['string', 'nil'] }, 'Root/type names an unknown type "nil"'],
  ['empty type list', { type: [] }, 'Root/type must name at least one type'],
  ['bad pattern', { pattern: '[' }, 'Root/pattern is not a regular expression (ECMA-262): '],
  ['pattern that lacks what it needs u for', { pattern: '\\_\\p{L}' }, 'Root/pattern is not a regular expression'],
  ['bad pattern property', { patternProperties: { '(': {} } }, 'Root/patternProperties is not a regular expression'],
  ['limit as text', { maxLength: '5' }, 'Root/maxLength must be a whole number >= 0'],
  ['negative limit', { minItems: -1 }, 'Root/minItems must be a whole number >= 0'],
  ['exclusive limit of OpenAPI 3.0', { exclusiveMinimum: true }, 'Root/exclusiveMinimum must be a number'],
  ['divisor of nothing', { multipleOf: 0 }, 'Root/multipleOf must be a number greater than 0'],
  ['required of OpenAPI 2', { required: true }, 'Root/required must be a list of property names'],
  [
    'values of the items',
    { type: 'array', enum: ['a'], items: {} },
    'Root/enum lists values of the items, and no list',
  ],
  ['enum without values', { enum: [] }, 'Root/enum must be a list of at least one value'],
  ['allOf that is no list', { allOf: {} }, 'Root/allOf must be a list of at least one schema'],
  ['properties that are no object', { properties: [] }, 'Root/properties must be an object'],
  [
    'property that is no schema',
    { properties: { a: 'string' } },
    'Root/properties/a must be a schema: an object, true or false',
  ],
  ['items of draft-07', { items: [{}] }, 'Root/items must be a schema: an object, true or false'],
  [
    'dynamic reference',
    { items: { $dynamicRef: '#node' } },
    'Root/items/$dynamicRef depends on where a value is checked',
  ],
  ['recursive reference', { items: { $recursiveRef: '#' } }, 'Root/items/$recursiveRef is of JSON Schema 2019-09'],
  ['format that is no text', { format: 1 }, 'Root/format must be a string'],
  ['flag that is no boolean', { readOnly: 'yes' }, 'Root/readOnly must be true or false'],
  [
    'reference to nothing',
    { $ref: '#/components/schemas/No' },
    'Root/$ref points to #/components/schemas/No, which names nothing in the document',
  ],
  ['reference elsewhere', { $ref: 'other.yaml#/A' }, 'Root/$ref leaves the document (other.yaml#/A); only local'],
  ['reference to no schema', { $ref: '#/openapi' }, 'Root/$ref points to #/openapi, which is not a schema'],
  [
    'deep inside',
    { items: { properties: { a: { anyOf: [{ not: { type: 'x' } }] } } } },
    'Root/items/properties/a/anyOf/0/not/type names an unknown',
  ],
  ['itself', { $ref: '#/components/schemas/Root' }, 'Root is a schema that contains itself'],
])('%s', (_, schema, expected) => {
  const faults = faultsOf(schema);
  expect(faults).toHaveLength(1);
  expect(faults[0]).toContain(expected);
});

test.each<[string, unknown, Record<string, unknown>]>([
  ['by $ref', { $ref: '#/components/schemas/B' }, { B: { $ref: '#/components/schemas/Root' } }],
  [
    'by allOf',
    { allOf: [{ $ref: '#/components/schemas/B' }] },
    { B: { anyOf: [{ $ref: '#/components/schemas/Root' }] } },
  ],
  ['by not', { not: { $ref: '#/components/schemas/Root' } }, {}],
])('a circle %s is found', (_, schema, more) => {
  expect(faultsOf(schema, more)).toEqual([expect.stringMatching(/ is a schema that contains itself$/)]);
});

test.each<[string, unknown]>([
  ['pattern that only works without u', { pattern: '\\_' }],
  [
    'recursion through properties and items',
    { properties: { a: { $ref: '#/components/schemas/Root' } }, items: { $ref: '#/components/schemas/Root' } },
  ],
  ['boolean schemas', { properties: { a: true, b: false }, additionalProperties: false }],
  [
    'properties with the names of keywords',
    { properties: { type: { type: 'string' }, pattern: {}, $ref: {}, required: {} } },
  ],
  [
    'examples that look like bad schemas',
    { example: { type: 'x' }, examples: [{ pattern: '[' }], default: { $ref: 'x' }, enum: [{ type: 'x' }] },
  ],
  ['extensions', { 'x-any': { type: 'x' } }],
  [
    'two branches that share a schema',
    { allOf: [{ $ref: '#/components/schemas/S' }, { $ref: '#/components/schemas/S' }] },
  ],
])('%s are no fault', (_, schema) => {
  expect(faultsOf(schema, { S: {} })).toEqual([]);
});

test('schemas are found wherever OpenAPI has them, and nowhere else', () => {
  const bad = { type: 'x' };
  const content = {
    'application/json': { schema: bad, example: { schema: bad }, examples: { one: { value: { schema: bad } } } },
  };
  const document = {
    info: { schema: bad },
    'x-schemas': { schema: bad },
    paths: {
      '/schema': {
        parameters: [{ name: 'a', in: 'query', schema: bad }],
        post: {
          requestBody: { content },
          responses: { 200: { headers: { schema: { schema: bad } }, content } },
          callbacks: { done: { '{$url}': { post: { requestBody: { content } } } } },
        },
      },
    },
    components: {
      responses: { schema: { description: '' }, example: { content } },
      parameters: { schemas: { schema: bad } },
    },
  };
  expect(
    schemaFaults(JSON.parse(JSON.stringify(document)) as JsonObject)
      .map(({ pointer }) => pointer.replace(/^#|\/type$/g, ''))
      .sort(),
  ).toEqual([
    '/components/parameters/schemas/schema',
    '/components/responses/example/content/application~1json/schema',
    '/paths/~1schema/parameters/0/schema',
    '/paths/~1schema/post/callbacks/done/{$url}/post/requestBody/content/application~1json/schema',
    '/paths/~1schema/post/requestBody/content/application~1json/schema',
    '/paths/~1schema/post/responses/200/content/application~1json/schema',
    '/paths/~1schema/post/responses/200/headers/schema/schema',
  ]);
});

test('an enum of a list without lists is taken as that of its items', () => {
  const schema = { type: 'array', enum: ['a', 'b'], items: { type: 'string' } };
  for (const { mend } of schemaFaults({ components: { schemas: { Root: schema } } } as unknown as JsonObject)) mend();
  expect(schema).toEqual({ type: 'array', items: { type: 'string', enum: ['a', 'b'] } });
});
