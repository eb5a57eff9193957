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
import { removal } from '../cases/removal';
import { replacement } from '../cases/replacement';
import { security } from '../cases/security';
import { unknownIds } from '../cases/unknown-ids';
import { unsupportedMethods } from '../cases/unsupported-methods';
import { values } from '../cases/values';
import type { CaseKind, ContractCase, PlanInput } from '../steps/context/case';
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
  failedWrites,
  concurrency,
  competingWrites,
  listChanges,
  nestedCollections,
  paging,
  pageSizes,
  filtering,
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
  const ids = new Map<string, number>();
  const cases: ContractCase[] = [];
  for (const kind of kinds) {
    for (const planned of kind.plan(input)) {
      if (left.has(planned.operation?.id ?? '')) continue;
      const base = [kind.name, planned.operation?.id ?? 'server', slug(planned.title)].join('/');
      const times = (ids.get(base) ?? 0) + 1;
      ids.set(base, times);
      cases.push({ ...planned, kind: kind.name, id: times === 1 ? base : `${base}-${times}` });
    }
  }
  return cases;
}

function slug(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 80);
}
