import { join } from 'node:path';
import type { JsonObject } from '../../json-schema/model/json-schema';
import { loadSpec, parseSpec } from '../../openapi/load-spec';
import type { Spec } from '../../openapi/model/model';
import type { InitialRecords } from '../../store/interface/store';
import { Collection } from '../../store/memory/collection';
import { createModel } from '../engine/create-model';
import type { FixtureSet } from '../seeding/fixtures/load-fixtures';

const root = join(__dirname, '../../..');
const shipped = ['spec/contact-points.yaml', 'fixtures/specs/customer-notes.yaml', 'fixtures/specs/warehouse.yaml'];

/** Notes whose `author_id` refers to authors, but must be spelled as no author's id is: every record is repaired. */
function repaired(idFormat: object): Spec {
  const ok = (schema: object) => ({ description: 'ok', content: { 'application/json': { schema } } });
  const paths = (name: string, filter: string) => ({
    [`/${name}`]: {
      get: {
        parameters: [{ name: filter, in: 'query', schema: { type: 'string' } }],
        responses: { 200: ok({ type: 'array', items: { $ref: `#/components/schemas/${name}` } }) },
      },
    },
    [`/${name}/{id}`]: {
      get: {
        parameters: [{ name: 'id', in: 'path', required: true, schema: idFormat }],
        responses: { 200: ok({ $ref: `#/components/schemas/${name}` }) },
      },
    },
  });
  const schemas = {
    authors: { type: 'object', required: ['id'], properties: { id: idFormat, status: { enum: ['in', 'out'] } } },
    notes: {
      type: 'object',
      required: ['id', 'author_id'],
      properties: { id: idFormat, author_id: { type: 'string', minLength: 40, maxLength: 50 } },
    },
  };
  return parseSpec({
    openapi: '3.1.0',
    info: { title: 'Notes', version: '1' },
    paths: { ...paths('authors', 'status'), ...paths('notes', 'author_id') },
    components: { schemas },
  });
}

const documents: [title: string, spec: Spec][] = [
  ...shipped.map((path): [string, Spec] => [path, loadSpec(join(root, path))]),
  ['a document of repaired records with UUIDs', repaired({ type: 'string', format: 'uuid' })],
  ['a document of repaired records with numbers', repaired({ type: 'integer' })],
];

const resources = documents.flatMap(([title, spec]) =>
  [...createModel({ spec, count: 300 }).initial()].map(([name, records]): [string, string, InitialRecords] => [
    name,
    title,
    records,
  ]),
);

test.each(resources)('%s of %s are found as they are made', (_, __, { count, recordAt, finder }) => {
  const records = Array.from({ length: count }, (_, index) => recordAt(index));
  const keys = new Set(records.flatMap((record) => Object.keys(record.keys)));
  expect(finder).toBeDefined();
  expect(records.map(({ id }) => finder!.indexOf(id))).toEqual(records.map((_, index) => index));
  for (const key of keys) {
    const read = (index: number) => records[index]!;
    expect(records.map((_, index) => finder!.keyAt(key, index, read))).toEqual(
      records.map((record) => record.keys[key]),
    );
  }
});

test.each(resources)('of %s of %s no record has the id of another series, or of a later record', (_, __, records) => {
  const [later] = [...createModel({ spec: documents[0]![1], count: 310 }).initial().values()];
  for (const id of ['', 'x', '0', '999999', '00000000-0000-4000-8000-000000000000', later!.recordAt(305).id]) {
    expect(records.finder!.indexOf(id)).toBeUndefined();
  }
});

test('a record that came from the mock itself stands once when it is a fixture', () => {
  const [, spec] = documents[0]!;
  const [resource] = spec.resources;
  const initial = (fixtures?: FixtureSet): InitialRecords =>
    createModel({ spec, count: 300, ...(fixtures && { fixtures }) })
      .initial()
      .get(resource!.name)!;
  const exported = [250, 251, 299].map((index) => JSON.parse(initial().recordAt(index).json) as JsonObject);
  const { count, recordAt, finder } = initial({ files: [], records: new Map([[resource!.name, exported]]) });
  const ids = Array.from({ length: count }, (_, index) => recordAt(index).id);
  expect(new Set(ids).size).toBe(count);
  expect(ids.map((id) => finder!.indexOf(id))).toEqual(ids.map((_, index) => index));
});

test('records whose schema has branches are counted, found and listed without making the others', async () => {
  const spec = loadSpec(join(root, 'fixtures/specs/bookshop.yaml'));
  const made: number[] = [];
  const initial = createModel({ spec, count: 300 }).initial().get('books')!;
  const recordAt = (index: number) => {
    made.push(index);
    return initial.recordAt(index);
  };
  const books = Collection.of({ ...initial, recordAt });
  const { items, total } = await books.page({}, 20, 2);
  expect(total).toBe(300);
  expect(books.get(items[1]!.id)).toBe(items[1]);
  expect(made).toEqual([20, 21]);
  const language = items[0]!.keys.language!;
  const filtered = await books.page({ language }, 0, 300);
  expect(filtered.items).toContain(items[0]);
  expect(filtered.items.every(({ keys }) => keys.language === language)).toBe(true);
  expect(made).toHaveLength(300);
});
