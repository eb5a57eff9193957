import type { Finding, RawFinding } from './finding';

/**
 * Folds what the cases saw into one finding for each fault: raw findings with one key are counted, and what another finding
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

/** For each fault the one that explains it, itself where none does: a fault is only explained by one that is reported. */
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
    // What is left explains each other in a circle; one of them has to be reported.
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
  const { operation: _, causedBy: __, ...shown } = first;
  const operations = new Set(group.flatMap(({ operation }) => (operation === undefined ? [] : [operation])));
  return {
    ...shown,
    operations: [...operations],
    count: group.length,
    unstable: group.every(({ unstable }) => unstable),
    consequences: [...new Set(consequences)],
  };
}

const WEIGHTS: readonly Finding['severity'][] = ['error', 'warning', 'note'];

function byWeight(a: Finding, b: Finding): number {
  if (a.severity !== b.severity) return WEIGHTS.indexOf(a.severity) - WEIGHTS.indexOf(b.severity);
  return b.count - a.count;
}

/** A fault that another fault of the same operation explains. */
interface Explanation {
  readonly cause: string;
  readonly effect: string;
  /** Pattern of the symptom with which the cause explains anything; any symptom when left out. */
  readonly ofCause?: RegExp;
  readonly ofEffect?: RegExp;
}

/** Causes before consequences: who breaks the first law breaks the second one with it. */
const explanations: readonly Explanation[] = [
  { cause: 'page-size', effect: 'default-applies' },
  { cause: 'page-size', effect: 'pages-join' },
  { cause: 'page-size', effect: 'past-end-empty' },
  { cause: 'page-size', effect: 'page-size', ofCause: /other size$/, ofEffect: /page of none$/ },
  { cause: 'pages-join', effect: 'past-end-empty' },
  { cause: 'reads-agree', effect: 'concurrent-writes-kept' },
  { cause: 'total-counts', effect: 'past-end-empty' },
  { cause: 'total-counts', effect: 'filter-selects', ofEffect: /total$/ },
  { cause: 'total-counts', effect: 'page-size', ofEffect: /total/ },
  { cause: 'total-counts', effect: 'list-follows-writes', ofEffect: /total/ },
  { cause: 'list-follows-writes', effect: 'page-size', ofCause: /total/ },
  { cause: 'list-follows-writes', effect: 'past-end-empty', ofCause: /total/ },
  { cause: 'filter-selects', effect: 'list-follows-writes', ofEffect: /listed/ },
];

/**
 * Names the causes that a check cannot know of by itself: other laws of the same list that are broken, and whatever plain cases
 * found on the operations of a random sequence, as sequences find every simple fault in a roundabout way.
 *
 * @param groups - the raw findings of each fault, by its key
 */
export function explainRawFindings(groups: Map<string, readonly RawFinding[]>): void {
  const plain = [...groups.values()].flatMap((group) => group.find(isPlainError) ?? []);
  for (const [key, group] of groups) {
    const explained = group.map((rawFinding) => {
      const causes = plain.filter((cause) => cause.key !== key && explains(cause, rawFinding));
      return { ...rawFinding, causedBy: [...rawFinding.causedBy, ...causes.map((cause) => cause.key)] };
    });
    groups.set(key, explained);
  }
}

function isPlainError({ sequence, severity }: RawFinding): boolean {
  return sequence === undefined && severity === 'error';
}

function explains(cause: RawFinding, effect: RawFinding): boolean {
  if (effect.sequence !== undefined) return effect.sequence.operations.includes(cause.operation ?? '');
  if (cause.operation !== effect.operation) return false;
  return explanations.some(
    (each) =>
      each.cause === cause.check &&
      each.effect === effect.check &&
      (each.ofCause?.test(cause.key) ?? true) &&
      (each.ofEffect?.test(effect.key) ?? true),
  );
}
