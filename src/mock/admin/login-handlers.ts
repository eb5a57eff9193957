import type { ValidRequest } from '../handlers/handler';
import type { AdminHandlers } from './admin-handlers';
import { done, jsonAnswer } from './json-answer';

/** The operations about the logins of a session: the clock by which its tokens expire, and letting all of them expire at once. */
export function loginHandlers(): AdminHandlers {
  const clock = ({ session }: Pick<ValidRequest, 'session'>) =>
    jsonAnswer({ now: session.now.toISOString(), ahead_seconds: session.clockAhead / 1000 });
  return {
    async getClock(request) {
      return clock(request);
    },
    async putClock(request) {
      const { ahead_seconds } = request.body as { ahead_seconds: number };
      request.session.clockAhead = ahead_seconds * 1000;
      return clock(request);
    },
    async expireTokens({ session }) {
      session.tokens.expireAll();
      return done;
    },
  };
}
