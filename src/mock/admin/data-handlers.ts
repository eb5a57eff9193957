import { isJsonObject } from '../../json-schema/model/json-value';
import { createProblem, type Problem, violationsProblem } from '../problems/problems';
import {
  createLastNumbers,
  createSeedingChoice,
  createSnapshots,
  loadData,
  type NamedSnapshot,
  reseedData,
  resetData,
  restoreData,
  snapshotData,
} from '../sessions/session-data';
import { readState, type StateDocument, writeState } from '../sessions/state-document';
import type { AdminHandlers, AdminTarget } from './admin-target';
import { countRecords, done, jsonAnswer, jsonText } from './json-answer';
import { startOver } from './start-over';

/** The operations about the data of a session. */
export function dataHandlers({ model, journal }: AdminTarget): AdminHandlers {
  return {
    async exportState({ session }) {
      return jsonText(await writeState(model(), session.store, session.of(createLastNumbers)));
    },
    async importState({ session, body }) {
      const state = readState(model(), body as unknown as StateDocument);
      if (state.violations.length > 0) return violationsProblem(state.violations);
      await loadData(session, state.records, state.lastNumbers);
      return jsonAnswer({ records: await countRecords(model(), session) });
    },
    async reset({ session, body }) {
      if (!isJsonObject(body) || body.scope !== 'all') {
        await resetData(session);
      } else {
        await startOver(session, model(), journal(session));
      }
      return jsonAnswer({ records: await countRecords(model(), session) });
    },
    async reseed({ session, body }) {
      const chosen = body as { seed?: number; count?: number };
      session.of(createSeedingChoice).chosen = chosen;
      await reseedData(session, model().initial(chosen));
      return jsonAnswer({ records: await countRecords(model(), session) });
    },
  };
}

/** The most snapshots of a session. */
const MOST = 100;

/** The operations that keep the data of a session under a name, and go back to it. */
export function snapshotHandlers({ model }: AdminTarget): AdminHandlers {
  return {
    async listSnapshots({ session }) {
      return jsonAnswer([...session.of(createSnapshots).values()].map(told));
    },
    async takeSnapshot({ session, parameters }) {
      const name = String(parameters.path.get('name'));
      const snapshots = session.of(createSnapshots);
      if (!snapshots.has(name) && snapshots.size >= MOST) {
        return createProblem('conflict', { detail: `There are ${MOST} snapshots already. Delete one first.` });
      }
      const records = await countRecords(model(), session);
      const snapshot: NamedSnapshot = { name, takenAt: new Date(), records, data: await snapshotData(session) };
      snapshots.delete(name);
      snapshots.set(name, snapshot);
      return jsonAnswer(told(snapshot), 201);
    },
    async deleteSnapshot({ session, parameters }) {
      const name = String(parameters.path.get('name'));
      return session.of(createSnapshots).delete(name) ? done : unknown(name);
    },
    async restoreSnapshot({ session, parameters }) {
      const name = String(parameters.path.get('name'));
      const snapshot = session.of(createSnapshots).get(name);
      if (snapshot === undefined) return unknown(name);
      await restoreData(session, snapshot.data);
      return jsonAnswer({ records: await countRecords(model(), session) });
    },
  };
}

function told({ name, takenAt, records }: NamedSnapshot): object {
  return { name, taken_at: takenAt.toISOString(), records };
}

function unknown(name: string): Problem {
  return createProblem('not-found', { detail: `There is no snapshot "${name}".`, note: 'unknown snapshot' });
}
