import { join } from 'node:path';
import type { JsonObject, JsonSchema } from '../../json-schema/model/json-schema';
import { loadSpec, parseSpec } from '../../openapi/load-spec';
import { LOCALE_CODES } from './locales/locale';
import { planSeeding } from './plan-seeding';

const root = join(__dirname, '../../..');

function records(
  spec: ReturnType<typeof loadSpec>,
  name: string,
  options: Parameters<typeof planSeeding>[1] = {},
): JsonObject[] {
  const resource = planSeeding(spec, options).get(name)!;
  return Array.from({ length: resource.count }, (_, index) => resource.recordAt(index));
}

/** The values of one property by the value of another. */
function groups(all: readonly JsonObject[], by: string, name: string): Map<string, Set<unknown>> {
  const found = new Map<string, Set<unknown>>();
  for (const record of all) {
    if (record[by] === null || record[name] === null) continue;
    found.set(String(record[by]), (found.get(String(record[by])) ?? new Set()).add(record[name]));
  }
  return found;
}

describe('the shipped document', () => {
  const spec = loadSpec(join(root, 'spec/contact-points.yaml'));
  const { name } = spec.resources[0]!;
  const all = records(spec, name);
  const [mail, label, phone] = ['mail', 'label', 'phone'].map(
    (part) => Object.keys(all[0]!).find((key) => key.includes(part))!,
  );
  const [owner, branch] = Object.keys(all[0]!).filter((key) => key.endsWith('_id')) as [string, string];
  const sizes = [...groups(all, owner, 'id').values()].map(({ size }) => size).sort((a, b) => b - a);

  test('a few hundred owners', () => {
    expect(sizes.length).toBeGreaterThan(200);
    expect(sizes.length).toBeLessThan(400);
  });

  test('unevenly spread: a tenth of them has a third of the records and more, half of them a sixth and less', () => {
    const sum = (list: readonly number[]) => list.reduce((total, size) => total + size, 0);
    expect(sum(sizes.slice(0, sizes.length / 10))).toBeGreaterThan(all.length / 3);
    expect(sum(sizes.slice(sizes.length / 2))).toBeLessThan(all.length / 6);
  });

  test('a branch belongs to one owner, an owner has 1 to 16', () => {
    expect([...groups(all, branch, owner).values()].filter(({ size }) => size !== 1)).toEqual([]);
    const branches = [...groups(all, owner, branch).values()].map(({ size }) => size);
    expect(Math.max(...branches)).toBeLessThanOrEqual(16);
    expect(Math.max(...branches)).toBeGreaterThan(3);
  });

  test('an owner has one mail domain of its own', () => {
    const domains = all.map((record) => ({ ...record, domain: String(record[mail!] ?? '').split('@')[1] ?? null }));
    expect([...groups(domains, owner, 'domain').values()].filter(({ size }) => size !== 1)).toEqual([]);
    expect([...groups(domains, 'domain', owner).values()].filter(({ size }) => size !== 1)).toEqual([]);
  });

  test('a mailbox goes with its label', () => {
    const servicedesks = all.filter((record) => record[label!] === 'IT-servicedesk' && record[mail!] !== null);
    expect(servicedesks.length).toBeGreaterThan(20);
    expect(servicedesks.filter((record) => !String(record[mail!]).startsWith('servicedesk@'))).toEqual([]);
  });

  test.each([
    ['nl', /^\+31[1-9]\d{8}$/],
    ['en', /^\+44[1-9]\d{9}$/],
    ['de', /^\+49[1-9]\d{7,10}$/],
    ['fr', /^\+33[1-9]\d{8}$/],
  ] as const)('telephone numbers in %s', (locale, shape) => {
    const numbers = records(spec, name, { locale, count: 500 })
      .slice(1)
      .map((record) => String(record[phone!]));
    expect(numbers.filter((number) => number !== '' && !shape.test(number))).toEqual([]);
  });

  test('desks of one branch share an exchange', () => {
    const desks = all.filter((record) => record[branch] !== null && !/^\+316|^$/.test(String(record[phone!])));
    const exchanges = desks.map((record) => ({ ...record, exchange: String(record[phone!]).slice(0, -3) }));
    const byOwner = [...groups(exchanges.slice(1), owner, 'exchange').values()].map(({ size }) => size);
    expect(Math.max(...byOwner)).toBeGreaterThan(3);
    expect([...groups(exchanges.slice(1), branch, 'exchange').values()].filter(({ size }) => size !== 1)).toEqual([]);
  });
});

