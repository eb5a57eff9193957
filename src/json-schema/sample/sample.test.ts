import fc from 'fast-check';
import { DOUBTFUL_NULL, type JsonObject, type JsonSchema, type JsonValue } from '../model/json-schema';
import { formatPropertyPath } from '../model/pointer';
import { createRandom } from '../model/random';
import type { Schemas } from '../model/schemas';
import { createSchemas } from '../validate/create-schemas';
import type { SampleOptions } from './generation';
import { generatorDocument, generatorSchemas, pointerOf } from './generator-schemas.test-support';
import { SampleError, sample } from './sample';

const schemas = generatorDocument();
const names = Object.keys(generatorSchemas);

function options(seed: number, more: Partial<SampleOptions> = {}): SampleOptions {
  return {
    direction: 'request',
    optional: 'all',
    randomAt: (path) => createRandom(seed, formatPropertyPath(path)),
    ...more,
  };
}

function single(schema: JsonSchema): Schemas {
  return createSchemas({ components: { schemas: { Root: schema } } } as unknown as JsonObject);
}

function sampleOf(schema: JsonSchema, seed = 1, more: Partial<SampleOptions> = {}): JsonValue {
  const own = single(schema);
  return sample(own, own.at('#/components/schemas/Root'), options(seed, more));
}

test.each<[title: string, schema: JsonSchema]>([
  ['a branch of its own', { anyOf: [{ type: 'object' }, { type: 'null', [DOUBTFUL_NULL]: true }] }],
  ['an enum', { type: ['string', 'null'], enum: ['a', null], [DOUBTFUL_NULL]: true }],
])('a null that the document may not mean is not made: %s', (_, schema) => {
  const seeds = Array.from({ length: 60 }, (_, seed) => seed);
  const values = seeds.flatMap(
    (seed) => sampleOf({ type: 'array', minItems: 3, items: schema }, seed, { optional: 'some' }) as JsonValue[],
  );
  expect(values.length).toBeGreaterThanOrEqual(180);
  expect(values).not.toContain(null);
});

test('a null that the document may not mean is no way out of what may end otherwise', () => {
  const self = { anyOf: [{ $ref: '#/components/schemas/Root' }, { type: 'null', [DOUBTFUL_NULL]: true }] };
  const open = sampleOf({ type: 'object', properties: { size: { type: 'integer' }, part: self } } as JsonSchema);
  expect(JSON.stringify(open)).not.toContain('null');
  const endless = { type: 'object', required: ['part'], properties: { part: self } } as JsonSchema;
  expect(JSON.stringify(sampleOf(endless))).toContain('"part":null');
});

