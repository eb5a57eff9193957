import { join } from 'node:path';
import { loadSpec } from '../../spec/load-spec';
import { localeCodes } from './locales/find-locale';
import { planSeeding } from './plan-seeding';
import { repairRecord } from './repair-record';
import { loadVocabulary } from './vocabulary';

jest.mock('./repair-record', () => ({ repairRecord: jest.fn((record: unknown) => record) }));
jest.mock('./vocabulary', () => {
  const actual = jest.requireActual<typeof import('./vocabulary')>('./vocabulary');
  return { ...actual, loadVocabulary: jest.fn(actual.loadVocabulary) };
});

const root = join(__dirname, '../../..');
const paths = [
  'spec/contact-points.yaml',
  ...['bookshop', 'customer-notes', 'warehouse'].map((name) => `fixtures/specs/${name}.yaml`),
];

beforeEach(() => jest.clearAllMocks());

test.each(paths)('records of %s are valid as they are made; the repair has nothing to do', (path) => {
  const spec = loadSpec(join(root, path));
  for (const locale of localeCodes) {
    for (const resource of planSeeding(spec, { locale }).values()) {
      const { schema } = spec.resources.find(({ name }) => name === resource.name)!;
      const validate = spec.schemas.validator(schema, 'response');
      for (let index = 0; index < 60; index++) expect(validate(resource.recordAt(index))).toEqual([]);
      expect(repairRecord).toHaveBeenCalled();
    }
  }
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
