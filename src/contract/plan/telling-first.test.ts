import { notesSpec } from '../exchange/given-exchange.test-support';
import type { ContractCase } from '../steps/context/case';
import { planCases } from './plan-cases';
import { tellingFirst } from './telling-first';

const cases = planCases({ spec: notesSpec, seed: 1 });
const stages = tellingFirst(cases);
const kindsOf = (index: number) => new Set(stages.at(index)?.map(({ kind }) => kind));

test('every case is in one stage', () => {
  const ids = stages.flatMap((stage) => stage.map(({ id }) => id));
  expect([...ids].sort()).toEqual(cases.map(({ id }) => id).sort());
});

const constraintOf = ({ operation, pointer, exercises }: ContractCase): string =>
  JSON.stringify([operation?.id, pointer, exercises]);
const isAboutOne = ({ kind }: ContractCase): boolean => kind === 'mutations' || kind === 'values';

test('every constraint is tried once before one of them is tried again, and before combinations and walks', () => {
  const order = stages.flat();
  const constraints = new Set(cases.filter(isAboutOne).map(constraintOf));
  const seen = new Set<string>();
  const again = order.findIndex((each) => isAboutOne(each) && seen.size === seen.add(constraintOf(each)).size);
  expect(seen.size).toBeGreaterThan(10);
  expect(new Set(order.slice(0, again).filter(isAboutOne).map(constraintOf))).toEqual(constraints);
  expect(order.findIndex(({ kind }) => kind === 'combined-values')).toBeGreaterThan(again);
});

test('each constraint is broken first, where it can be', () => {
  const broken = new Set(cases.filter(({ kind }) => kind === 'mutations').map(constraintOf));
  const firsts = new Map(
    stages
      .flat()
      .filter(isAboutOne)
      .reverse()
      .map((each) => [constraintOf(each), each.kind]),
  );
  expect(new Set([...broken].map((constraint) => firsts.get(constraint)))).toEqual(new Set(['mutations']));
});

test('no operation and no kind waits for another one', () => {
  const groups = new Set(cases.filter(({ kind }) => kind === 'mutations').map(({ operation }) => operation?.id));
  expect(new Set(stages[0]?.filter(({ kind }) => kind === 'mutations').map(({ operation }) => operation?.id))).toEqual(
    groups,
  );
  expect([...kindsOf(0)]).toEqual(expect.arrayContaining(['creation', 'paging', 'removal', 'media-types']));
});

test('random walks come last', () => expect(kindsOf(-1)).toContain('random-walks'));
