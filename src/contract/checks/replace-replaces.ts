import { agreementCheck } from '../findings/agreement';
import { law } from '../findings/check';

/** A replace replaces the whole record: what is left out falls back to its default, nothing of the old one is merged in. */
export const replaceReplaces = agreementCheck(
  'replace-replaces',
  'RFC 9110, section 9.3.4',
  'merges instead of replacing',
);

/** The same, where the document does not say what comes instead: what is left out does not keep its old value. */
export const replaceForgets = law(replaceReplaces.name, replaceReplaces.basis);
