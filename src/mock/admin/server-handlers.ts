import type { Spec } from '../../openapi/model/model';
import type { ValidRequest } from '../handlers/handler';
import { createTokens } from '../login/session-tokens';
import { createProblem } from '../problems/problems';
import type { AdminHandlers, AdminTarget } from './admin-target';
import { countRecords, done, jsonAnswer } from './json-answer';

/**
 * The operations about the mock as a whole.
 *
 * @param adminSpec - the admin API's own document
 */
export function serverHandlers({ model, sessions, journal, news }: AdminTarget, adminSpec: Spec): AdminHandlers {
  return {
    async getHealth({ session }) {
      const { spec } = model();
      const { title, version } = spec.document.info;
      const { problem } = news;
      return jsonAnswer({
        status: 'ok',
        document: { title, version, source: spec.source, problem },
        session: session.name === '' ? undefined : session.name,
        records: await countRecords(model(), session),
        sessions: sessions.list().length,
        journal: journal(session).last,
      });
    },
    async getAdminDocument() {
      return jsonAnswer(adminSpec.document);
    },
    async listSessions() {
      return jsonAnswer(sessions.list().map(({ name, idle }) => ({ name, idle_seconds: Math.round(idle) / 1000 })));
    },
    async deleteSession({ parameters }) {
      const name = String(parameters.path.get('name'));
      // Where processes share a session, closing it here would leave its data.
      await sessions.known(name)?.store.reset();
      if (sessions.delete(name)) return done;
      return createProblem('not-found', { detail: `There is no session "${name}".`, note: 'unknown session' });
    },
  };
}

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
      session.of(createTokens).expireAll();
      return done;
    },
  };
}
