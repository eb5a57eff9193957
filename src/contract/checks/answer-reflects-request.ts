import { agreementCheck } from '../findings/agreement';

/** The answer to a create or a replace has the values that were sent, byte for byte. */
export const answerReflectsRequest = agreementCheck(
  'answer-reflects-request',
  'RFC 9110, sections 9.3.3 and 9.3.4',
  'does not answer what was sent',
);
