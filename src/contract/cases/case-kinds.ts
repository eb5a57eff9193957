import type { CaseKind } from '../case';
import { contentNegotiation } from './content-negotiation';
import { cors } from './cors';
import { examples } from './examples';
import { head } from './head';
import { malformedBodies } from './malformed-bodies';
import { mediaTypes } from './media-types';
import { mutations } from './mutations';
import { unknownIds } from './unknown-ids';
import { unsupportedMethods } from './unsupported-methods';
import { values } from './values';

/** Every kind of cases, in the order in which they are planned. */
export const caseKinds: readonly CaseKind[] = [
  examples,
  values,
  mutations,
  malformedBodies,
  mediaTypes,
  contentNegotiation,
  unknownIds,
  unsupportedMethods,
  head,
  cors,
];
