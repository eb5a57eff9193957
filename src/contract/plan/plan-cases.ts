import type { CaseKind, ContractCase, PlanInput } from '../steps/context/case';
import { caseKinds } from './case-kinds';

/**
 * Derives all cases from a document: purely and synchronously, so that they can be registered with a test runner. The same
 * document and seed give the same cases with the same ids.
 *
 * @param kinds - the kinds to plan; all of them when left out
 * @example planCases({ spec, seed: 1 }).map(({ id }) => id)
 */
export function planCases(input: PlanInput, kinds: readonly CaseKind[] = caseKinds): ContractCase[] {
  const ids = new Map<string, number>();
  const cases: ContractCase[] = [];
  for (const kind of kinds) {
    for (const planned of kind.plan(input)) {
      const base = [kind.name, planned.operation?.id ?? 'server', slug(planned.title)].join('/');
      const times = (ids.get(base) ?? 0) + 1;
      ids.set(base, times);
      cases.push({ ...planned, kind: kind.name, id: times === 1 ? base : `${base}-${times}` });
    }
  }
  return cases;
}

function slug(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 80);
}
