import type { Operation, Spec } from '../../openapi/model/model';
import type { Exchange } from '../exchange/exchange';
import type { ExpectedViolation } from '../exchange/expectation';
import { undocumentedIn } from '../exchange/undocumented';
import type { ContractCase } from '../steps/context/case';
import type { Coverage, OperationCoverage, Undocumented } from './coverage';
import { appliesTo } from './coverage-constraints';
import { type CoverageEntry, count, entriesOf, toItem } from './coverage-entries';
import { type CoverageFacts, whyMissed } from './coverage-reasons';

/** Watches the exchanges of a run. */
export interface CoverageRecorder {
  /** To be called once for each exchange that cases of the run make. */
  observe(exchange: Exchange, contractCase: ContractCase): void;
  conclude(facts: CoverageFacts): Coverage;
}

interface Observed {
  readonly operation: Operation;
  readonly answers: Record<string, number>;
  readonly entries: readonly CoverageEntry[];
}

/**
 * Creates what measures how much of a document a run puts to the test. A constraint counts only when a request that breaks it
 * and nothing else, or a value at its boundary, was really sent and its answer judged.
 *
 * @example
 * const recorder = createCoverageRecorder(spec);
 * const run = createRun({ spec, target, seed: 1, credentials: {}, readOnly: false, onExchange: recorder.observe });
 */
export function createCoverageRecorder(spec: Spec): CoverageRecorder {
  const observed = new Map<string, Observed>(
    spec.operations.map((operation) => [operation.id, { operation, answers: {}, entries: entriesOf(spec, operation) }]),
  );
  const undocumented = new Map<string, Undocumented>();
  const open = new Map<string, string>();

  return {
    observe(exchange, contractCase) {
      const { operation, request, response, expectation } = exchange;
      if (operation === undefined) observeBeside(spec, observed, exchange, contractCase);
      const known = operation === undefined ? undefined : observed.get(operation.id);
      // A target that asks to slow down has answered nothing; HEAD is not what the operation documents.
      if (known === undefined || response.status === 429) return;
      if (request.method !== known.operation.method.toUpperCase()) return;
      known.answers[response.status] = (known.answers[response.status] ?? 0) + 1;
      if (expectation.kind === 'open') open.set(contractCase.id, expectation.because);
      for (const entry of known.entries) {
        const side = sideOf(entry, exchange, contractCase);
        if (side !== undefined) count(entry, side, response.status, contractCase.id);
      }
      for (const { kind, name } of undocumentedIn(exchange)) {
        const key = `${known.operation.id} ${response.status} ${kind} ${name}`;
        const { count: before, caseId } = undocumented.get(key) ?? { count: 0, caseId: contractCase.id };
        const about = { kind, name, operation: known.operation.id, status: response.status };
        undocumented.set(key, { ...about, count: before + 1, caseId });
      }
    },
    conclude(facts) {
      const why = whyMissed(facts, open);
      const operations = [...observed.values()].map(({ operation, answers, entries }): OperationCoverage => {
        const { id, method, template, pointer } = operation;
        const items = entries.map((entry) => toItem(entry, entry.kept + entry.broken > 0 ? undefined : why(id, entry)));
        return { id, method, path: template.source, pointer, answers, items };
      });
      const items = operations.flatMap((each) => each.items);
      const covered = items.filter((each) => each.covered).length;
      const percent = items.length === 0 ? 100 : Math.floor((covered * 1_000) / items.length) / 10;
      return { percent, covered, total: items.length, operations, undocumented: [...undocumented.values()] };
    },
  };
}

// What comes for a method that a path does not have is documented with the operations of that path.
function observeBeside(
  spec: Spec,
  observed: ReadonlyMap<string, Observed>,
  { response }: Exchange,
  { id, pointer }: ContractCase,
): void {
  const path = spec.paths.find((entry) => entry.pointer === pointer);
  for (const operation of path?.operations.values() ?? []) {
    for (const entry of observed.get(operation.id)?.entries ?? []) {
      const { subject, name } = entry;
      if (subject.kind === 'status' && name === String(response.status)) count(entry, 'kept', response.status, id);
    }
  }
}

/** Tells if an exchange keeps an entry or breaks it; undefined when it shows neither. */
function sideOf(
  { subject, pointer }: CoverageEntry,
  exchange: Exchange,
  contractCase: ContractCase,
): 'kept' | 'broken' | undefined {
  const { documented, expectation, operation } = exchange;
  if (subject.kind === 'status')
    return documented?.pointer === pointer && documented.status === subject.response.status ? 'kept' : undefined;
  if (expectation.kind === 'rejection') {
    // Where several things are wrong at once, the rejection proves none of them.
    const [violation, ...others] = expectation.violations;
    if (violation === undefined || others.length > 0) return undefined;
    return isBroken(subject, pointer, violation, contractCase) ? 'broken' : undefined;
  }
  if (expectation.kind !== 'success') return undefined;
  if (subject.kind === 'parameter') return isSent(subject.parameter, exchange) ? 'kept' : undefined;
  const { exercises } = contractCase;
  const atBoundary =
    exercises !== undefined &&
    contractCase.operation?.id === operation?.id &&
    expectation.pointer === pointer &&
    appliesTo(subject.constraint, exercises);
  return atBoundary ? 'kept' : undefined;
}

function isBroken(
  subject: CoverageEntry['subject'],
  pointer: string,
  violation: ExpectedViolation,
  contractCase: ContractCase,
): boolean {
  if (subject.kind === 'parameter') {
    return violation.in === subject.parameter.in && violation.path[0] === subject.parameter.name;
  }
  if (subject.kind !== 'constraint' || !appliesTo(subject.constraint, violation)) return false;
  // One value may break two keywords (a number beyond `int32` and `maximum`); the case knows which one it is about.
  const meant = contractCase.pointer.startsWith(`${parentOf(violation.pointer)}/`)
    ? contractCase.pointer
    : violation.pointer;
  return pointer === meant;
}

function parentOf(pointer: string): string {
  return pointer.slice(0, pointer.lastIndexOf('/'));
}

function isSent(parameter: Operation['parameters'][number], { request }: Exchange): boolean {
  const { name } = parameter;
  switch (parameter.in) {
    case 'path':
      return true;
    case 'query': {
      const [, query = ''] = request.path.split('?');
      return [...new URLSearchParams(query).keys()].some((key) => key === name || key.startsWith(`${name}[`));
    }
    case 'header':
      return Object.hasOwn(request.headers, name.toLowerCase());
    case 'cookie':
      return (request.headers.cookie ?? '').split(/; */).some((pair) => pair.startsWith(`${name}=`));
  }
}
