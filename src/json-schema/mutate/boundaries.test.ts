import type { JsonObject, JsonSchema, JsonValue } from '../model/json-schema';
import { formatPropertyPath, valueAt } from '../model/pointer';
import { countCodePoints } from '../sample/fits-leaf';
import { generatorDocument, generatorSchemas, pointerOf } from '../sample/generator-schemas.test-support';
import { createSchemas } from '../validate/create-schemas';
import { boundaryValues } from './boundaries';
import type { LabelledValue } from './value-rules';

const schemas = generatorDocument();

test.each(Object.keys(generatorSchemas))(
  '%s: every boundary is valid, told once, and points to the document',
  (name) => {
    const schema = schemas.at(pointerOf(name));
    for (const direction of ['request', 'response'] as const) {
      const found = boundaryValues(schemas, schema, direction);
      expect(found.length).toBeGreaterThan(0);
      for (const { value, pointer, label } of found) {
        expect([label, schemas.validator(schema, direction)(value)]).toEqual([label, []]);
        expect(valueAt(schemas.document, pointer)).toBeDefined();
      }
      expect(new Set(found.map(({ value }) => JSON.stringify(value))).size).toBe(found.length);
    }
  },
);

function boundariesOf(schema: JsonSchema): readonly LabelledValue[] {
  const own = createSchemas({ components: { schemas: { Root: schema } } } as unknown as JsonObject);
  return boundaryValues(own, own.at('#/components/schemas/Root'), 'request');
}

function values(schema: JsonSchema): JsonValue[] {
  return boundariesOf(schema).map(({ value }) => value);
}

describe('texts', () => {
  const texts = values({ type: 'string', maxLength: 255 }) as string[];

  test('are as short and as long as can be, in characters of every size', () => {
    expect(texts).toContain('');
    const longest = texts.filter((text) => countCodePoints(text) === 255);
    expect(longest.map((text) => Buffer.byteLength(text)).sort((one, other) => one - other)).toEqual([
      255, 382, 510, 765, 1020,
    ]);
    expect(texts.filter((text) => countCodePoints(text) === 254)).not.toEqual([]);
    expect(texts.every((text) => countCodePoints(text) <= 255)).toBe(true);
  });

  test.each([
    ['a leading space', /^ \S/],
    ['a trailing space', /\S $/],
    ['a leading plus', /^\+\d/],
    ['a quote', /"/],
    ['a backslash', /\\/],
    ['a line break', /\n/],
    ['a right-to-left letter', /\p{Script=Hebrew}/u],
    ['a joined emoji', /\u200d/],
    ['a combining character', /\p{M}/u],
  ])('come with %s', (_, pattern) => {
    expect(texts.some((text) => pattern.test(text))).toBe(true);
  });

  test('with a limit too far away are left out', () => {
    expect(
      Math.max(...(values({ type: 'string', maxLength: 1e9 }) as string[]).map((text) => text.length)),
    ).toBeLessThan(1e5);
  });

  test('of a pattern keep to it', () => {
    const matching = values({ type: 'string', pattern: '^[a-z]+$', minLength: 3, maxLength: 6 }) as string[];
    expect(matching).toContain('aaaaaa');
    expect(matching).toContain('aaa');
  });
});

test.each<[string, JsonSchema, JsonValue[]]>([
  ['limits of an integer', { type: 'integer', minimum: 0, maximum: 1000 }, [0, 1, 999, 1000]],
  ['exclusive limits', { type: 'integer', exclusiveMinimum: 0, exclusiveMaximum: 9 }, [1, 8]],
  ['limits of multiples', { type: 'number', minimum: 0.1, maximum: 0.5, multipleOf: 0.1 }, [0.1, 0.2, 0.4, 0.5]],
  ['numbers without limits', { type: 'number' }, [0, 1, -0.01, 0.5]],
  ['limits of int32', { type: 'integer', format: 'int32' }, [2147483647, -2147483648, 0, -1]],
  ['null and booleans', { type: ['boolean', 'null'] }, [null, true, false]],
  ['every enum value', { enum: ['a', 'B', null, 3] }, ['a', 'B', null, 3]],
  [
    'first, last and some between of a long enum',
    { enum: Array.from({ length: 545 }, (_, index) => `v${index}`) },
    ['v0', 'v78', 'v155', 'v233', 'v311', 'v389', 'v466', 'v544'],
  ],
  ['lengths of arrays', { type: 'array', items: { const: 1 }, maxItems: 3 }, [[], [1], [1, 1], [1, 1, 1]]],
  [
    'optional properties',
    { type: 'object', properties: { a: { const: 1 }, b: { const: 2 } }, required: ['b'] },
    [{ a: 1, b: 2 }, { b: 2 }],
  ],
  ['both alternatives', { oneOf: [{ const: 1 }, { const: 'one' }] }, [1, 'one']],
  [
    'inside objects and arrays',
    { type: 'object', properties: { a: { type: 'array', items: { enum: [1, 2] } } } },
    [{ a: [] }, {}, { a: [2, 2] }],
  ],
  [
    'null of an optional object',
    { type: 'object', properties: { a: { anyOf: [{ type: 'object' }, { type: 'null' }] } } },
    [{ a: null }, {}],
  ],
  [
    'shapes of a UUID',
    { type: 'string', format: 'uuid' },
    ['3F2504E0-4F89-41D3-9A0C-0305E82C3301', '00000000-0000-0000-0000-000000000000'],
  ],
])('%s', (_, schema, expected) => {
  expect(values(schema)).toEqual(expect.arrayContaining(expected));
});

test('an e-mail address goes up to the limit', () => {
  const longest = (values({ type: 'string', format: 'email', maxLength: 255 }) as string[]).filter(
    (text) => text.length === 255,
  );
  expect(longest).toHaveLength(1);
  expect(longest[0]).toMatch(/^[a-z]{64}@[a-z.]+$/);
});

test('each says where and of what it is a boundary', () => {
  const found = boundariesOf({ type: 'object', properties: { note: { type: 'string', maxLength: 2 } } });
  expect(found.map(({ path, label, pointer }) => `${formatPropertyPath(path)}: ${label} ${pointer}`)).toEqual(
    expect.arrayContaining([
      'note: absent #/components/schemas/Root/properties/note',
      'note: 2 characters (4-byte) #/components/schemas/Root/properties/note/maxLength',
    ]),
  );
});

test('recursion ends', () => {
  expect(boundaryValues(schemas, schemas.at(pointerOf('Tree')), 'request').length).toBeLessThan(500);
});
