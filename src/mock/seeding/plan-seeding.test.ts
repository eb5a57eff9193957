import { join } from 'node:path';
import type { JsonObject, JsonSchema } from '../../json-schema/model/json-schema';
import { loadSpec, parseSpec } from '../../openapi/load-spec';
import type { Spec } from '../../openapi/model/model';
import { defaultFixtures, loadFixtures } from './fixtures/load-fixtures';
import { LOCALE_CODES } from './locales/locale';
import { planSeeding } from './plan-seeding';
import type { SeedOptions } from './seed-options';
import type { SeededResource } from './seeded-resource';
import { BOUNDARY_SHARES } from './values/boundary-values';

const root = join(__dirname, '../../..');
const contactPoints = loadSpec(join(root, 'spec/contact-points.yaml'));
const documents = ['bookshop', 'customer-notes', 'warehouse'];
const foreign = new Map(documents.map((name) => [name, loadSpec(join(root, `fixtures/specs/${name}.yaml`))]));

function seeded(spec: Spec, options: SeedOptions = {}, name = spec.resources[0]!.name): SeededResource {
  return planSeeding(spec, options).get(name)!;
}

function records(resource: SeededResource, count = resource.count): JsonObject[] {
  return Array.from({ length: count }, (_, index) => resource.recordAt(index));
}

function violations(spec: Spec, resource: SeededResource, count = resource.count): unknown[] {
  const { schema } = spec.resources.find(({ name }) => name === resource.name)!;
  const validate = spec.schemas.validator(schema, 'response');
  return records(resource, count).flatMap((record) => validate(record).map((fault) => ({ ...fault, record })));
}

describe('what comes first', () => {
  const example = contactPoints.resources[0]!.roles.read!.responses[0]!.mediaTypes[0]!.examples[0]!.value;

  test('the documented example is the first of 3,255 records', () => {
    const resource = seeded(contactPoints);
    expect(resource.count).toBe(3255);
    expect(resource.recordAt(0)).toEqual(example);
  });

  test('fixtures follow as they were written', () => {
    const fixtures = loadFixtures(defaultFixtures(contactPoints)!, contactPoints);
    const written = [...fixtures.records.values()][0]!;
    const resource = seeded(contactPoints, { fixtures });
    expect(records(resource, written.length + 1)).toEqual([example, ...written]);
    expect(resource.count).toBe(3255);
  });

  test.each([
    ['0 leaves out the example and keeps the fixtures', 0, ['x']],
    ['1 is exceeded by fixtures', 1, ['1', 'x']],
    ['3 is filled up', 3, ['1', 'x', expect.any(String)]],
  ])('a count of %s', (_, count, ids) => {
    const spec = documentOf({ id: { type: 'string' } }, { example: { id: '1' } });
    const fixtures = { files: [], records: new Map([['things', [{ id: 'x' }]]]) };
    expect(records(seeded(spec, { count, fixtures })).map(({ id }) => id)).toEqual(ids);
  });

  test('a fixture with the id of the example takes its place', () => {
    const spec = documentOf({ id: { type: 'string' }, name: { type: 'string' } }, { example: { id: '1', name: 'a' } });
    const fixtures = { files: [], records: new Map([['things', [{ id: '1', name: 'b' }]]]) };
    expect(seeded(spec, { count: 2, fixtures }).recordAt(0)).toEqual({ id: '1', name: 'b' });
  });

  test('a fixture gets what only the server makes', () => {
    const spec = documentOf({
      id: { type: 'string' },
      created_at: { type: 'string', format: 'date-time', readOnly: true },
    });
    const fixtures = { files: [], records: new Map([['things', [{ id: 'x' }]]]) };
    expect(seeded(spec, { fixtures }).recordAt(0)).toEqual({ id: 'x', created_at: expect.stringMatching(/^202[34]-/) });
  });
});

