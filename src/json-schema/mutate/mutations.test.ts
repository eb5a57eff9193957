import type { JsonObject, JsonSchema, JsonValue } from '../model/json-schema';
import { formatPropertyPath, valueAt } from '../model/pointer';
import { createRandom } from '../model/random';
import { generatorDocument, generatorSchemas, pointerOf } from '../sample/generator-schemas.test-support';
import { sample } from '../sample/sample';
import { createSchemas } from '../validate/create-schemas';
import { mutations } from './mutations';
import type { Mutation } from './value-rules';

const schemas = generatorDocument();

describe.each(Object.keys(generatorSchemas))('%s', (name) => {
  const schema = schemas.at(pointerOf(name));
  const base = (seed: number): JsonValue =>
    sample(schemas, schema, {
      direction: 'request',
      optional: seed % 2 === 0 ? 'all' : 'some',
      randomAt: (path) => createRandom(seed, formatPropertyPath(path)),
    });

  test.each([0, 1])('every mutation (of sample %d) is invalid, and at its path only', (seed) => {
    const validate = schemas.validator(schema, 'request');
    const found = mutations(schemas, schema, base(seed), 'request');
    for (const { path, keyword, label, value, pointer } of found) {
      const violations = validate(value);
      expect([label, violations.length > 0]).toEqual([label, true]);
      expect([...new Set(violations.map((violation) => formatPropertyPath(violation.path)))]).toEqual([
        formatPropertyPath(path),
      ]);
      expect(violations.map((violation) => violation.keyword)).toContain(keyword);
      expect(valueAt(schemas.document, pointer)).toBeDefined();
    }
    expect(found.length > 0).toBe(name !== 'any value');
  });
});

function mutationsOf(schema: JsonSchema, base: JsonValue): Mutation[] {
  const own = createSchemas({ components: { schemas: { Root: schema } } } as unknown as JsonObject);
  return mutations(own, own.at('#/components/schemas/Root'), base, 'request');
}

function values(schema: JsonSchema, base: JsonValue, keyword: string): JsonValue[] {
  return mutationsOf(schema, base)
    .filter((mutation) => mutation.keyword === keyword)
    .map(({ value }) => value);
}

