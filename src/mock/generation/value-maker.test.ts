import type { JsonObject, JsonSchema } from '../../json-schema/model/json-schema';
import { parseSpec } from '../../openapi/load-spec';
import { createValueMaker } from './value-maker';

const SCHEMAS: Record<string, JsonSchema> = {
  User: {
    type: 'object',
    properties: {
      email: { type: 'string' },
      created_at: { type: 'string' },
      updated: { type: 'integer' },
      avatar_url: { type: 'string' },
      count: { type: 'integer' },
      price: { type: 'number' },
      latitude: { type: 'number' },
      region: { type: 'string' },
      stars: { type: 'integer', example: 80 },
      state: { type: 'string', default: 'open' },
      from: { type: 'string', example: 'Acme <onboarding@acme.test>' },
      sent_at: { type: 'integer' },
      borrower: { type: 'string' },
      shelfName: { type: 'string' },
      planet: { type: 'object', properties: { displayName: { type: 'string' } } },
    },
  },
  Impossible: { type: 'object', required: ['a'], properties: { a: { type: 'string', minLength: 3, maxLength: 2 } } },
};
const spec = parseSpec({
  openapi: '3.1.0',
  info: { title: 'List the users and all of their places', version: '1' },
  paths: {
    '/me': {
      get: {
        responses: {
          200: {
            description: 'ok',
            content: { 'application/json': { schema: { properties: { email: { type: 'string' } } } } },
          },
        },
      },
    },
  },
  components: { schemas: SCHEMAS },
});
const user = spec.schemas.at('#/components/schemas/User');

describe('a made-up value', () => {
  test.each<[property: string, looksRight: (value: unknown) => boolean]>([
    ['email', (value) => /^[^@]+@[^@]+\.example$/.test(String(value))],
    ['created_at', (value) => /^202[345]-\d\d-\d\dT[\d:]{8}Z$/.test(String(value))],
    ['updated', (value) => Number(value) > 1.6e9 && Number(value) < 1.8e9],
    ['avatar_url', (value) => /^https:\/\/images\..+\.example\/\d+\.png$/.test(String(value))],
    ['count', (value) => Number(value) >= 0],
    ['price', (value) => Number(value) > 0],
    ['latitude', (value) => Math.abs(Number(value)) <= 90],
    ['region', (value) => /^\p{Lu}\p{L}+$/u.test(String(value))],
    ['stars', (value) => Number(value) >= 40 && Number(value) <= 120],
    ['from', (value) => /^\p{L}.+ <.+@.+\.example>$/u.test(String(value))],
    ['sent_at', (value) => Number(value) > 1.6e9 && Number(value) < 1.8e9],
    ['borrower', (value) => /^Borrower \d+$/.test(String(value))],
    ['planet', (value) => /^Planet \d+$/.test((value as { displayName: string }).displayName)],
    ['shelfName', (value) => /^Shelf \d+$/.test(String(value))],
  ])('has a "%s" that looks like one', (property, looksRight) => {
    const { vary } = createValueMaker(spec);
    const values = Array.from({ length: 20 }, (_, index) => (vary(user, index) as JsonObject)[property]);
    expect(values.filter((value) => !looksRight(value))).toEqual([]);
    expect(new Set(values).size).toBeGreaterThan(5);
  });

  test('follows examples and defaults as they are unless it varies', () => {
    const { sample } = createValueMaker(spec);
    expect(sample(user)).toMatchObject({ stars: 80, state: 'open', from: 'Acme <onboarding@acme.test>' });
  });

  test('is the same for the same keys and seed, and another one for others', () => {
    const of = (seed: number, key: string) => JSON.stringify(createValueMaker(spec, { seed }).sample(user, key));
    expect(of(1, 'a')).toBe(of(1, 'a'));
    expect(new Set([of(1, 'a'), of(1, 'b'), of(2, 'a')]).size).toBe(3);
  });

  test('of a schema without a name goes by its properties', () => {
    const schema = spec.operations[0]!.responses[0]!.mediaTypes[0]!.schema!;
    expect(createValueMaker(spec).sample(schema)).toEqual({ email: expect.stringMatching(/@/) });
  });

  test('of a schema that allows none is the best there is, and is told once', () => {
    const warn = jest.fn();
    const { sample } = createValueMaker(spec, { warn });
    const impossible = spec.schemas.at('#/components/schemas/Impossible');
    expect([sample(impossible), sample(impossible, 2)]).toEqual([{ a: null }, { a: null }]);
    expect(warn).toHaveBeenCalledTimes(1);
  });
});
