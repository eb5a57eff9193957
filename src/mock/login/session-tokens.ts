import type { Session } from '../sessions/session';
import type { TokenBook } from './token-book';

/** Makes the tokens of a session, by whose clock they expire; see `Session.of()`. Their code is loaded with the first one. */
export function createTokens(session: Session): TokenBook {
  const { TokenBook } = require('./token-book') as typeof import('./token-book');
  return new TokenBook(() => session.now);
}
