import type { Coverage, Undocumented } from '../../coverage/coverage';
import type { Severity } from '../../findings/check';
import type { Finding } from '../../findings/finding';
import type { Report } from './report';

/** Counts the findings of a severity. */
export function countOf({ findings }: Report, severity: Severity): number {
  return findings.filter((finding) => finding.severity === severity).length;
}

/** Sums a run up: `2 errors, 1 warning on http://localhost:4010: 594 cases, 1204 exchanges, 2.3 s, seed 1.` */
export function verdictOf(report: Report): string {
  const { cases, planned, exchanges, milliseconds, target, seed, complete } = report;
  const [errors, warnings] = [countOf(report, 'error'), countOf(report, 'warning')];
  const verdict = [plural(errors, 'error'), plural(warnings, 'warning')].filter((part) => !part.startsWith('0 '));
  const rest = planned === cases ? '' : ` of ${planned}`;
  const seconds = (milliseconds / 1_000).toFixed(1);
  const stopped = complete ? '' : ' The run was stopped before its end.';
  return `${verdict.length === 0 ? 'No findings' : verdict.join(', ')} on ${target}: ${cases}${rest} cases, ${exchanges} exchanges, ${seconds} s, seed ${seed}.${stopped}`;
}

/** Sums the coverage up: `Covered: 96.4 % (81 of 84), 12 of 14 statuses, 9 of 9 parameters, 60 of 61 constraints.` */
export function coverageLine({ percent, covered, total, operations }: Coverage): string {
  const items = operations.flatMap((operation) => operation.items);
  const share = (kind: (typeof items)[number]['kind'], name: string): string => {
    const all = items.filter((item) => item.kind === kind);
    return `${all.filter((item) => item.covered).length} of ${plural(all.length, name)}`;
  };
  return `Covered: ${percent} % (${covered} of ${total}): ${share('status', 'status')}, ${share('parameter', 'parameter')}, ${share('constraint', 'constraint')}.`;
}

/** The findings of one operation, or of the same few. */
export interface FindingGroup {
  /** The operation with its route: `createNote  POST /notes`. */
  readonly title: string;
  /** Errors first, each with what it explains. */
  readonly findings: readonly Finding[];
}

/** Groups findings by their operations, in the document's order; what is about the server as a whole comes first. */
export function findingGroups({ findings, coverage }: Report): readonly FindingGroup[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const name = finding.operations.join(', ');
    groups.set(name, [...(groups.get(name) ?? []), finding]);
  }
  const order = new Map(coverage.operations.map(({ id }, index) => [id, index]));
  const placeOf = ({ operations }: Finding): number => order.get(operations[0] ?? '') ?? -1;
  return [...groups]
    .sort(([, [one]], [, [other]]) => placeOf(one!) - placeOf(other!))
    .map(([operations, members]) => ({ title: groupTitle(operations, coverage), findings: members }));
}

function groupTitle(operations: string, coverage: Coverage): string {
  if (operations === '') return 'The server as a whole';
  const known = coverage.operations.find(({ id }) => id === operations);
  const route = known === undefined ? '' : `${known.method.toUpperCase()} ${known.path}`;
  return route === '' || route === operations ? operations : `${operations}  ${route}`;
}

/** A number and its noun. */
export function plural(count: number, noun: string): string {
  if (count === 1) return `1 ${noun}`;
  return `${count} ${noun}${noun.endsWith('s') ? 'es' : 's'}`;
}

/** The reasons why cases could not be run to their end, with the number of cases of each. */
export function blockedReasons({ blocked }: Report): ReadonlyMap<string, number> {
  const reasons = new Map<string, number>();
  for (const { reason } of blocked) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  return reasons;
}

/** One thing that is not documented, wherever it was seen. */
export interface UndocumentedGroup {
  readonly kind: Undocumented['kind'];
  readonly name: string;
  /** Operations and statuses where it was seen, for a person: `createNote 201, 400; getNote 200`. */
  readonly where: string;
  /** Number of exchanges that showed it. */
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
