import { notesSpec } from '../exchange/given-exchange.test-support';
import { planCases } from './plan-cases';
import { tellingFirst } from './telling-first';

const cases = planCases({ spec: notesSpec, seed: 1 });
const stages = tellingFirst(cases);
const kindsOf = (index: number) => new Set(stages.at(index)?.map(({ kind }) => kind));

test('every case is in one stage', () => {
  const ids = stages.flatMap((stage) => stage.map(({ id }) => id));
  expect([...ids].sort()).toEqual(cases.map(({ id }) => id).sort());
});

test('a case for each constraint comes before everything else', () => {
  const constraints = (of: typeof cases) =>
    new Set(of.filter(({ kind }) => kind === 'mutations').map(({ pointer }) => pointer));
  expect(constraints(stages[0]!.slice())).toEqual(constraints(cases));
  expect(kindsOf(0)).not.toContain('random-walks');
});

test('random walks come last', () => expect(kindsOf(-1)).toContain('random-walks'));
