import { agreementCheck } from '../findings/agreement';

/** A PATCH with a merge patch changes the members that it names, and leaves the others alone. */
export const updateMerges = agreementCheck(
  'update-merges',
  'RFC 5789, section 2; RFC 7396',
  'changes what the patch did not name',
);
