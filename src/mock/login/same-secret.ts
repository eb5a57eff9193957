import { createHash, timingSafeEqual } from 'node:crypto';

/**
 * Whether two secrets are the same, in a time that tells nothing of either: their digests are compared, which have one length.
 *
 * @example sameSecret(sent, known)
 */
export function sameSecret(one: string, other: string): boolean {
  return timingSafeEqual(digest(one), digest(other));
}

/** Whether a secret is one of a list; all of them are compared, so that its place tells nothing, either. */
export function isOneOf(secret: string, known: readonly string[]): boolean {
  let found = false;
  for (const each of known) if (sameSecret(secret, each)) found = true;
  return found;
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
