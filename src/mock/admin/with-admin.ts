import { cutSession } from '../sessions/session-name';

/** The path of the admin API. */
export const ADMIN_PATH = '/__admin';

/** Bytes that a request to the admin API may have: an export of a large data set fits. */
export const ADMIN_BODY_LIMIT = 67_108_864;

/** Tells whether a path, as sent, leads to the admin API of some session. */
export function isAdminPath(path: string): boolean {
  if (path.charCodeAt(1) === 0x7e) return standsBelowAdmin(cutSession(path)!.rest);
  return standsBelowAdmin(path);
}

/** Tells whether a path, without its session, leads to the admin API. */
export function standsBelowAdmin(path: string): boolean {
  return (
    path.startsWith(ADMIN_PATH) && (path.length === ADMIN_PATH.length || path.charCodeAt(ADMIN_PATH.length) === 0x2f)
  );
}