test.each<[pattern: string, shape: RegExp]>([
  ['#[0-9A-F]{6}', /^#[0-9A-F]{6}$/],
  ['^(?=\\S)[\\p{L}\\p{N} _-]*(?!.*<)', /^\S[\p{L}\p{N} _-]*/u],
  ['^(?=.*[A-Z])(?=.*[a-z])(?=.*\\d).{8,20}$', /^(?=.*[A-Z])(?=.*[a-z])(?=.*\d).{8,20}$/],
])('a text of the pattern %s', (pattern, shape) => {
  for (let seed = 0; seed < 10; seed++) expect(sampleOf({ type: 'string', pattern }, seed)).toMatch(shape);
});

test.each(names)('%s: every sample is valid, and the same for the same seed', (name) => {
  const schema = schemas.at(pointerOf(name));
  fc.assert(
    fc.property(
      fc.nat(),
      fc.constantFrom('all', 'none', 'some'),
      fc.constantFrom('request', 'response'),
      (seed, optional, direction) => {
        const value = sample(schemas, schema, options(seed, { optional, direction }));
        expect(schemas.validator(schema, direction)(value)).toEqual([]);
        expect(sample(schemas, schema, options(seed, { optional, direction }))).toEqual(value);
      },
    ),
    { numRuns: 8 },
  );
});

describe('which properties', () => {
  const person = schemas.at(pointerOf('Person'));
  test.each([
    ['request', 'all', ['reference', 'mail', 'title', 'place', 'telephone', 'secret']],
    ['request', 'none', ['reference', 'mail', 'title', 'telephone']],
    ['response', 'all', ['id', 'reference', 'mail', 'title', 'place', 'telephone']],
  ] as const)('of a %s with %s optional ones', (direction, optional, expected) => {
    expect(Object.keys(sample(schemas, person, options(1, { direction, optional })) as JsonObject)).toEqual(expected);
  });

  test('some optional ones come and go', () => {
    const seen = new Set<boolean>();
    for (let seed = 0; seed < 20; seed++) {
      seen.add('place' in (sample(schemas, person, options(seed, { optional: 'some' })) as JsonObject));
    }
    expect([...seen].sort()).toEqual([false, true]);
  });

  test('adding a property does not shift the others', () => {
    const properties: Record<string, JsonSchema> = { a: { type: 'string' }, c: { type: 'integer' } };
    const before = sampleOf({ type: 'object', properties }) as JsonObject;
    const after = sampleOf({ type: 'object', properties: { b: { type: 'string' }, ...properties } }) as JsonObject;
    expect(after).toEqual({ ...before, b: after.b });
  });

  test('a discriminated branch carries its own name', () => {
    const union = schemas.at(pointerOf('a discriminated union'));
    for (let seed = 0; seed < 10; seed++) {
      const value = sample(schemas, union, options(seed)) as JsonObject;
      expect(value.kind).toBe('lives' in value ? 'feline' : 'Dog');
    }
  });
});

describe('proposals', () => {
  const schema: JsonSchema = {
    type: 'object',
    properties: {
      name: { type: 'string', maxLength: 4 },
      list: { type: 'array', minItems: 2, uniqueItems: true, items: { type: ['integer', 'null'], minimum: 0 } },
    },
  };

  test('are asked for every leaf, with its path and schema', () => {
    const places: string[] = [];
    const propose: SampleOptions['propose'] = ({ path, schema: located }) => {
      places.push(`${formatPropertyPath(path)} ${located.pointer}`);
      return undefined;
    };
    sampleOf(schema, 1, { propose, optional: 'all' });
    expect(places).toContain('name #/components/schemas/Root/properties/name');
    expect(places).toContain('list[1] #/components/schemas/Root/properties/list/items');
    expect(places.some((place) => place.startsWith(' ') || place.startsWith('list '))).toBe(false);
  });

  test.each([
    ['fits', 'abcd', true],
    ['is too long', 'abcde', false],
    ['has the wrong type', 1, false],
  ])('one that %s', (_, proposal, used) => {
    const value = sampleOf(schema, 1, {
      propose: ({ path }) => (path[0] === 'name' ? proposal : undefined),
    }) as JsonObject;
    expect(value.name === proposal).toBe(used);
  });

  test('null is used where it is allowed', () => {
    const value = sampleOf({ type: ['string', 'null'] }, 1, { propose: () => null });
    expect(value).toBeNull();
  });

  test('those that spoil the whole are dropped', () => {
    const value = sampleOf(schema, 1, { propose: ({ path }) => (path[0] === 'list' ? 7 : undefined) }) as {
      list: JsonValue[];
    };
    expect(new Set(value.list).size).toBe(value.list.length);
  });
});

describe('what cannot be sampled', () => {
  test.each<[string, JsonSchema]>([
    ['no type', { allOf: [{ type: 'string' }, { type: 'integer' }] }],
    ['crossed limits', { type: 'string', minLength: 3, maxLength: 2 }],
    ['an empty range', { type: 'integer', minimum: 3, maximum: 2 }],
    ['nothing', { not: {} }],
    ['endless', { type: 'object', required: ['again'], properties: { again: { $ref: '#/components/schemas/Root' } } }],
    ['too many different items', { type: 'array', minItems: 3, uniqueItems: true, items: { type: 'boolean' } }],
  ])('%s is an error with the pointer', (_, schema) => {
    expect(() => sampleOf(schema)).toThrow(SampleError);
    expect(() => sampleOf(schema)).toThrow(/^#\/components\/schemas\/Root has no sample: /);
  });

  test.each([
    ['email', '\\.nl$'],
    ['email', '@example\\.org$'],
    ['email', '^support'],
    ['uri', '^https://[a-z]+\\.example/'],
    ['uri', '\\.png$'],
    ['date', '^2024-'],
  ])('but %s with the pattern %s can', (format, pattern) => {
    for (let seed = 0; seed < 5; seed++) {
      expect(sampleOf({ type: 'string', format, pattern }, seed)).toMatch(new RegExp(pattern, 'u'));
    }
  });

  test('a pattern that cannot be followed is answered by the example', () => {
    expect(sampleOf({ type: 'string', pattern: '^(?=.*\\d)(?=.*[a-z]).{8,}$', example: 'passw0rd' })).toMatch(/\d/);
  });
});

test.each<[string, JsonSchema, JsonValue]>([
  ['null where nothing else fits', { type: ['string', 'null'], format: 'uuid', maxLength: 5 }, null],
  ['null where it is the only value', { enum: [null] }, null],
  ['the one enum value that fits', { type: 'string', enum: ['long', 'no', 'longer', 'longest'], maxLength: 2 }, 'no'],
])('%s', (_, schema, expected) => {
  expect(sampleOf(schema)).toBe(expected);
});

test('schemas that unfold without bound come to an end', () => {
  const wide: Record<string, JsonSchema> = {};
  for (let level = 0; level < 20; level++) {
    const next = { $ref: `#/components/schemas/Level${level + 1}` };
    wide[`Level${level}`] = { type: 'object', properties: { a: next, b: next, c: { type: 'array', items: next } } };
  }
  wide.Level20 = { type: 'string' };
  const unfolding = createSchemas({ components: { schemas: wide } } as unknown as JsonObject);
  const value = sample(unfolding, unfolding.at('#/components/schemas/Level0'), options(1));
  expect(JSON.stringify(value).length).toBeLessThan(200_000);
});

test('of many branches that overlap, the only one that can be alone is found', () => {
  const branch = (name: string): JsonSchema => ({
    type: 'object',
    required: [name],
    properties: { [name]: { type: 'string' } },
  });
  const branches = Array.from({ length: 20 }, (_, index) => branch(`b${index}`));
  const schema: JsonSchema = { oneOf: [...branches, { type: 'object' }] };
  for (let seed = 0; seed < 20; seed++) expect(sampleOf(schema, seed)).toEqual({});
});
