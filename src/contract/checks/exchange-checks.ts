import type { Check } from '../check';
import type { Exchange } from '../exchange';
import { acceptsValid } from './accepts-valid';
import { allowListsMethods } from './allow-lists-methods';
import { bodyIsJson } from './body-is-json';
import { bodyMatchesSchema, problemMatchesSchema } from './body-matches-schema';
import { bodyPresence } from './body-presence';
import { contentEncoding } from './content-encoding';
import { fixedStatusChecks } from './fixed-status';
import { headersDocumented } from './headers-documented';
import { locationGiven } from './location-given';
import { mediaTypeDocumented } from './media-type-documented';
import { noLeak } from './no-leak';
import { noServerError } from './no-server-error';
import { problemReadable } from './problem-readable';
import { problemStatus } from './problem-status';
import { propertiesDocumented } from './properties-documented';
import { rejectionStatus } from './rejection-status';
import { rejectsInvalid } from './rejects-invalid';
import { requiredHeaders } from './required-headers';
import { statusDocumented } from './status-documented';
import { successStatus } from './success-status';
import { violationDetail } from './violation-detail';
import { violationsComplete } from './violations-complete';
import { violationsExact } from './violations-exact';

/** The checks that judge every exchange of every case, causes before consequences. */
export const exchangeChecks: readonly Check<Exchange>[] = [
  noServerError,
  acceptsValid,
  successStatus,
  rejectsInvalid,
  rejectionStatus,
  ...fixedStatusChecks,
  statusDocumented,
  bodyPresence,
  mediaTypeDocumented,
  contentEncoding,
  bodyIsJson,
  bodyMatchesSchema,
  problemMatchesSchema,
  problemStatus,
  problemReadable,
  violationsComplete,
  violationsExact,
  violationDetail,
  requiredHeaders,
  locationGiven,
  allowListsMethods,
  noLeak,
  headersDocumented,
  propertiesDocumented,
];
