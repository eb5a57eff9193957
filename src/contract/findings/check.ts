import type { Spec } from '../../openapi/model/model';
import type { Exchange } from '../exchange/exchange';

/**
 * `error` fails a run; `warning` is reported and fails it only under `--strict`; a `note` is about something that a standard or the
 * document allows: it is no finding at all, and an error only under `--strict`.
 */
export type Severity = 'error' | 'warning' | 'note';

/**
 * One question with a verdict. Pure: what it needs is in its input, what it finds is in its answer.
 * The name is also that of `--only/--skip`, and that of its file where the file holds one check.
 */
export interface Check<Input> {
  /** Kebab case, says what has to hold: `body-matches-schema`. */
  readonly name: string;
  readonly severity: Severity;
  /** The standard it stands on: `RFC 9110, section 15.5.6`, `OpenAPI 3.1, section 4.8.16`. */
  readonly basis: string;
  /**
   * Lists what does not hold; empty when all is well.
   *
   * @param evidence - the exchanges that the input was seen in, for checks that look at several; the last one shows it
   */
  judge(input: Input, evidence?: readonly Exchange[]): readonly Fault[];
}

/** One thing that does not hold. The runner adds the case, the exchanges and the curl line. */
export interface Fault {
  /** One line for a person, without the operation: `accepts label with 256 characters`. */
  readonly title: string;
  readonly promised: string;
  readonly received: string;
  /** Pointer to the promise in the document; else the standard. */
  readonly pointer: string;
  /**
   * The kind of fault, without the values of this one exchange: those with the same check, pointer and symptom are one
   * fault and are reported once. Include the property where the pointer does not name it.
   */
  readonly symptom: string;
  /** The severity where it is another one than that of the check: what only a habit or prose speaks against is no error. */
  readonly severity?: Severity;
  /** The standard, where it is not the one of the check. */
  readonly basis?: string;
  /** Keys of faults (see `faultKey`) that explain this one: when one of them is found, this one is folded into it. */
  readonly causedBy?: readonly string[];
}

/**
 * The identity of a fault: the same fault seen in many exchanges has one key.
 *
 * @example faultKey('rejects-invalid', '#/components/schemas/Label/maxLength', 'accepted')
 */
export function faultKey(check: string, pointer: string, symptom: string): string {
  return `${check} ${pointer} ${symptom}`;
}

/** Something that has to hold, as the case that looked found it. */
export interface Observation {
  readonly holds: boolean;
  /** The fault when it does not hold, for a person. */
  readonly title: string;
  readonly promised: string;
  readonly received: string;
  readonly pointer: string;
  /** Tells two faults of one check apart; empty when there is only one. */
  readonly symptom?: string;
  /** The severity where it is another one than that of the law. */
  readonly severity?: Severity;
  /** The standard, where it is not the one of the law. */
  readonly basis?: string;
  /** Keys of faults that explain this one. */
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
    judge({ holds, symptom = '', ...fault }) {
      return holds ? [] : [{ ...fault, symptom }];
    },
  };
}

/**
 * Cites a standard in the version that the document keeps to. The checks cite OpenAPI 3.1, whose sections 4.8 are the sections 4.7
 * of 3.0; schemas of 3.0 are of OpenAPI itself, not of JSON Schema 2020-12.
 *
 * @param basis - sections separated by `; `
 * @example cite({ version: '3.0.3' }, 'OpenAPI 3.1, section 4.8.24; JSON Schema 2020-12') // 'OpenAPI 3.0, section 4.7.24'
 */
export function cite({ version }: Pick<Spec, 'version'>, basis: string): string {
  if (!version.startsWith('3.0')) return basis;
  const cited = basis.split('; ').map((part) => {
    if (part.startsWith('JSON Schema')) return 'OpenAPI 3.0, section 4.7.24';
    return part.replace(/^OpenAPI 3\.1, sections? 4\.8\.(\d+)(\.\d+)*/, 'OpenAPI 3.0, section 4.7.$1');
  });
  return [...new Set(cited)].join('; ');
}
