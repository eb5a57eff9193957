import type { Spec } from '../../openapi/model';
import { isSecretName } from './secrets';

/** What stands where a secret stood. */
export const MASK = '***';

/** A shorter value is a word that may stand anywhere, and is hardly a secret. */
const shortest = 8;

/**
 * Creates what takes the secrets of some request headers out of a text: targets repeat what they were sent, in headers, bodies
 * and messages.
 *
 * @param headers - names in lower case, `?name` for a query parameter
 * @param spec - its API keys are secrets whatever they are called
 * @example maskSecrets({ authorization: 'Bearer s3cr3t-t0ken' })('token s3cr3t-t0ken is unknown') // 'token *** is unknown'
 */
export function maskSecrets(headers: Readonly<Record<string, string>>, spec?: Spec): (text: string) => string {
  const secrets = Object.entries(headers)
    .filter(([name]) => isSecretName(name, spec))
    .flatMap(([, value]) => [value, value.replace(/^\S+ +/, ''), decoded(value), encodeURIComponent(value)])
    .filter((value) => value.length >= shortest);
  return (text) => secrets.reduce((result, secret) => result.replaceAll(secret, MASK), text);
}

// In a query a secret is written otherwise.
function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
