import type { ContractCase } from '../steps/context/case';

/** Kinds that repeat in other words what plainer kinds have asked already, or take long. */
const late = new Set(['combined-values', 'combined-faults', 'concurrency', 'competing-writes', 'random-walks']);
/** Kinds with many cases for each constraint, of which one says most; what is to be rejected tells if it is checked at all. */
const many = ['mutations', 'values'];
/** Turns after which the cases that nothing else may disturb get theirs: a large body has hundreds of constraints. */
const TURNS = [1, 4, 16, 64, Number.POSITIVE_INFINITY];

/**
 * Sorts cases into stages, the most telling first, so that a run that is cut short has found most: documented examples, laws and one
 * case for each constraint of a request, of every kind and operation in turn; then further values of the constraints; then combinations
 * and random walks.
 *
 * @returns the stages, each to be run to its end before the next one
 * @example tellingFirst(planCases({ spec, seed: 1 })).flat()
 */
export function tellingFirst(cases: readonly ContractCase[]): readonly (readonly ContractCase[])[] {
  const firsts = firstOfEach(cases);
  const isFirst = (each: ContractCase): boolean => !many.includes(each.kind) || firsts.has(each);
  const early = cases.filter((each) => !late.has(each.kind));
  return [
    ...inTurn(early.filter(isFirst)),
    ...inTurn(early.filter((each) => !isFirst(each))),
    cases.filter((each) => late.has(each.kind)),
  ].filter((stage) => stage.length > 0);
}

/** The first case of each constraint, at each of its places. */
function firstOfEach(cases: readonly ContractCase[]): ReadonlySet<ContractCase> {
  const firsts = new Map<string, ContractCase>();
  for (const kind of many) {
    for (const each of cases) {
      if (each.kind !== kind) continue;
      const { operation, pointer, exercises } = each;
      const path = exercises?.path.map((step) => (typeof step === 'number' ? '*' : step));
      const constraint = JSON.stringify([operation?.id, pointer, exercises?.in, path]);
      if (!firsts.has(constraint)) firsts.set(constraint, each);
    }
  }
  return new Set(firsts.values());
}

/** The first case of every kind and operation, then the next few of each, and so on. */
function inTurn(cases: readonly ContractCase[]): ContractCase[][] {
  const counts = new Map<string, number>();
  const turns = cases.map((each) => {
    const group = `${each.kind} ${each.operation?.id}`;
    const turn = counts.get(group) ?? 0;
    counts.set(group, turn + 1);
    return { each, turn };
  });
  turns.sort((one, other) => one.turn - other.turn);
  return TURNS.map((end, index) =>
    turns.filter(({ turn }) => turn < end && turn >= (TURNS[index - 1] ?? 0)).map(({ each }) => each),
  );
}
