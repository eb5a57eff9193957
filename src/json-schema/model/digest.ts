import { createHash } from 'node:crypto';

/**
 * A short text that is another one for other content.
 *
 * @param algorithm - `sha1` only has to tell content apart; `sha256` keeps a secret
 * @returns the digest in base64url
 */
export function digest(content: string | Uint8Array, algorithm: 'sha1' | 'sha256'): string {
  return createHash(algorithm).update(content).digest('base64url');
}
