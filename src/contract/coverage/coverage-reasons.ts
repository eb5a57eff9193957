import type { CaseResult, ContractCase } from '../steps/context/case';
import type { Missed } from './coverage';
import type { CoverageEntry } from './coverage-entries';

/** Cases that the document gives, and those of them that a run has chosen and run. */
export interface CoverageFacts {
  /** Every case of the document. */
  readonly planned: readonly ContractCase[];
  /** Those that were to be run. */
  readonly chosen: ReadonlySet<ContractCase>;
  /** Results of the cases that were run. */
  readonly results: readonly Pick<CaseResult, 'case' | 'blocked'>[];
  readonly readOnly: boolean;
}

/** Says why one thing of an operation is not covered. */
export type WhyMissed = (operation: string, entry: CoverageEntry) => Missed;

/**
 * Prepares the reasons of a run.
 *
 * @param open - why an exchange was not judged, by the id of its case
 */
export function whyMissed(facts: CoverageFacts, open: ReadonlyMap<string, string>): WhyMissed {
  const byOperation = new Map<string, ContractCase[]>();
  for (const each of facts.planned) {
    const id = each.operation?.id ?? '';
    byOperation.set(id, [...(byOperation.get(id) ?? []), each]);
  }
  const results = new Map(facts.results.map((result) => [result.case, result]));

  return (operation, entry) => {
    const cases = (byOperation.get(operation) ?? []).filter((each) => isAbout(each, entry));
    if (cases.length === 0) return withoutCase(entry);
    const run = cases.flatMap((each) => results.get(each) ?? []);
    if (run.length === 0) return notRun(cases, facts);
    const blocked = run.find((result) => result.blocked !== undefined)?.blocked;
    if (blocked !== undefined)
      return { reason: 'blocked', detail: `its cases could not be run to the end: ${blocked}` };
    if (entry.subject.kind === 'status') return neverAnswered(entry.name);
    const because = run.map((result) => open.get(result.case.id)).find((text) => text !== undefined);
    if (because !== undefined) return { reason: 'open', detail: `the answer could not be judged: ${because}` };
    return withoutCase(entry);
  };
}

// The cases of a status are not known beforehand: any case of its operation may bring it about.
function isAbout(each: ContractCase, { subject, pointer }: CoverageEntry): boolean {
  if (subject.kind === 'status') return true;
  return each.pointer === pointer || (subject.kind === 'parameter' && each.pointer.startsWith(`${pointer}/`));
}

function withoutCase({ subject }: CoverageEntry): Missed {
  if (subject.kind === 'constraint' && subject.constraint.contested) {
    return { reason: 'open', detail: 'the document leaves open whether the shortest text is valid: its format is not' };
  }
  if (subject.kind === 'status') return { reason: 'no-case', detail: 'no case is derived for the operation' };
  const what = subject.kind === 'parameter' ? 'sends it' : 'breaks it alone or stands at its boundary';
  return { reason: 'no-case', detail: `no request could be derived that ${what}` };
}

function notRun(cases: readonly ContractCase[], { chosen, readOnly }: CoverageFacts): Missed {
  if (cases.some((each) => chosen.has(each)))
    return { reason: 'stopped', detail: 'the run was stopped before its turn' };
  if (readOnly && cases.every(({ writes }) => writes)) {
    return { reason: 'read-only', detail: 'only safe methods were to be sent' };
  }
  return { reason: 'skipped', detail: 'its cases were left out of the run' };
}

function neverAnswered(status: string): Missed {
  const hint = HINTS.find(([pattern]) => pattern.test(status))?.[1];
  const detail = `the target never answered it${hint === undefined ? '' : `: ${hint}`}`;
  return { reason: 'never-answered', detail };
}

const HINTS: readonly (readonly [RegExp, string])[] = [
  [/^401$/, 'it did not ask for credentials'],
  [/^403$/, 'nothing was forbidden to the credentials of the run'],
  [/^429$/, 'there were not too many requests'],
  [/^5/, 'no request brings a fault of the server about on purpose'],
  [/^default$/, 'every answer had a status of its own in the document'],
];
