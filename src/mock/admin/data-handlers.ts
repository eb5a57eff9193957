import { isJsonObject } from '../json-object';
import { violationsProblem } from '../problems/violations-problem';
import { createLastNumbers } from '../sessions/last-numbers';
import { readState } from '../sessions/read-state';
import { createSeedingChoice } from '../sessions/seeding-choice';
import { loadData, reseedData, resetData } from '../sessions/session-data';
import { createSnapshots } from '../sessions/snapshots';
import { type StateDocument, writeState } from '../sessions/state-document';
import type { AdminHandlers } from './admin-handlers';
import type { AdminTarget } from './admin-target';
import { countRecords } from './count-records';
import { jsonAnswer, jsonText } from './json-answer';

/** The operations about the data of a session. */
export function dataHandlers({ model, journal }: AdminTarget): AdminHandlers {
  return {
    async exportState({ session }) {
      return jsonText(await writeState(model().spec, session.store, session.of(createLastNumbers)));
    },
    async importState({ session, body }) {
      const state = readState(model(), body as unknown as StateDocument);
      if (state.violations.length > 0) return violationsProblem(state.violations);
      await loadData(session, state.records, state.lastNumbers);
      return jsonAnswer({ records: await countRecords(model().spec, session) });
    },
    async reset({ session, body }) {
      if (!isJsonObject(body) || body.scope !== 'all') {
        await resetData(session);
      } else {
        session.of(createSeedingChoice).chosen = undefined;
        await reseedData(session, model().initial());
        session.reset();
        session.of(createSnapshots).clear();
        journal(session).clear();
      }
      return jsonAnswer({ records: await countRecords(model().spec, session) });
    },
    async reseed({ session, body }) {
      const { seed, count } = body as { seed?: number; count?: number };
      const chosen = { ...(seed !== undefined && { seed }), ...(count !== undefined && { count }) };
      session.of(createSeedingChoice).chosen = chosen;
      await reseedData(session, model().initial(chosen));
      return jsonAnswer({ records: await countRecords(model().spec, session) });
    },
  };
}
