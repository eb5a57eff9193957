import fc from 'fast-check';
import type { RawFinding } from '../findings/finding';
import type { CaseContext, Rehearsal } from '../steps/case';
import type { Step } from './random-walk';

/** How often a failing walk is tried again in a simpler form. */
const mostAttempts = 60;

/** The shortest walk that shows a fault. */
export interface FailingWalk {
  /** What was seen in it; the same fault in every attempt. */
  readonly rawFinding: RawFinding;
  readonly rehearsal: Rehearsal;
  /** The seed and the path of fast-check, which lead straight to this walk. */
  readonly seed: number;
  readonly path: string;
}

/**
 * Tries random walks until one shows a fault, then simplifies that walk as far as it still shows the same fault.
 *
 * @param walks - what is tried
 * @param take - takes a walk from a fresh start
 * @returns undefined when all went well
 * @throws {@link ../blocked.Blocked} when the target does not let the walks go on
 */
export async function findFailingWalk(
  context: CaseContext,
  walks: fc.Arbitrary<readonly Step[]>,
  options: { readonly seed: number; readonly runs: number },
  take: (context: CaseContext, steps: readonly Step[]) => Promise<void>,
): Promise<FailingWalk | undefined> {
  let found: Pick<FailingWalk, 'rawFinding' | 'rehearsal'> | undefined;
  let stopped: Rehearsal | undefined;
  let attempts = 0;
  const property = fc.asyncProperty(walks, async (steps) => {
    if (stopped !== undefined || attempts > mostAttempts) return;
    const rehearsal = await context.rehearse((inner) => take(inner, steps));
    const errors = rehearsal.rawFindings.filter(({ severity }) => severity === 'error');
    // A target that asks to slow down would be asked a hundred times more.
    if (rehearsal.blocked !== undefined && errors.every(({ check }) => check === 'rate-limited')) stopped = rehearsal;
    const wanted = found;
    const rawFinding = wanted === undefined ? errors[0] : errors.find(({ key }) => key === wanted.rawFinding.key);
    if (found !== undefined) attempts += 1;
    if (rawFinding === undefined || stopped !== undefined) return;
    // What plain cases explain is told with them, long or short.
    if (found === undefined && context.isFaulty(operationsOf(rehearsal))) attempts = mostAttempts + 1;
    found = { rawFinding, rehearsal };
    throw new Error(rawFinding.title);
  });
  const details = await fc.check(property, { seed: options.seed, numRuns: options.runs });
  if (found !== undefined) return { ...found, seed: details.seed, path: details.counterexamplePath ?? '' };
  for (const rawFinding of stopped?.rawFindings ?? []) context.report(rawFinding);
  if (stopped?.blocked !== undefined) throw stopped.blocked;
  return undefined;
}

/** Ids of the operations that a rehearsal has used. */
export function operationsOf({ exchanges }: Pick<Rehearsal, 'exchanges'>): readonly string[] {
  return [...new Set(exchanges.flatMap(({ operation }) => (operation === undefined ? [] : [operation.id])))];
}
