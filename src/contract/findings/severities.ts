import type { Severity } from './check';
import type { RawFinding } from './finding';

/** Severities of checks by their names; `off` leaves out what a check finds. */
export type Severities = Readonly<Record<string, Severity | 'off'>>;

/** Settings that change how bad a finding is. */
export interface SeverityOptions {
  /** Names of checks that are left out. */
  readonly ignored?: readonly string[];
  /** Severities by the names of checks. */
  readonly checks?: Severities | undefined;
  /** Settings by the ids of operations, which come first. */
  readonly operations?: Readonly<Record<string, { readonly checks?: Severities }>> | undefined;
  /** True when whatever is left is an error. */
  readonly strict?: boolean | undefined;
}

/**
 * Creates what gives each raw finding the severity that is wanted, before they are folded: what is left out explains nothing.
 *
 * @returns a function to no raw finding, or to one
 * @example rawFindings.flatMap(createSeverities({ checks: { 'no-leak': 'off' } }))
 */
export function createSeverities(options: SeverityOptions): (rawFinding: RawFinding) => readonly RawFinding[] {
  const { ignored = [], checks, operations, strict } = options;
  return (rawFinding) => {
    const { check, operation } = rawFinding;
    const wanted = operations?.[operation ?? '']?.checks?.[check] ?? checks?.[check] ?? rawFinding.severity;
    if (wanted === 'off' || ignored.includes(check)) return [];
    return [{ ...rawFinding, severity: strict === true ? 'error' : wanted }];
  };
}
