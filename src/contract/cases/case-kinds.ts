import type { CaseKind } from '../case';
import { combinedFaults } from './combined-faults';
import { combinedValues } from './combined-values';
import { competingWrites } from './competing-writes';
import { concurrency } from './concurrency';
import { contentNegotiation } from './content-negotiation';
import { cors } from './cors';
import { creatingReplace } from './creating-replace';
import { creation } from './creation';
import { equivalentRequests } from './equivalent-requests';
import { examples } from './examples';
import { failedWrites } from './failed-writes';
import { filtering } from './filtering';
import { head } from './head';
import { lifetime } from './lifetime';
import { listChanges } from './list-changes';
import { malformedBodies } from './malformed-bodies';
import { mediaTypes } from './media-types';
import { mutations } from './mutations';
import { nestedCollections } from './nested-collections';
import { pageSizes } from './page-sizes';
import { paging } from './paging';
import { patching } from './patching';
import { queryEcho } from './query-echo';
import { randomWalks } from './random-walks';
import { removal } from './removal';
import { replacement } from './replacement';
import { security } from './security';
import { unknownIds } from './unknown-ids';
import { unsupportedMethods } from './unsupported-methods';
import { values } from './values';

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
