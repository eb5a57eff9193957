import { join } from 'node:path';
import { loadSpec } from '../openapi/load-spec';
import { SHIPPED_SPEC } from '../openapi/read/package-file';
import { DRIFT_GROUPS } from './catalogue/drift';
import { createDriftingMock } from './create-drifting-mock';
import { findDrifts, listDrifts, UnknownDriftError } from './list-drifts';

const foreign = (name: string): string => join(__dirname, '../../fixtures/specs', name);
const files = [SHIPPED_SPEC, foreign('bookshop.yaml'), foreign('customer-notes.yaml'), foreign('warehouse.yaml')];
const specs = files.map((file) => loadSpec(file));
const bookshop = specs[1]!;

describe.each(specs.map((spec) => [spec.document.info.title, spec] as const))('the drifts of %s', (_, spec) => {
  const drifts = listDrifts(spec);

  test('are many, of every group', () => {
    expect(drifts.length).toBeGreaterThan(200);
    expect([...new Set(drifts.map(({ group }) => group))]).toEqual([...DRIFT_GROUPS]);
  });

  test('have names of their own that a command line takes', () => {
    expect(new Set(drifts.map(({ name }) => name)).size).toBe(drifts.length);
    expect(drifts.filter(({ name }) => !/^[^\s,:]+:[\w-]+$/.test(name))).toEqual([]);
  });

  test('say what an app notices, which check finds it, and what is injected', () => {
    expect(drifts.filter(({ title }) => title.length < 8 || /[.\n]$/.test(title))).toEqual([]);
    expect(drifts.filter(({ check }) => check.length === 0 || !check.every((name) => /^[a-z-]+$/.test(name)))).toEqual(
      [],
    );
    expect(drifts.filter(({ injection }) => Object.keys(injection).length === 0)).toEqual([]);
  });

  test('are listed once', () => expect(listDrifts(spec)).toBe(drifts));
});

test.each([
  [0, 'body.label.maxLength:not-enforced'],
  [1, 'body.isbn.pattern:not-enforced'],
  [1, 'header.x-total-count:missing'],
  [2, 'notes.parent:ignored'],
  [2, 'cursor:ends-early'],
  [3, 'products.body.suppliers.*.delivery_days.*.enum:not-enforced'],
  [3, 'quote.body.lines.minItems:not-enforced'],
])('document %i has %s', (index, name) => {
  expect(listDrifts(specs[index]!).map((drift) => drift.name)).toContain(name);
});

test.each([
  ['body.titel.maxLength:not-enforced', /nearest are body\.title\.maxLength:not-enforced, /],
  ['response.tittle:missing', /nearest are response\.title:missing/],
  ['xyzzy', /There is no drift "xyzzy" for .*bookshop\.yaml\.$/],
])('the unknown name %s is refused', (name, message) => {
  expect(() => createDriftingMock({ spec: bookshop }, [name])).toThrow(UnknownDriftError);
  expect(() => findDrifts(bookshop, [name])).toThrow(message);
});