describe('a record depends on seed, resource and index alone', () => {
  const straight = structuredClone(records(seeded(contactPoints), 300));

  test('it is the same in another plan, in reverse order, one by one, and with another count', () => {
    const again = seeded(contactPoints, { count: 1_000_000 });
    for (let index = 299; index >= 0; index--) expect(again.recordAt(index)).toEqual(straight[index]);
    expect(seeded(contactPoints, { count: 300 }).recordAt(299)).toEqual(straight[299]);
  });

  test('giving a record out does not let its receiver change it', () => {
    const resource = seeded(contactPoints);
    resource.recordAt(0).label = resource.recordAt(7).label = 'changed';
    expect(resource.recordAt(0)).toEqual(straight[0]);
    expect(resource.recordAt(7)).toEqual(straight[7]);
  });

  test('another seed gives other records after the example', () => {
    const others = records(seeded(contactPoints, { seed: 2 }), 300);
    expect(others[0]).toEqual(straight[0]);
    expect(others.slice(1).filter((record, index) => record.id === straight[index + 1]!.id)).toEqual([]);
  });

  test('idAt gives the id of the record, and new ids past the end', () => {
    const resource = seeded(contactPoints, { count: 50 });
    expect(records(resource).map(({ id }) => id)).toEqual(
      Array.from({ length: 50 }, (_, index) => resource.idAt(index)),
    );
    expect(records(resource).map(({ id }) => id)).not.toContain(resource.idAt(50));
  });

  test('a new property shifts no other', () => {
    const properties: Record<string, JsonSchema> = {
      id: { type: 'string', format: 'uuid' },
      label: { type: 'string', maxLength: 80 },
      phone: { type: 'string' },
      email: { type: 'string', format: 'email' },
      size: { type: ['integer', 'null'] },
      tags: { type: 'array', items: { type: 'string' } },
    };
    const { label, ...fewer } = properties;
    const more = { extra: { type: 'string' } as const, ...properties, another_phone: { type: 'string' } as const };
    for (const variant of [fewer, more]) {
      const before = records(seeded(documentOf(properties)), 200);
      const after = records(seeded(documentOf(variant)), 200);
      for (const name of Object.keys(fewer)) {
        expect(after.map((record) => record[name])).toEqual(before.map((record) => record[name]));
      }
    }
  });
});

describe('every record is valid', () => {
  test('10,000 records', () => {
    expect(violations(contactPoints, seeded(contactPoints, { count: 10_000 }))).toEqual([]);
  });

  test('500 records with each of 20 seeds, in each language in turn', () => {
    for (let seed = 1; seed <= 20; seed++) {
      const locale = LOCALE_CODES[seed % LOCALE_CODES.length]!;
      expect(violations(contactPoints, seeded(contactPoints, { seed, locale, count: 500 }))).toEqual([]);
    }
  });

  test.each(documents.flatMap((name) => LOCALE_CODES.map((locale) => [name, locale] as const)))(
    '%s in %s',
    (name, locale) => {
      const spec = foreign.get(name)!;
      for (const resource of planSeeding(spec, { locale, count: 100 }).values()) {
        expect(resource.count).toBe(100);
        expect(violations(spec, resource)).toEqual([]);
      }
    },
  );

  test('a schema that contradicts itself gets the best value there is, and each place at fault is told once', () => {
    const spec = documentOf({ id: { type: 'integer' }, a: { type: 'string', minLength: 5, maxLength: 3 } });
    const warn = jest.fn();
    const { recordAt } = planSeeding(spec, { warn, count: 3 }).values().next().value!;
    expect([0, 1, 2].map((index) => recordAt(index).id)).toEqual([1, 2, 3]);
    const told = expect.stringContaining('/properties/a has constraints that no tried value meets');
    expect(warn.mock.calls).toEqual([[expect.stringContaining('/properties/a has no sample')], [told]]);
  });

  test.each<[string, Record<string, JsonSchema>, Partial<JsonSchema>]>([
    ['a pattern', { code: { type: 'string', pattern: '^[A-Z]{2}[0-9]$' } }, {}],
    ['a short name', { name: { type: 'string', maxLength: 3 } }, {}],
    ['a long name', { name: { type: 'string', minLength: 200 } }, {}],
    ['a short e-mail address', { email: { type: 'string', format: 'email', maxLength: 12 } }, {}],
    ['a format without a generator', { address: { type: 'string', format: 'ipv4' } }, {}],
    ['limits on a grid', { price: { type: 'number', exclusiveMinimum: 0, maximum: 0.3, multipleOf: 0.1 } }, {}],
    ['no value but null', { gone: { type: 'null' } }, {}],
    [
      'a property that needs another',
      { a: { type: 'string' }, b: { type: 'string' } },
      { dependentRequired: { a: ['b'] } },
    ],
    ['alternatives', {}, { oneOf: [{ required: ['a'], properties: { a: { const: 1 } } }, { required: ['b'] }] }],
    [
      'a limit over all, and null instead of a record',
      { a: { type: 'string' }, b: { type: 'string' }, c: { type: 'string' } },
      { type: ['object', 'null'], required: ['id'], minProperties: 4 },
    ],
    [
      'a nested object',
      { address: { type: 'object', required: ['city'], properties: { city: { type: 'string' } } } },
      {},
    ],
  ])('with %s', (_, properties, keywords) => {
    const spec = documentOf({ id: { type: 'integer' }, ...properties }, {}, keywords);
    expect(violations(spec, seeded(spec, { count: 200 }))).toEqual([]);
  });
});

