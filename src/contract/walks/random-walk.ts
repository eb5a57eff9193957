import fc from 'fast-check';
import type { Resource } from '../../openapi/model/model';
import type { RawFinding } from '../findings/finding';
import type { CaseContext, Rehearsal } from '../steps/context/case';

/** Choice of a body: the same choice makes the same body. */
export interface BodyChoice {
  /** Decides every generated value. */
  readonly salt: number;
  readonly optional: 'all' | 'none';
  /** Properties that get a value at a boundary instead; numbers that are taken modulo what there is. */
  readonly twists: readonly Twist[];
}

/** A property and a value for it, both as numbers that are taken modulo what there is. */
export type Twist = readonly [property: number, value: number];

/** One step of a walk. Records are numbers, taken modulo the records that the walk has made so far. */
export type Step =
  | { readonly role: 'create'; readonly body: BodyChoice; readonly faults: readonly Twist[] }
  | {
      readonly role: 'replace' | 'update';
      readonly record: number;
      readonly body: BodyChoice;
      readonly faults: readonly Twist[];
    }
  | { readonly role: 'read'; readonly record: number }
  | { readonly role: 'remove'; readonly record: number }
  | { readonly role: 'list'; readonly record: number; readonly filters: number; readonly size: number };

/** Greatest number of steps of a walk. */
const LONGEST = 15;

const number = fc.nat({ max: 999 });
// The first records again and again: many faults need a history.
const recordNumber = fc.oneof({ arbitrary: fc.nat({ max: 1 }), weight: 2 }, { arbitrary: number, weight: 1 });
const twist = fc.tuple(number, number);
const bodyChoice: fc.Arbitrary<BodyChoice> = fc.record({
  // Another salt is no simpler one.
  salt: fc.noShrink(fc.nat({ max: 1_000_000_000 })),
  optional: fc.constantFrom('all', 'none'),
  twists: fc.array(twist, { maxLength: 3 }),
});
// Most bodies are right, as only they lead anywhere.
const faults = fc.oneof(
  { arbitrary: fc.constant<readonly Twist[]>([]), weight: 4 },
  { arbitrary: fc.array(twist, { minLength: 1, maxLength: 4 }), weight: 1 },
);
/** The first one is a create: without a record nothing can be done. */
const WEIGHTS = { create: 4, read: 2, replace: 4, update: 4, remove: 2, list: 3 } as const;

/**
 * Random walks over what can be done with a resource: sequences of at most 15 steps, each shrinking to fewer and simpler
 * ones. Roles that the document does not have do not occur.
 */
export function walksOver({ roles }: Resource): fc.Arbitrary<readonly Step[]> {
  const steps: Readonly<Record<keyof typeof WEIGHTS, fc.Arbitrary<Step>>> = {
    create: fc.record({ role: fc.constant('create' as const), body: bodyChoice, faults }),
    replace: fc.record({ role: fc.constant('replace' as const), record: recordNumber, body: bodyChoice, faults }),
    update: fc.record({ role: fc.constant('update' as const), record: recordNumber, body: bodyChoice, faults }),
    read: fc.record({ role: fc.constant('read' as const), record: recordNumber }),
    remove: fc.record({ role: fc.constant('remove' as const), record: recordNumber }),
    list: fc.record({ role: fc.constant('list' as const), record: number, filters: number, size: number }),
  };
  const known = (Object.keys(WEIGHTS) as (keyof typeof WEIGHTS)[]).filter((role) => roles[role] !== undefined);
  const step = fc.oneof(...known.map((role) => ({ arbitrary: steps[role], weight: WEIGHTS[role] })));
  return fc.array(step, { minLength: 2, maxLength: LONGEST, size: 'max' });
}

/** Number of times that a failing walk is tried again in a simpler form. */
const MOST_ATTEMPTS = 60;

/** The shortest walk that shows a fault. */
export interface FailingWalk {
  /** Raw findings of the walk; the same fault in every attempt. */
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
    if (stopped !== undefined || attempts > MOST_ATTEMPTS) return;
    const rehearsal = await context.rehearse((inner) => take(inner, steps));
    const errors = rehearsal.rawFindings.filter(({ severity }) => severity === 'error');
    // A target that asks to slow down would be asked a hundred times more.
    if (rehearsal.blocked !== undefined && errors.every(({ check }) => check === 'rate-limited')) stopped = rehearsal;
    const wanted = found;
    // What plain cases have found is told already, and must not hide what only a sequence shows.
    const rawFinding =
      wanted === undefined
        ? errors.find(({ key }) => !context.isKnown(key))
        : errors.find(({ key }) => key === wanted.rawFinding.key);
    if (found !== undefined) attempts += 1;
    if (rawFinding === undefined || stopped !== undefined) return;
    // What plain cases explain is told with them, long or short.
    if (found === undefined && context.isFaulty(operationsOf(rehearsal))) attempts = MOST_ATTEMPTS + 1;
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
