import { allChecks } from '../../contract/checks/all-checks';
import { caseKinds } from '../../contract/plan/plan-cases';
import type { ContractCase } from '../../contract/steps/context/case';
import type { Spec } from '../../openapi/model/model';
import { UsageError } from '../command-line/command';
import { suggestName } from '../command-line/parse-command-line';

/** The choice of `--only` and `--skip`. */
export interface Selection {
  /** Tells if a case is run. */
  select(contractCase: ContractCase): boolean;
  /** Names of the checks whose findings are left out. */
  readonly skippedChecks: readonly string[];
}

/**
 * Sorts the names of `--only` and `--skip` into operations and kinds, which choose cases, and checks, which choose findings.
 *
 * @throws {@link UsageError} for a name that there is not, with the nearest one and all that there are
 */
export function selectionOf(spec: Spec, only: readonly string[], skip: readonly string[]): Selection {
  const known = {
    Operations: spec.operations.map(({ id }) => id),
    Kinds: caseKinds.map(({ name }) => name),
    Checks: allChecks.map(({ name }) => name),
  };
  const all = Object.values(known).flat();
  for (const [option, names] of Object.entries({ '--only': only, '--skip': skip })) {
    for (const name of names) if (!all.includes(name)) throw unknownName(option, name, all, known);
  }
  const isCheck = (name: string): boolean => known.Checks.includes(name);
  const [onlyCases, onlyChecks] = [only.filter((name) => !isCheck(name)), only.filter(isCheck)];
  const isOnly = (names: readonly string[]): boolean =>
    onlyCases.length === 0 || names.some((name) => onlyCases.includes(name));
  return {
    select: ({ kind, operation }) => {
      const names = [kind, operation?.id ?? ''];
      return isOnly(names) && !names.some((name) => skip.includes(name));
    },
    skippedChecks: known.Checks.filter(
      (name) => skip.includes(name) || (onlyChecks.length > 0 && !onlyChecks.includes(name)),
    ),
  };
}

/**
 * Makes sure that the names of an option are operations.
 *
 * @throws {@link UsageError} for one that the document does not have, with the nearest one
 */
export function knownOperations(spec: Spec, option: string, names: readonly string[]): void {
  const Operations = spec.operations.map(({ id }) => id);
  for (const name of names) if (!Operations.includes(name)) throw unknownName(option, name, Operations, { Operations });
}

function unknownName(
  option: string,
  name: string,
  all: readonly string[],
  known: Readonly<Record<string, readonly string[]>>,
): UsageError {
  const guess = suggestName(name, all);
  const lists = Object.entries(known).map(([group, names]) => `${group}: ${names.join(', ')}.`);
  return new UsageError(
    `${option} ${name}: there is no such operation, kind or check.${guess === undefined ? '' : ` Did you mean ${guess}?`}\n` +
      lists.join('\n'),
  );
}