describe('ids', () => {
  test.each<[string, JsonSchema, RegExp]>([
    ['UUIDs', { type: 'string', format: 'uuid' }, /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/],
    ['words', { type: 'string' }, /^thing-[\da-z]{7}$/],
    ['short words', { type: 'string', maxLength: 8 }, /^[\da-z]{7}$/],
    ['what a pattern allows', { type: 'string', pattern: '^T[0-9]{4}$' }, /^T\d{4}$/],
    ['numbers', { type: 'integer' }, /^\d+$/],
  ])('%s are unique', (_, id, shape) => {
    const resource = seeded(documentOf({ id }));
    const ids = Array.from({ length: resource.count }, (_, index) => String(resource.idAt(index)));
    expect(new Set(ids).size).toBe(3255);
    expect(ids.filter((text) => !shape.test(text))).toEqual([]);
  });

  test('numbers count on from 1 and step over those that are taken', () => {
    const spec = documentOf({ id: { type: 'integer' } }, { example: { id: 1 } });
    const fixtures = { files: [], records: new Map([['things', [{ id: 3 }, { id: 40 }]]]) };
    expect(records(seeded(spec, { count: 6, fixtures })).map(({ id }) => id)).toEqual([1, 3, 40, 2, 4, 5]);
  });

  test.each<[JsonSchema, number]>([
    [{ type: 'string', enum: ['a', 'b', 'c'] }, 3],
    [{ type: 'string', pattern: '^[ab]$' }, 2],
    [{ type: 'integer', minimum: 10, maximum: 20, multipleOf: 5 }, 3],
  ])('%j limits the count to %d', (id, count) => {
    expect(seeded(documentOf({ id })).count).toBe(count);
  });
});

describe('edges come in their shares', () => {
  const all = records(seeded(contactPoints, { count: 20_000 }));
  const share = (isEdge: (record: JsonObject) => boolean) => all.filter(isEdge).length / all.length;
  const [uuidOrNull, mail, phone, label] = ['location', 'mail', 'phone', 'label'].map(
    (part) => Object.keys(all[0]!).find((name) => name.includes(part))!,
  ) as [string, string, string, string];

  test.each<[string, number, (record: JsonObject) => boolean]>([
    ['no e-mail address', BOUNDARY_SHARES.null, (record) => record[mail] === null],
    ['no location', 0.1, (record) => record[uuidOrNull] === null],
    ['no telephone number', BOUNDARY_SHARES.empty, (record) => record[phone] === ''],
    ['the longest label', BOUNDARY_SHARES.longest, (record) => [...String(record[label])].length === 255],
  ])('%s: %d', (_, expected, isEdge) => {
    expect(share(isEdge)).toBeGreaterThan(expected * 0.8);
    expect(share(isEdge)).toBeLessThan(expected * 1.2);
  });

  test('other scripts', () => {
    const isForeign = (record: JsonObject) =>
      /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Han}\p{Script=Greek}\p{Script=Hangul}🌈Ś]/u.test(
        String(record[label]),
      );
    expect(share(isForeign)).toBeGreaterThan(BOUNDARY_SHARES.nonAscii * 0.5);
    expect(share(isForeign)).toBeLessThan(BOUNDARY_SHARES.nonAscii * 1.2);
  });
});

/** A document with one resource. */
function documentOf(
  properties: Record<string, JsonSchema>,
  { example }: { example?: JsonObject } = {},
  keywords: Partial<JsonSchema> = {},
): Spec {
  const schema = { type: 'object', required: Object.keys(properties), properties, ...keywords };
  const json = (content: object) => ({ description: 'ok', content: { 'application/json': content } });
  const id = { name: 'id', in: 'path', required: true, schema: properties.id! };
  return parseSpec({
    openapi: '3.1.0',
    info: { title: 'Things', version: '1' },
    paths: {
      '/things': { get: { responses: { 200: json({ schema: { type: 'array', items: schema } }) } } },
      '/things/{id}': { parameters: [id], get: { responses: { 200: json({ schema, ...(example && { example }) }) } } },
    },
  });
}
