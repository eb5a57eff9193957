import { prismSchema } from './prism-schema';

describe('prismSchema', () => {
  test.each([
    [
      { type: 'integer', exclusiveMinimum: 3 },
      { type: 'integer', minimum: 4 },
    ],
    [
      { type: 'number', exclusiveMaximum: 3, maximum: 5 },
      { type: 'number', maximum: 2.99 },
    ],
    [
      { exclusiveMinimum: 0, multipleOf: 0.5, maximum: 2 },
      { minimum: 0.5, multipleOf: 0.5, maximum: 2, enum: [0.5, 1, 1.5, 2] },
    ],
    [
      { multipleOf: 0.1, minimum: 0.3, maximum: 0.7 },
      { multipleOf: 0.1, minimum: 0.3, maximum: 0.7, enum: [0.3, 0.4, 0.5, 0.6] },
    ],
    [
      { properties: { a: { properties: {} } } },
      { properties: { a: { properties: {}, additionalProperties: false } }, additionalProperties: false },
    ],
    [
      { properties: {}, additionalProperties: { type: 'string' } },
      { properties: {}, additionalProperties: { type: 'string' } },
    ],
    [
      { properties: {}, allOf: [] },
      { properties: {}, allOf: [] },
    ],
    [{ enum: [{ properties: {}, exclusiveMinimum: 1 }] }, { enum: [{ properties: {}, exclusiveMinimum: 1 }] }],
    [true, true],
  ])('%j', (schema, expected) => {
    const before = structuredClone(schema);
    expect(prismSchema(schema)).toEqual(expected);
    expect(schema).toEqual(before);
  });

  test('offers at most some dozens of multiples', () => {
    const { enum: values } = prismSchema({ multipleOf: 0.01, minimum: 0, maximum: 1e9 }) as { enum: number[] };
    expect(values.length).toBeGreaterThan(10);
    expect(values.length).toBeLessThan(100);
  });
});
