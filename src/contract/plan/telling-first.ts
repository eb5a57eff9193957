import type { ContractCase } from '../steps/context/case';

/** Kinds that repeat in other words what plainer kinds have asked already, or take long. */
const late = new Set(['combined-values', 'combined-faults', 'concurrency', 'competing-writes', 'random-walks']);
/** Kinds with many cases for each constraint, of which one says most. */
const many = new Set(['values', 'mutations']);

/**
 * Sorts cases into stages, the most telling first, so that a run that is cut short has found most: documented examples and one
 * case for each constraint; the laws of records and lists; further values at boundaries; combinations and random walks.
 *
 * @returns the stages, each in the order in which its cases were planned
 * @example tellingFirst(planCases({ spec, seed: 1 })).flat()
 */
export function tellingFirst(cases: readonly ContractCase[]): readonly (readonly ContractCase[])[] {
  const stages: ContractCase[][] = [[], [], [], []];
  const seen = new Set<string>();
  for (const each of cases) stages[stageOf(each, seen)]!.push(each);
  return stages.filter((stage) => stage.length > 0);
}

function stageOf({ kind, operation, pointer }: ContractCase, seen: Set<string>): number {
  if (late.has(kind)) return 3;
  if (kind === 'examples') return 0;
  if (!many.has(kind)) return 1;
  const constraint = `${kind} ${operation?.id} ${pointer}`;
  if (seen.has(constraint)) return 2;
  seen.add(constraint);
  return 0;
}
