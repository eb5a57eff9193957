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
import type { CaseKind } from '../steps/context/case';

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
