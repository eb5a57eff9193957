import type { AdminOptions } from '../admin/admin-target';
import type { AuthOptions } from '../login/auth-settings';
import { createHide, type Hide } from '../secrets/hide-values';
import type { Sessions } from '../sessions/session';

/** What a mock is given that nobody else should see. */
export interface GivenSecrets {
  readonly auth?: AuthOptions | undefined;
  readonly admin?: Pick<AdminOptions, 'token'> | undefined;
}

/**
 * Creates the function that hides what a mock knows to be a secret: what it was given, and the tokens that it has issued in any session.
 * It is made when there is first something to hide.
 */
export function createHideKnown({ auth, admin }: GivenSecrets, sessions: Pick<Sessions, 'all'>): Hide {
  let given: Hide | undefined;
  return (text) => {
    given ??= createHide([
      ...(auth?.clients ?? []).flatMap(({ id, secret }) => [secret, Buffer.from(`${id}:${secret}`).toString('base64')]),
      ...(auth?.apiKeys ?? []),
      ...(admin?.token === undefined ? [] : [admin.token]),
    ]);
    // Most texts are shorter than any token.
    if (text.length < SHORTEST_TOKEN) return given(text);
    return sessions.all().reduce((shown, session) => session.hideTokens(shown), given(text));
  };
}

/** Characters of the tokens that the mock issues. */
const SHORTEST_TOKEN = 43;
