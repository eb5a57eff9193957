import { join } from 'node:path';
import { loadSpec, parseSpec } from '../../../openapi/load-spec';
import type { Spec } from '../../../openapi/model/model';
import { LOCALE_CODES } from '../locales/locale';
import { loadVocabulary } from '../names/vocabulary';
import { planSeeding } from '../plan-seeding';
import { repairRecord } from './ensure-valid';

jest.mock('./ensure-valid', () => ({
  ...jest.requireActual<typeof import('./ensure-valid')>('./ensure-valid'),
  repairRecord: jest.fn((record: unknown) => record),
}));
jest.mock('../names/vocabulary', () => {
  const actual = jest.requireActual<typeof import('../names/vocabulary')>('../names/vocabulary');
  return { ...actual, loadVocabulary: jest.fn(actual.loadVocabulary) };
});

const root = join(__dirname, '../../../..');
const paths = [
  'spec/contact-points.yaml',
  ...['bookshop', 'customer-notes', 'warehouse'].map((name) => `fixtures/specs/${name}.yaml`),
];

beforeEach(() => jest.clearAllMocks());

test.each(paths)('records of %s are valid as they are made; the repair has nothing to do', (path) => {
  const spec = loadSpec(join(root, path));
  for (const locale of LOCALE_CODES) {
    for (const resource of planSeeding(spec, { locale }).values()) {
      const { schema } = spec.resources.find(({ name }) => name === resource.name)!;
      const validate = spec.schemas.validator(schema, 'response');
      for (let index = 0; index < 60; index++) expect(validate(resource.recordAt(index))).toEqual([]);
    }
  }
});

test('records that are valid by the way they are made are not checked again, and are valid', () => {
  const spec = loadSpec(join(root, paths[0]!));
  const { name, schema } = spec.resources[0]!;
  const validate = spec.schemas.validator(schema, 'response');
  for (const locale of LOCALE_CODES) {
    const { recordAt } = planSeeding(spec, { locale, seed: 5 }).get(name)!;
    const records = Array.from({ length: 5000 }, (_, index) => recordAt(index));
    expect(records.filter((record) => validate(record).length > 0)).toEqual([]);
  }
  expect(repairRecord).not.toHaveBeenCalled();
});

/** Desks that are valid by the way they are made, but for what is changed. */
function desks(change: object): Spec {
  const properties = {
    id: { type: 'string', format: 'uuid' },
    owner_id: { type: 'string', format: 'uuid', 'x-seed': { pool: 'owners' } },
    label: { type: 'string', maxLength: 50 },
    mail: { type: 'string', format: 'email' },
    ...change,
  };
  const schema = { type: 'object', required: Object.keys(properties), properties };
  const id = { name: 'id', in: 'path', required: true, schema: properties.id };
  const ok = (content: object) => ({ description: 'ok', content: { 'application/json': { schema: content } } });
  return parseSpec({
    openapi: '3.1.0',
    info: { title: 'Desks', version: '1' },
    paths: {
      '/desks': { get: { responses: { 200: ok({ type: 'array', items: schema }) } } },
      '/desks/{id}': { get: { parameters: [id], responses: { 200: ok(schema) } } },
    },
  });
}

test.each<[constraint: string, change: object, checks: number]>([
  ['nothing else', {}, 0],
  ['a pattern', { label: { type: 'string', pattern: '^[a-z]' } }, 1],
  ['a shortest length', { label: { type: 'string', minLength: 3 } }, 1],
  ['a format of no generator', { label: { type: 'string', format: 'ipv4' } }, 1],
  ['a format of another generator', { label: { type: 'string', format: 'uri', 'x-seed': { as: 'email' } } }, 1],
  ['branches', { label: { anyOf: [{ type: 'string' }, { type: 'null' }] } }, 1],
  [
    'references with limits of their own',
    { owner_id: { type: 'string', minLength: 40, 'x-seed': { pool: 'owners' } } },
    1,
  ],
])('records with %s are checked as often as need be', (_, change, checks) => {
  planSeeding(desks(change), { count: 20 }).get('desks')!.recordAt(19);
  expect(repairRecord).toHaveBeenCalledTimes(checks);
});

test('no vocabulary is loaded before a record shows a name', () => {
  const spec = loadSpec(join(root, paths[0]!));
  const resource = [...planSeeding(spec).values()][0]!;
  resource.idAt(5);
  resource.recordAt(0);
  expect(loadVocabulary).not.toHaveBeenCalled();
  resource.recordAt(1);
  resource.recordAt(2);
  expect(loadVocabulary).toHaveBeenCalledTimes(1);
});
