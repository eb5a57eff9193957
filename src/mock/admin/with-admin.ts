import type { AnswerIn } from '../sessions/session-handler';
import { cutSession } from '../sessions/session-name';

/** Where the admin API stands. */
export const ADMIN_PATH = '/__admin';

/** Bytes that a request to the admin API may have: an export of a large data set fits. */
export const ADMIN_BODY_LIMIT = 67_108_864;

/** Whether a path, as sent, leads to the admin API of some session. */
export function isAdminPath(path: string): boolean {
  if (path.charCodeAt(1) === 0x7e) return standsBelow(cutSession(path)!.rest);
  return standsBelow(path);
}

function standsBelow(path: string): boolean {
  return (
    path.startsWith(ADMIN_PATH) && (path.length === ADMIN_PATH.length || path.charCodeAt(ADMIN_PATH.length) === 0x2f)
  );
}

/**
 * Puts the admin API beside a document's answers.
 *
 * @param answer - answers everything else
 * @param load - creates the admin API; called on the first request to it, because it costs more than all else at the start
 */
export function withAdmin(answer: AnswerIn, load: () => AnswerIn): AnswerIn {
  let admin: AnswerIn | undefined;
  const control: AnswerIn = async (request, session) => {
    admin ??= load();
    return admin(request, session);
  };
  return (request, session) => (standsBelow(request.path) ? control(request, session) : answer(request, session));
}
