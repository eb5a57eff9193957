import { agreementCheck } from '../findings/agreement';

/** A write that was rejected has changed nothing, not even in part. */
export const failedWriteChangesNothing = agreementCheck(
  'failed-write-changes-nothing',
  'RFC 9110, section 15.5',
  'changes the record although it rejects the request',
);
