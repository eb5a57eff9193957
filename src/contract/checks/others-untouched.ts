import { agreementCheck } from '../findings/agreement';

/** A write changes the record that it is addressed to, and no other one. */
export const othersUntouched = agreementCheck(
  'others-untouched',
  'RFC 9110, section 9.3.4',
  'changes another record than the one addressed',
);
