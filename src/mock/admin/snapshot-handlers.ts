import { createProblem, type Problem } from '../problems/problems';
import { restoreData, snapshotData } from '../sessions/session-data';
import { createSnapshots, type NamedSnapshot } from '../sessions/snapshots';
import type { AdminHandlers } from './admin-handlers';
import type { AdminTarget } from './admin-target';
import { countRecords } from './count-records';
import { done, jsonAnswer } from './json-answer';

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
      const records = await countRecords(model().spec, session);
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
      return jsonAnswer({ records: await countRecords(model().spec, session) });
    },
  };
}

function told({ name, takenAt, records }: NamedSnapshot): object {
  return { name, taken_at: takenAt.toISOString(), records };
}

function unknown(name: string): Problem {
  return createProblem('not-found', { detail: `There is no snapshot "${name}".`, note: 'unknown snapshot' });
}
