import type { RawFinding } from '../../src/contract/findings/finding';
import { foldFindings } from '../../src/contract/findings/fold-findings';
import type { Drift } from '../../src/drifts/catalogue/drift';
import type { Task } from './task';

/** Drifts that leave nearly everything else as it is, so that they can be tried together with any other one. */
const QUIET = ['allow:missing', 'unknown-path:400', 'malformed:422', 'wrong-method:400'];

/** Drifts that leave nothing to see of any other one: all answers are lost, or no record can be made. */
const DEAFENING = new Set(['rate-limited', 'complete-response']);

/** Drifts of the `Allow` of a 405, and drifts that leave no 405 for it to stand in. */
const [OF_A_405, WITHOUT_A_405] = [/^allow:/, /^wrong-method:/];

function canShowTogether({ name: one }: Drift, { name: other }: Drift): boolean {
  return ![
    [one, other],
    [other, one],
  ].some(([a = '', b = '']) => OF_A_405.test(a) && WITHOUT_A_405.test(b));
}

/** Pairs every drift of a document with another one that has nothing to do with it. */
export function pairsOf(document: string, drifts: readonly Drift[], all = drifts): Task[] {
  const quiet = QUIET.flatMap((name) => all.find((each) => each.name === name) ?? []);
  return drifts.flatMap((drift, index): Task[] => {
    if (drift.check.some((check) => DEAFENING.has(check))) return [];
    const fitting = quiet.filter(
      (each) =>
        canShowTogether(drift, each) &&
        each.group !== drift.group &&
        !each.check.some((check) => drift.check.includes(check)),
    );
    const second = fitting[index % Math.max(1, fitting.length)];
    return second === undefined ? [] : [{ kind: 'pair', document, drifts: [drift.name, second.name] }];
  });
}

/** Lists which of two drifts is not found: together with the other one, and when the check of the other one is skipped. */
export function missedOf(rawFindings: readonly RawFinding[], [one, other]: readonly [Drift, Drift]): string[] {
  const isFound = (drift: Drift, skipped: readonly string[]): boolean =>
    foldFindings(rawFindings, ({ check }) => skipped.includes(check)).some(({ check }) => drift.check.includes(check));
  const questions: readonly (readonly [Drift, readonly string[], string])[] = [
    [one, [], 'together'],
    [other, [], 'together'],
    [one, other.check, `without ${other.check.join(', ')}`],
    [other, one.check, `without ${one.check.join(', ')}`],
  ];
  return questions.flatMap(([drift, skipped, when]) => (isFound(drift, skipped) ? [] : [`${drift.name} ${when}`]));
}
