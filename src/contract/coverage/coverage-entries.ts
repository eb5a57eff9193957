import type { Operation, Parameter, ResponseSpec, Spec } from '../../openapi/model/model';
import type { CoverageItem } from './coverage';
import { type Constraint, constraintsOf } from './coverage-constraints';

/** One documented thing, what it is about, and what has been seen of it so far. */
export interface CoverageEntry {
  readonly subject: EntrySubject;
  readonly name: string;
  readonly pointer: string;
  kept: number;
  broken: number;
  readonly answers: Record<string, number>;
  readonly cases: string[];
}

/** Status, parameter or constraint that an entry counts. */
export type EntrySubject =
  | { readonly kind: 'status'; readonly response: ResponseSpec }
  | { readonly kind: 'parameter'; readonly parameter: Parameter }
  | { readonly kind: 'constraint'; readonly constraint: Constraint };

/** Number of cases that are named for each entry. */
const FEW_CASES = 3;

/** Lists what an operation documents, with nothing seen yet. */
export function entriesOf(spec: Spec, operation: Operation): CoverageEntry[] {
  const entry = (subject: EntrySubject, name: string, pointer: string): CoverageEntry => {
    return { subject, name, pointer, kept: 0, broken: 0, answers: {}, cases: [] };
  };
  return [
    ...operation.responses.map((response) => entry({ kind: 'status', response }, response.status, response.pointer)),
    ...operation.parameters.map((parameter) =>
      entry({ kind: 'parameter', parameter }, `${parameter.name} in the ${parameter.in}`, parameter.pointer),
    ),
    ...constraintsOf(spec, operation).map((constraint) =>
      entry({ kind: 'constraint', constraint }, constraint.name, constraint.pointer),
    ),
  ];
}

/** Notes one more exchange. */
export function count(entry: CoverageEntry, side: 'kept' | 'broken', status: number, caseId: string): void {
  entry[side] += 1;
  entry.answers[status] = (entry.answers[status] ?? 0) + 1;
  if (entry.cases.length < FEW_CASES && !entry.cases.includes(caseId)) entry.cases.push(caseId);
}

/** The entry as it is reported. */
export function toItem(entry: CoverageEntry, missed: CoverageItem['missed']): CoverageItem {
  const { subject, name, pointer, kept, broken, answers, cases } = entry;
  const covered = kept + broken > 0;
  return {
    kind: subject.kind,
    name,
    pointer,
    ...(subject.kind === 'parameter' && { in: subject.parameter.in, path: [subject.parameter.name] }),
    ...(subject.kind === 'constraint' && {
      in: subject.constraint.in,
      path: subject.constraint.path,
      keyword: subject.constraint.keyword,
    }),
    covered,
    kept,
    broken,
    answers,
    cases,
    ...(covered || missed === undefined ? {} : { missed }),
  };
}
