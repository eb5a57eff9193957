import type { Coverage, Undocumented } from '../../coverage/coverage';

/** One thing that is not documented, wherever it was seen. */
export interface UndocumentedGroup {
  readonly kind: Undocumented['kind'];
  readonly name: string;
  /** Where it was seen, for a person: `createNote 201, 400; getNote 200`. */
  readonly where: string;
  /** How many exchanges showed it. */
  readonly count: number;
  /** Id of the first case that saw it. */
  readonly caseId: string;
}

/** Gathers what is not documented by its name: a header that every answer has is told once. */
export function undocumentedGroups({ undocumented }: Coverage): UndocumentedGroup[] {
  const groups = new Map<string, Undocumented[]>();
  for (const each of undocumented) {
    const key = `${each.kind} ${each.name}`;
    groups.set(key, [...(groups.get(key) ?? []), each]);
  }
  return [...groups.values()].map((group) => {
    const { kind, name, caseId } = group[0]!;
    const places = new Map<string, number[]>();
    for (const { operation, status } of group) places.set(operation, [...(places.get(operation) ?? []), status]);
    return {
      kind,
      name,
      where: [...places].map(([operation, statuses]) => `${operation} ${statuses.sort().join(', ')}`).join('; '),
      count: group.reduce((sum, { count }) => sum + count, 0),
      caseId,
    };
  });
}
