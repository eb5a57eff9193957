import { agreementCheck } from '../findings/agreement';

/** What is read or listed later is what the last write answered. */
export const readsAgree = agreementCheck(
  'reads-agree',
  'RFC 9110, section 9.3.1',
  'shows another value than the last write answered',
);
