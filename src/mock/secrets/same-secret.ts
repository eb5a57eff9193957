import { digest } from '../../json-schema/model/digest';

/**
 * Tells whether two secrets are the same, in a time that tells nothing of either: their digests are compared, which have one length.
 *
 * @example sameSecret(sent, known)
 */
export function sameSecret(one: string, other: string): boolean {
  const [left, right] = [digest(one, 'sha256'), digest(other, 'sha256')];
  let differences = 0;
  for (let at = 0; at < left.length; at++) differences |= left.charCodeAt(at) ^ right.charCodeAt(at);
  return differences === 0;
}

/** Tells whether a secret is one of a list; all of them are compared, so that its place tells nothing, either. */
export function isOneOf(secret: string, known: readonly string[]): boolean {
  let found = false;
  for (const each of known) if (sameSecret(secret, each)) found = true;
  return found;
}