describe('resources that refer to each other', () => {
  const id: JsonSchema = { type: 'string', format: 'uuid' };
  const spec = documentOf({
    owners: { id, name: { type: 'string' }, email: { type: 'string', format: 'email' } },
    places: { id, owner_id: id, city: { type: 'string' } },
    devices: {
      city: { type: 'string' },
      email: { type: 'string', format: 'email' },
      id,
      owner_id: id,
      place_id: { ...id, 'x-seed': { pool: 'places', within: 'owner_id' } },
    },
  });
  const [owners, places, devices] = ['owners', 'places', 'devices'].map((name) =>
    records(spec, name, { count: 500 }),
  ) as [JsonObject[], JsonObject[], JsonObject[]];
  const idsOf = (list: readonly JsonObject[]) => new Set(list.map((record) => record.id));

  test('refer to records that exist', () => {
    expect(places.filter((record) => !idsOf(owners).has(record.owner_id!))).toEqual([]);
    expect(devices.filter((record) => !idsOf(places).has(record.place_id!))).toEqual([]);
  });

  test('what belongs to one thing belongs to its owner', () => {
    const ownerOf = new Map(places.map((record) => [record.id, record.owner_id]));
    expect(devices.filter((record) => ownerOf.get(record.place_id!) !== record.owner_id)).toEqual([]);
    expect(new Set(devices.map((record) => record.place_id)).size).toBeGreaterThan(40);
  });

  test('is where that thing is', () => {
    const cities = new Map(places.map((record) => [record.id, record.city]));
    const elsewhere = devices.filter((record) => cities.get(record.place_id!) !== record.city);
    expect(elsewhere).toEqual([]);
  });

  test('and its mail goes to that owner', () => {
    const domainOf = (record: JsonObject) => String(record.email).split('@')[1];
    const domains = new Map(owners.map((record) => [record.id, domainOf(record)]));
    expect(devices.filter((record) => domains.get(record.owner_id!) !== domainOf(record))).toEqual([]);
  });

  test('an owner that a fixture names is kept', () => {
    const [owner, place] = ['6a1f0e0a-5d0f-4c0e-8f43-1b1f4a3a0c01', '6a1f0e0a-5d0f-4c0e-8f43-1b1f4a3a0c02'];
    const written = { id: place!, owner_id: owner!, city: 'Delft' };
    const fixtures = { files: [], records: new Map([['places', [written]]]) };
    const there = records(spec, 'devices', { count: 300, fixtures }).filter((record) => record.place_id === place);
    expect(there.length).toBeGreaterThan(0);
    expect(there.filter((record) => record.owner_id !== owner)).toEqual([]);
  });
});

describe('a nested collection', () => {
  const spec = loadSpec(join(root, 'fixtures/specs/customer-notes.yaml'));
  const plan = planSeeding(spec, { count: 300 });
  const owners = new Set(records(spec, 'customers', { count: 300 }).map((record) => record.id));

  test('hangs on records that exist, by path and by property', () => {
    const notes = plan.get('notes')!;
    for (let index = 0; index < notes.count; index++) {
      const { customerId } = notes.parentsAt(index);
      expect(owners).toContain(customerId);
      expect(notes.recordAt(index).customerId).toBe(customerId);
    }
  });

  test('has ids for its path even where no resource has them', () => {
    const { paths, ...rest } = structuredClone(spec.document);
    const nested = Object.fromEntries(Object.entries(paths!).filter(([path]) => path.includes('notes')));
    const lonely = planSeeding(parseSpec({ ...rest, paths: nested }), { count: 100 }).get('notes')!;
    const parents = new Set(Array.from({ length: 100 }, (_, index) => lonely.parentsAt(index).customerId));
    expect(parents.size).toBeGreaterThan(5);
    expect([...parents].filter((id) => typeof id !== 'string')).toEqual([]);
    expect(lonely.recordAt(7).customerId).toBe(lonely.parentsAt(7).customerId);
  });
});

test.each(LOCALE_CODES)('companies, towns and times are realistic in %s', (locale) => {
  const spec = loadSpec(join(root, 'fixtures/specs/customer-notes.yaml'));
  const all = records(spec, 'customers', { locale, count: 300 });
  const cities = new Set(all.flatMap(({ city }) => city ?? []));
  expect(cities.size).toBeGreaterThan(4);
  expect(cities.size).toBeLessThan(60);
  expect(all.filter(({ created_at }) => !/^202[345]-/.test(String(created_at)))).toEqual([]);
  const sites = all.filter(({ email, website }) => email !== undefined && website);
  for (const { email, website } of sites) expect(website).toBe(`https://www.${String(email).split('@')[1]}/`);
});

/** A document with a collection and an item path for each resource. */
function documentOf(resources: Record<string, Record<string, JsonSchema>>) {
  const paths = Object.entries(resources).flatMap(([name, properties]) => {
    const schema = { type: 'object', required: Object.keys(properties), properties };
    const answer = (content: object) => ({
      get: { responses: { 200: { description: 'ok', content: { 'application/json': { schema: content } } } } },
    });
    const parameters = [{ name: 'id', in: 'path', required: true, schema: properties.id }];
    return [
      [`/${name}`, answer({ type: 'array', items: schema })],
      [`/${name}/{id}`, { parameters, ...answer(schema) }],
    ];
  });
  return parseSpec({ openapi: '3.1.0', info: { title: 'T', version: '1' }, paths: Object.fromEntries(paths) });
}
