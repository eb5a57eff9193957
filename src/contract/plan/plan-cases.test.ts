import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { loadSpec } from '../../openapi/load-spec';
import { leftOutOperations } from './left-out';
import { caseKinds, planCases } from './plan-cases';

const root = join(__dirname, '../../..');
const documents = [
  'spec/contact-points.yaml',
  ...readdirSync(join(root, 'fixtures/specs')).map((name) => `fixtures/specs/${name}`),
];

describe.each(documents)('%s', (file) => {
  const spec = loadSpec(join(root, file));
  const cases = planCases({ spec, seed: 1 });
  const ids = cases.map(({ id }) => id);

  test('has cases for every operation that is not left out', () => {
    const left = leftOutOperations(spec).map(({ operation }) => operation);
    const judged = new Set([...left, ...cases.map(({ operation }) => operation?.id)]);
    expect(spec.operations.map(({ id }) => id).filter((id) => !judged.has(id))).toEqual([]);
  });
  test('gives every case an id of its own', () => expect(new Set(ids).size).toBe(ids.length));
  test('plans the same cases again', () => expect(planCases({ spec, seed: 1 }).map(({ id }) => id)).toEqual(ids));
  test('never writes with a case that says it does not', () => {
    const safe = cases.filter(({ writes, operation }) => !writes && operation !== undefined);
    expect(safe.map(({ operation }) => operation?.method).filter((method) => method !== 'get')).toEqual([]);
  });
});

test('every kind has a name of its own, the one of its file', () => {
  const files = readdirSync(join(__dirname, '../cases')).map((name) => name.replace(/\.ts$/, ''));
  expect(caseKinds.map(({ name }) => name).filter((name) => !files.includes(name))).toEqual([]);
  expect(new Set(caseKinds.map(({ name }) => name)).size).toBe(caseKinds.length);
});
