import type { MockRequest } from '../messages/message';

/** The header that names the session of a request. */
export const SESSION_HEADER = 'x-mock-session';

/** The rule for a session's name, as a sentence without its subject. */
export const NAME_RULE = 'must be 1 to 64 letters, digits, dots, underscores or hyphens, the first a letter or digit';

/** The session that a request names. */
export interface NamedSession {
  /** As written; whether it can be a name is {@link isSessionName}'s to say. */
  readonly name: string;
  readonly in: 'header' | 'path';
  /** The request without the session in its path. */
  readonly request: MockRequest;
}

/** Tells whether this can be the name of a session. */
export function isSessionName(name: string): boolean {
  return /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(name);
}

/**
 * Cuts the session off a path. What stands in the URL counts more than the header.
 *
 * @example cutSession('/~anna/notes') // { name: 'anna', rest: '/notes' }
 */
export function cutSession(path: string): { readonly name: string; readonly rest: string } | undefined {
  if (path.charCodeAt(1) !== 0x7e) return undefined;
  const slash = path.indexOf('/', 2);
  const name = slash === -1 ? path.slice(2) : path.slice(2, slash);
  return { name, rest: slash === -1 ? '/' : path.slice(slash) };
}

/** The session that a request names; undefined when it names none. */
export function namedSession(request: MockRequest): NamedSession | undefined {
  const cut = cutSession(request.path);
  if (cut !== undefined) return { name: cut.name, in: 'path', request: { ...request, path: cut.rest } };
  const name = request.headers[SESSION_HEADER];
  return name === undefined ? undefined : { name, in: 'header', request };
}
