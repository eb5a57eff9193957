import { canExplain, explains } from './explanations';
import type { Finding, RawFinding } from './finding';
import { refusalOf } from './same-refusal';

/**
 * Folds what the cases saw into one finding for each fault: raw findings with one key are counted, and what another finding
 * explains is listed under it. Errors come first, then what was seen most.
 *
 * @param isIgnored - tells what is skipped or accepted: what lies below it is judged anew, as a cause that is not told explains
 *   nothing
 */
export function foldFindings(
  rawFindings: readonly RawFinding[],
  isIgnored: (rawFinding: RawFinding) => boolean = () => false,
): Finding[] {
  const byKey = new Map<string, RawFinding[]>();
  for (const rawFinding of rawFindings) {
    if (isIgnored(rawFinding)) continue;
    const group = byKey.get(rawFinding.key);
    if (group === undefined) byKey.set(rawFinding.key, [rawFinding]);
    else group.push(rawFinding);
  }
  const groups = withCauses(byKey);
  const roots = findRoots(groups);
  assertAccounted(groups, roots);
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

/**
 * Keeps of the causes of each fault those that really produce it: told on their own by a plain case, no less severe, and seen on the
 * same operation; and adds those that a law knows of.
 */
function withCauses(byKey: ReadonlyMap<string, readonly RawFinding[]>): ReadonlyMap<string, readonly RawFinding[]> {
  const plain = [...byKey.values()].flatMap((group) => onePerOperation(group.filter(canExplain)));
  const causesOf = new Map<string, RawFinding[]>();
  for (const cause of plain) causesOf.set(cause.key, [...(causesOf.get(cause.key) ?? []), cause]);
  const groups = new Map<string, readonly RawFinding[]>();
  for (const [key, group] of byKey) {
    const known = new Map<string, readonly string[]>();
    const causes = (effect: RawFinding): readonly string[] => {
      const { causedBy, operation, sequence, severity } = effect;
      const identity = JSON.stringify([operation, severity, sequence?.path, causedBy, refusalOf(effect)]);
      const found = known.get(identity) ?? [
        ...effect.causedBy.filter((each) =>
          causesOf.get(each)?.some((cause) => cause.operation === effect.operation && isAsSevere(cause, effect)),
        ),
        ...plain
          .filter((each) => each.key !== key && isAsSevere(each, effect) && explains(each, effect))
          .map((each) => each.key),
      ];
      known.set(identity, found);
      return found;
    };
    groups.set(
      key,
      group.map((rawFinding) => ({ ...rawFinding, causedBy: causes(rawFinding) })),
    );
  }
  return groups;
}

// The same fault on another operation may explain what was seen there.
function onePerOperation(group: readonly RawFinding[]): readonly RawFinding[] {
  const kept = new Map<string, RawFinding>();
  for (const rawFinding of group) {
    const identity = JSON.stringify([rawFinding.operation, rawFinding.severity]);
    if (!kept.has(identity)) kept.set(identity, rawFinding);
  }
  return [...kept.values()];
}

function isAsSevere(cause: RawFinding, effect: RawFinding): boolean {
  return WEIGHTS.indexOf(cause.severity) <= WEIGHTS.indexOf(effect.severity);
}

/** Every error that was seen lies below an error that is told; otherwise a run would pass over it. */
function assertAccounted(groups: ReadonlyMap<string, readonly RawFinding[]>, roots: ReadonlyMap<string, string>): void {
  for (const [key, group] of groups) {
    if (worstOf(group) !== 'error') continue;
    const root = roots.get(key);
    const told = root === undefined ? undefined : groups.get(root);
    if (told === undefined || roots.get(root!) !== root || worstOf(told) !== 'error')
      throw new Error(
        `${group.length} errors are in no finding: ${key}. This is a fault of the suite, please report it`,
      );
  }
}

/** A text that every terminal shows: 256 letters say as much as 256 emoji. */
const ASCII = /^[\n\x20-\x7e]*$/;

function toFinding(group: readonly RawFinding[], consequences: readonly string[]): Finding {
  // The plainest case that shows it, and comes out the same each time, is the one to look at.
  const severity = worstOf(group);
  const worst = group.filter((each) => each.severity === severity);
  const stable = worst.filter(({ unstable }) => !unstable);
  const single = stable.filter(({ sequence }) => sequence === undefined);
  const first = single.find(({ curl }) => ASCII.test(curl)) ?? single[0] ?? stable[0] ?? worst[0]!;
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

function worstOf(group: readonly RawFinding[]): Finding['severity'] {
  return WEIGHTS.find((severity) => group.some((each) => each.severity === severity)) ?? 'error';
}

const WEIGHTS: readonly Finding['severity'][] = ['error', 'warning', 'note'];

function byWeight(a: Finding, b: Finding): number {
  if (a.severity !== b.severity) return WEIGHTS.indexOf(a.severity) - WEIGHTS.indexOf(b.severity);
  return b.count - a.count;
}
