import { SampleError } from '../../json-schema/sample/sample';
import type { Operation, Spec } from '../../openapi/model/model';
import { actions } from '../cases/actions';
import { bodilessAnswers } from '../cases/bodiless-answers';
import { combinedFaults } from '../cases/combined-faults';
import { combinedValues } from '../cases/combined-values';
import { competingWrites } from '../cases/competing-writes';
import { concurrency } from '../cases/concurrency';
import { contentNegotiation } from '../cases/content-negotiation';
import { cors } from '../cases/cors';
import { creatingReplace } from '../cases/creating-replace';
import { creation } from '../cases/creation';
import { equivalentRequests } from '../cases/equivalent-requests';
import { examples } from '../cases/examples';
import { failedWrites } from '../cases/failed-writes';
import { filtering } from '../cases/filtering';
import { forms } from '../cases/forms';
import { head } from '../cases/head';
import { lifetime } from '../cases/lifetime';
import { listChanges } from '../cases/list-changes';
import { malformedBodies } from '../cases/malformed-bodies';
import { mediaTypes } from '../cases/media-types';
import { mutations } from '../cases/mutations';
import { nestedCollections } from '../cases/nested-collections';
import { pageSizes } from '../cases/page-sizes';
import { paging } from '../cases/paging';
import { patching } from '../cases/patching';
import { queryEcho } from '../cases/query-echo';
import { randomWalks } from '../cases/random-walks';
import { ranges } from '../cases/ranges';
import { removal } from '../cases/removal';
import { replacement } from '../cases/replacement';
import { security } from '../cases/security';
import { singletons } from '../cases/singletons';
import { sorting } from '../cases/sorting';
import { unknownIds } from '../cases/unknown-ids';
import { unsupportedMethods } from '../cases/unsupported-methods';
import { values } from '../cases/values';
import { Blocked, type CaseKind, type ContractCase, type PlanInput, type PlannedCase } from '../steps/context/case';
import { validRequest } from '../steps/requests/valid-request';
import { leftOutOperations } from './left-out';

/** Every kind of cases, in the order in which they are planned. */
export const caseKinds: readonly CaseKind[] = [
  examples,
  creation,
  replacement,
  creatingReplace,
  patching,
  removal,
  lifetime,
  forms,
  singletons,
  actions,
  failedWrites,
  concurrency,
  competingWrites,
  listChanges,
  nestedCollections,
  paging,
  pageSizes,
  filtering,
  ranges,
  sorting,
  queryEcho,
  values,
  combinedValues,
  mutations,
  combinedFaults,
  malformedBodies,
  mediaTypes,
  contentNegotiation,
  unknownIds,
  unsupportedMethods,
  equivalentRequests,
  head,
  bodilessAnswers,
  cors,
  security,
  // What the plain kinds have found by then need not be cut down to the shortest sequence.
  randomWalks,
];

/**
 * Derives all cases from a document: purely and synchronously, so that they can be registered with a test runner. The same
 * document and seed give the same cases with the same ids.
 *
 * @param kinds - the kinds to plan; all of them when left out
 * @example planCases({ spec, seed: 1 }).map(({ id }) => id)
 */
export function planCases(input: PlanInput, kinds: readonly CaseKind[] = caseKinds): ContractCase[] {
  const left = new Set(leftOutOperations(input.spec, input.include).map(({ operation }) => operation));
  // Where nothing is called that the document has, nothing else is tried out.
  const closed = new Set(
    input.spec.paths
      .filter(({ operations }) => operations.size > 0 && [...operations.values()].every(({ id }) => left.has(id)))
      .map(({ pointer }) => pointer),
  );
  const ids = new Map<string, number>();
  const cases: ContractCase[] = [];
  const { spec, untestable } = withoutUntestable(input);
  const plans = kinds.map((kind) => [kind.name, () => kind.plan({ ...input, spec })] as const);
  for (const [name, plan] of [...plans, ['not-tested', () => untestable] as const]) {
    for (const planned of plan()) {
      if (left.has(planned.operation?.id ?? '') || closed.has(planned.pointer)) continue;
      const base = [name, planned.operation?.id ?? 'server', slug(planned.title)].join('/');
      const times = (ids.get(base) ?? 0) + 1;
      ids.set(base, times);
      cases.push({ ...planned, kind: name, id: times === 1 ? base : `${base}-${times}` });
    }
  }
  return cases;
}

/**
 * Leaves out the operations that no valid request can be made for. Nothing that a document says may end the plan; it is told in
 * their place, by a case that is blocked.
 */
function withoutUntestable({ spec, seed }: PlanInput): { readonly spec: Spec; readonly untestable: PlannedCase[] } {
  const reasons = new Map<string, string>();
  for (const operation of spec.operations) {
    const reason = untestableBecause(spec, operation, seed);
    if (reason !== undefined) reasons.set(operation.id, reason);
  }
  if (reasons.size === 0) return { spec, untestable: [] };
  const isTestable = ({ id }: Operation): boolean => !reasons.has(id);
  const untestable = spec.operations
    .filter((each) => !isTestable(each))
    .map((operation) => ({
      title: 'not tested',
      operation,
      pointer: operation.pointer,
      writes: operation.method !== 'get',
      exclusive: false,
      run: async () => {
        throw new Blocked(`not tested: ${reasons.get(operation.id)}`);
      },
    }));
  const resources = spec.resources.map((resource) => ({
    ...resource,
    roles: Object.fromEntries(Object.entries(resource.roles).filter(([, each]) => isTestable(each))),
  }));
  return { spec: { ...spec, operations: spec.operations.filter(isTestable), resources }, untestable };
}

function untestableBecause(spec: Spec, operation: Operation, seed: number): string | undefined {
  try {
    const { json, bytes } = validRequest(spec, operation, seed, 'plan');
    if (operation.body?.required !== true || json !== undefined || bytes !== undefined) return undefined;
    const names = operation.body.mediaTypes.map(({ name }) => name).join(' or ');
    return `no body of ${names || 'an unknown type'} can be made; give an example in the document`;
  } catch (error) {
    if (error instanceof SampleError) return error.message;
    throw error;
  }
}

function slug(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 80);
}
