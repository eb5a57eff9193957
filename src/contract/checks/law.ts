import type { Check } from '../findings/check';

/** Something that has to hold, as the case that looked found it. */
export interface Observation {
  readonly holds: boolean;
  /** What is wrong when it does not hold, for a person. */
  readonly title: string;
  readonly promised: string;
  readonly received: string;
  readonly pointer: string;
  /** What tells two faults of one check apart; empty when there is only one. */
  readonly symptom?: string;
  /** Keys of problems that explain this one. */
  readonly causedBy?: readonly string[];
}

/**
 * Makes a check out of a law that the case itself can decide: it only names it, says how severe it is and what it stands on.
 *
 * @example export const removedIsGone = law('removed-is-gone', 'RFC 9110, section 9.3.5');
 */
export function law(
  name: string,
  basis: string,
  severity: Check<Observation>['severity'] = 'error',
): Check<Observation> {
  return {
    name,
    severity,
    basis,
    judge({ holds, title, promised, received, pointer, symptom = '', causedBy }) {
      return holds ? [] : [{ title, promised, received, pointer, symptom, ...(causedBy && { causedBy }) }];
    },
  };
}
