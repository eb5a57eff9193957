import { readPackageJson } from '../../openapi/read/package-file';
import type { Exchange } from '../exchange/exchange';
import type { Check } from '../findings/check';
import { acceptsValid } from './accepts-valid';
import { allowListsMethods } from './allow-lists-methods';
import { answerReflectsRequest } from './answer-reflects-request';
import { bodyIsJson } from './body-is-json';
import { bodyMatchesSchema, problemMatchesSchema } from './body-matches-schema';
import { bodyPresence } from './body-presence';
import { completeResponse } from './complete-response';
import { contentEncoding } from './content-encoding';
import { createdIsReadable } from './created-is-readable';
import { defaultsFilled } from './defaults-filled';
import { failedWriteChangesNothing } from './failed-write-changes-nothing';
import { fixedStatusChecks } from './fixed-status';
import { headersDocumented } from './headers-documented';
import * as laws from './laws';
import { locationGiven } from './location-given';
import { mediaTypeDocumented } from './media-type-documented';
import { noLeak } from './no-leak';
import { noServerError } from './no-server-error';
import { othersUntouched } from './others-untouched';
import { problemReadable } from './problem-readable';
import { problemStatus } from './problem-status';
import { propertiesDocumented } from './properties-documented';
import { rateLimited } from './rate-limited';
import { readsAgree } from './reads-agree';
import { rejectionStatus } from './rejection-status';
import { rejectsInvalid } from './rejects-invalid';
import { replaceReplaces } from './replace-replaces';
import { requiredHeaders } from './required-headers';
import { statusDocumented } from './status-documented';
import { successStatus } from './success-status';
import { updateMerges } from './update-merges';
import { violationDetail } from './violation-detail';
import { violationsComplete } from './violations-complete';
import { violationsExact } from './violations-exact';
import { writeOnlyHidden } from './write-only-hidden';

/** The checks that judge what a request was answered with at all; the first ones, as the others stand on them. */
const statusChecks: readonly Check<Exchange>[] = [
  noServerError,
  acceptsValid,
  successStatus,
  rejectsInvalid,
  rejectionStatus,
  ...fixedStatusChecks,
];

/** Tests if a check judges the status of an answer. */
export function judgesStatus(check: Check<Exchange>): boolean {
  return statusChecks.includes(check);
}

/** Tests if a wrong status explains what a check finds in the same answer: headers and bodies are documented by status. */
export function followsFromStatus(check: Check<Exchange>): boolean {
  return !judgesStatus(check) && check !== noLeak;
}

/** The checks that judge every exchange of every case, causes before consequences. */
export const exchangeChecks: readonly Check<Exchange>[] = [
  ...statusChecks,
  statusDocumented,
  bodyPresence,
  mediaTypeDocumented,
  contentEncoding,
  bodyIsJson,
  bodyMatchesSchema,
  problemMatchesSchema,
  writeOnlyHidden,
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

/** Address of the page that says what a check asks, which comes with each version of the package; undefined for other checks. */
export function helpOf(check: string): string | undefined {
  if (!allChecks.some(({ name }) => name === check)) return undefined;
  const { name, version } = readPackageJson<Record<string, string>>('package.json');
  return `https://unpkg.com/${name}@${version}/docs/checks.md#${check}`;
}

/** Every check there is, whatever it judges, for `--skip` and for lists of rules. */
export const allChecks: readonly Omit<Check<never>, 'judge'>[] = [
  completeResponse,
  rateLimited,
  ...exchangeChecks,
  createdIsReadable,
  answerReflectsRequest,
  readsAgree,
  defaultsFilled,
  replaceReplaces,
  updateMerges,
  othersUntouched,
  failedWriteChangesNothing,
  ...Object.values(laws),
];
