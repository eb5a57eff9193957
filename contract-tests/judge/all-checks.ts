import { allChecks as checks } from '../../src/contract/checks/all-checks';

/** The names of all checks that the suite has. */
export function allChecks(): readonly string[] {
  return [...new Set(checks.map(({ name }) => name))].sort();
}
