import { agreementCheck } from '../findings/agreement';

/** Later reads and lists show what the last write answered. */
export const readsAgree = agreementCheck(
  'reads-agree',
  'RFC 9110, section 9.3.1',
  'shows another value than the last write answered',
);
