import type { Finding, Sighting } from './finding';

/**
 * Folds what the cases saw into one finding for each fault: sightings with one key are counted, and what another finding
 * explains is listed under it. Errors come first, then what was seen most.
 */
export function foldFindings(sightings: readonly Sighting[]): Finding[] {
  const groups = new Map<string, Sighting[]>();
  for (const sighting of sightings) {
    const group = groups.get(sighting.key);
    if (group === undefined) groups.set(sighting.key, [sighting]);
    else group.push(sighting);
  }
  const consequences = new Map<string, string[]>();
  for (const [key, group] of groups) {
    const cause = causeOf(key, group, groups);
    if (cause !== undefined) consequences.set(cause, [...(consequences.get(cause) ?? []), group[0]!.title]);
  }
  const roots = [...groups].filter(([key, group]) => causeOf(key, group, groups) === undefined);
  return roots.map(([key, group]) => toFinding(group, consequences.get(key) ?? [])).sort(byWeight);
}

// A fault is only explained by one that is told itself: what stands at the end of a chain of causes, never a circle.
function causeOf(
  key: string,
  group: readonly Sighting[],
  groups: ReadonlyMap<string, readonly Sighting[]>,
): string | undefined {
  const visited = new Set<string>([key]);
  let [current, members] = [key, group];
  for (;;) {
    const next = members.flatMap(({ causedBy }) => causedBy).find((cause) => groups.has(cause) && !visited.has(cause));
    if (next === undefined || !members.every(({ causedBy }) => causedBy.some((cause) => groups.has(cause)))) break;
    visited.add(next);
    current = next;
    members = groups.get(next) ?? [];
  }
  return current === key ? undefined : current;
}

function toFinding(group: readonly Sighting[], consequences: readonly string[]): Finding {
  const first = group.find(({ unstable }) => !unstable) ?? group[0]!;
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

function byWeight(a: Finding, b: Finding): number {
  if (a.severity !== b.severity) return a.severity === 'error' ? -1 : 1;
  return b.count - a.count;
}
