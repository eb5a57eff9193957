import type { Check } from '../findings/check';
import { answerReflectsRequest } from './answer-reflects-request';
import { completeResponse } from './complete-response';
import { createdIsReadable } from './created-is-readable';
import { defaultsFilled } from './defaults-filled';
import { exchangeChecks } from './exchange-checks';
import { failedWriteChangesNothing } from './failed-write-changes-nothing';
import * as laws from './laws';
import { othersUntouched } from './others-untouched';
import { rateLimited } from './rate-limited';
import { readsAgree } from './reads-agree';
import { replaceReplaces } from './replace-replaces';
import { updateMerges } from './update-merges';

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
