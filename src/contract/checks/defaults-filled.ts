import { agreementCheck } from '../findings/agreement';

/** A property that is left out of a write has its documented default. */
export const defaultsFilled = agreementCheck(
  'defaults-filled',
  'OpenAPI 3.1, section 4.8.24 (default)',
  'does not give a property its default',
);