describe('breaks', () => {
  const object: JsonSchema = {
    type: 'object',
    properties: { a: { type: 'integer' }, b: { type: 'integer' } },
    required: ['a'],
    additionalProperties: false,
  };
  test.each<[string, JsonSchema, JsonValue, JsonValue[]]>([
    ['type', { type: 'string' }, 'a', [null, true, 12345, [], {}, ['a']]],
    ['type', { type: 'integer' }, 1, [null, true, 1.5, 'text', '12345', [], {}, [1]]],
    ['type', { type: 'boolean' }, true, [null, 12345, 'text', 'true', [], {}]],
    ['type', { type: ['string', 'null'] }, 'a', [true, 12345, [], {}]],
    ['type', { type: 'object' }, {}, [null, true, 12345, 'text', []]],
    ['type', { type: 'array' }, [], [null, true, 12345, 'text', {}]],
    ['maxLength', { type: 'string', maxLength: 2 }, 'a', ['aaa', '😀😀😀']],
    ['maxLength', { type: 'string', maxLength: 2, pattern: '^[A-Z]+$' }, 'A', []],
    ['minLength', { type: 'string', minLength: 2 }, 'ab', ['a', '😀']],
    ['minLength', { type: 'string', minLength: 1 }, 'ab', ['']],
    ['minimum', { type: 'integer', minimum: 0 }, 1, [-1]],
    ['maximum', { type: 'integer', maximum: 1000 }, 1, [1001]],
    ['maximum', { type: 'number', maximum: 1.5 }, 1, [1.51]],
    ['exclusiveMinimum', { type: 'number', exclusiveMinimum: 0 }, 1, [0, -0.01]],
    ['exclusiveMaximum', { type: 'number', exclusiveMaximum: 2 }, 1, [2]],
    ['multipleOf', { type: 'number', multipleOf: 0.01 }, 0.5, [0.505]],
    ['multipleOf', { type: 'integer', multipleOf: 5 }, 10, [11, 9]],
    ['enum', { enum: ['a', 'B'] }, 'a', ['no such value', 'A', 'a ', '']],
    ['enum', { type: 'integer', enum: [1, 2] }, 1, [0, 7920]],
    ['const', { const: 'a' }, 'a', ['A']],
    ['pattern', { type: 'string', pattern: '^\\d{4}$' }, '1234', ['1234!', '123', 'xxxx', '1234\n']],
    ['pattern', { type: 'string', pattern: '^[A-Z]{3}$' }, 'EUR', ['eur', 'EU!']],
    ['format', { type: 'string', format: 'email' }, 'a@b.nl', ['name.example.com', 'name@host@example.com', 'name@']],
    ['format', { type: 'string', format: 'date' }, '2024-01-01', ['2024-02-30', '2024-13-01']],
    ['format', { type: 'integer', format: 'int64' }, 1, [1e30, 2 ** 64]],
    ['format', { type: 'integer', format: 'int32', maximum: 9 }, 1, [-2147483649]],
    ['minItems', { type: 'array', minItems: 2 }, [1, 2], [[1]]],
    ['maxItems', { type: 'array', maxItems: 1, items: { const: 1 } }, [], [[1, 1]]],
    ['uniqueItems', { type: 'array', uniqueItems: true, items: { type: 'integer' } }, [1, 2], [[1, 1]]],
    ['required', object, { a: 1, b: 2 }, [{ b: 2 }]],
    ['additionalProperties', object, { a: 1 }, [{ a: 1, surplusProperty: 'surplus' }]],
    ['type', object, { a: 1 }, [{ a: '12345' }, { a: 1, b: null }]],
    ['dependentRequired', { type: 'object', dependentRequired: { a: ['b'] } }, { a: 1, b: 2 }, [{ a: 1 }]],
    ['minProperties', { type: 'object', minProperties: 1 }, { a: 1 }, [{}]],
    ['maxProperties', { type: 'object', maxProperties: 1 }, { a: 1 }, [{ a: 1, surplusProperty1: 1 }]],
    ['propertyNames', { type: 'object', propertyNames: { maxLength: 5 } }, { a: 1 }, [{ a: 1, ['a'.repeat(300)]: 1 }]],
  ])('%s of %j', (keyword, schema, base, expected) => {
    const found = values(schema, base, keyword);
    expect(found).toEqual(expect.arrayContaining(expected));
    if (expected.length === 0) expect(found.length).toBeGreaterThan(0);
  });
});

describe('names', () => {
  const schema: JsonSchema = {
    type: 'object',
    required: ['lines'],
    properties: {
      id: { type: 'string', readOnly: true },
      lines: {
        type: 'array',
        items: {
          type: 'object',
          required: ['price'],
          properties: {
            price: { type: 'number', exclusiveMinimum: 0 },
            note: { type: ['string', 'null'], maxLength: 5 },
          },
        },
      },
    },
  };
  const told = mutationsOf(schema, { lines: [{ price: 1, note: null }] }).map(
    ({ path, keyword }) => `${formatPropertyPath(path)} ${keyword}`,
  );

  test.each([
    'lines required',
    'lines type',
    'lines[0] type',
    'lines[0].price required',
    'lines[0].price exclusiveMinimum',
    'lines[0].note type',
    // The base has null here, so a text is put in first.
    'lines[0].note maxLength',
  ])('%s', (expected) => {
    expect(told).toContain(expected);
  });

  test('nothing that the other side owns', () => {
    expect(told.filter((text) => text.startsWith('id'))).toEqual([]);
  });

  test('places that the base lacks', () => {
    const found = mutationsOf(schema, { lines: [] }).map(({ path }) => formatPropertyPath(path));
    expect(found).toContain('lines[0].price');
  });
});

test('breaks several constraints only where one cannot be broken alone', () => {
  const schema: JsonSchema = { type: 'integer', format: 'int32', minimum: 0, maximum: 1000 };
  const own = createSchemas({ components: { schemas: { Root: schema } } } as unknown as JsonObject);
  const validate = own.validator(own.at('#/components/schemas/Root'), 'request');
  const several = mutationsOf(schema, 1).filter(({ value }) => validate(value).length > 1);
  expect([...new Set(several.map(({ keyword }) => keyword))]).toEqual(['format']);
});

test('an invalid base is refused', () => {
  expect(() => mutationsOf({ type: 'object', required: ['a'] }, {})).toThrow(
    'the value to mutate is not valid: "a" is required',
  );
});
