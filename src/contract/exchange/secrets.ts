import type { Spec } from '../../openapi/model/model';
import { secretNamesOf } from '../../openapi/operations/secret-names';

/**
 * Tells whether a header's or a query parameter's value gives access, so that it is masked wherever it is shown.
 *
 * @param name - in lower case for a header; `?name` for a query parameter
 * @param spec - its API keys count, whatever they are called
 */
export function isSecretName(name: string, spec?: Spec): boolean {
  const names = secretNamesOf(spec);
  return name.startsWith('?') ? names.query(name.slice(1)) : names.header(name);
}

/** Words in place of the parts of credentials; nothing of the right ones is in them, so they can be shown. */
const WRONG = 'wrong-credential';

/**
 * Makes credentials of the same kind that are wrong: another password, encoded anew, as a change of the encoded text may decode to
 * the right one.
 *
 * @param name - the header's name in lower case, or `?name`
 * @param value - the right value
 * @param keepsUser - true where the user of HTTP Basic authentication stays, and the password alone is wrong
 */
export function wrongCredential(name: string, value: string, keepsUser = false): string {
  if (name === 'cookie') return value.replace(/=[^;]*/g, `=${WRONG}`);
  const [, scheme, rest] = /^(\S+) +(.+)$/.exec(value) ?? [];
  if (name !== 'authorization' || scheme === undefined || rest === undefined) return WRONG;
  if (scheme.toLowerCase() !== 'basic') return `${scheme} ${WRONG}`;
  const user = keepsUser ? Buffer.from(rest, 'base64').toString().split(':')[0] : WRONG;
  return `${scheme} ${Buffer.from(`${user}:${WRONG}`).toString('base64')}`;
}

/** Tests for credentials that {@link wrongCredential} has made. */
export function isWrongCredential(name: string, value: string): boolean {
  return [false, true].some((keepsUser) => wrongCredential(name, value, keepsUser) === value);
}

/** A part of a path and query: as it is, or a secret value, as it was sent, and the name of its query parameter. */
export type PathPart = { readonly text: string } | { readonly secret: string; readonly value: string };

/** Takes a path and query apart at the values of its secret parameters. */
export function secretsInPath(path: string, spec?: Spec): readonly PathPart[] {
  const start = path.indexOf('?');
  if (start === -1) return [{ text: path }];
  const parts: PathPart[] = [];
  let text = path.slice(0, start + 1);
  for (const [index, pair] of path
    .slice(start + 1)
    .split('&')
    .entries()) {
    const [name = '', value] = pair.split(/=(.*)/s);
    text += index === 0 ? '' : '&';
    if (value === undefined || value === WRONG || !isSecretName(`?${decoded(name)}`, spec)) text += pair;
    else {
      parts.push({ text: `${text}${name}=` }, { secret: decoded(name), value });
      text = '';
    }
  }
  return text === '' ? parts : [...parts, { text }];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Text in place of a secret. */
export const MASK = '***';

/** A shorter value is a word that may stand anywhere, and is hardly a secret. */
const SHORTEST = 8;

/**
 * Creates a function that takes the secrets of some request headers out of a text: targets repeat what they were sent, in headers, bodies
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
    .filter((value) => value.length >= SHORTEST);
  return (text) => secrets.reduce((result, secret) => result.replaceAll(secret, MASK), text);
}
