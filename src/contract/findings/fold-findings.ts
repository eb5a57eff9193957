import { explainRawFindings } from './explain-raw-findings';
import type { Finding, RawFinding } from './finding';

/**
 * Folds what the cases saw into one finding for each fault: rawFindings with one key are counted, and what another finding
 * explains is listed under it. Errors come first, then what was seen most.
 */
export function foldFindings(rawFindings: readonly RawFinding[]): Finding[] {
  const groups = new Map<string, readonly RawFinding[]>();
  for (const rawFinding of rawFindings) groups.set(rawFinding.key, [...(groups.get(rawFinding.key) ?? []), rawFinding]);
  explainRawFindings(groups);
  const roots = findRoots(groups);
  return [...groups]
    .filter(([key]) => roots.get(key) === key)
    .map(([key, group]) => {
      const explained = [...groups].filter(([each]) => each !== key && roots.get(each) === key);
      return toFinding(
        group,
        explained.map(([, members]) => members[0]!.title),
      );
    })
    .sort(byWeight);
}

/** For each fault the one that explains it, itself where none does: a fault is only explained by one that is told. */
function findRoots(groups: ReadonlyMap<string, readonly RawFinding[]>): ReadonlyMap<string, string> {
  const roots = new Map<string, string>();
  const pending = new Map(groups);
  const settle = (key: string, root: string): void => {
    roots.set(key, root);
    pending.delete(key);
  };
  for (const [key, group] of groups) if (!group.every((each) => hasCause(each, groups))) settle(key, key);
  while (pending.size > 0) {
    const before = pending.size;
    for (const [key, group] of pending) {
      if (!group.every((each) => hasCause(each, roots))) continue;
      const cause = group[0]!.causedBy.find((each) => roots.has(each))!;
      settle(key, roots.get(cause)!);
    }
    // What is left explains each other in a circle; one of them has to be told.
    const [next] = pending.keys();
    if (pending.size === before && next !== undefined) settle(next, next);
  }
  return roots;
}

function hasCause({ causedBy, key }: RawFinding, among: ReadonlyMap<string, unknown>): boolean {
  return causedBy.some((cause) => cause !== key && among.has(cause));
}

function toFinding(group: readonly RawFinding[], consequences: readonly string[]): Finding {
  // The plainest case that shows it, and comes out the same each time, is the one to look at.
  const stable = group.filter(({ unstable }) => !unstable);
  const first = stable.find(({ sequence }) => sequence === undefined) ?? stable[0] ?? group[0]!;
  const { operation: _, causedBy: __, ...told } = first;
  const operations = new Set(group.flatMap(({ operation }) => (operation === undefined ? [] : [operation])));
  return {
    ...told,
    operations: [...operations],
    count: group.length,
    unstable: group.every(({ unstable }) => unstable),
    consequences: [...new Set(consequences)],
  };
}

const weights: readonly Finding['severity'][] = ['error', 'warning', 'note'];

function byWeight(a: Finding, b: Finding): number {
  if (a.severity !== b.severity) return weights.indexOf(a.severity) - weights.indexOf(b.severity);
  return b.count - a.count;
}
