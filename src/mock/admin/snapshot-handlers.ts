import { createProblem, type Problem } from '../problems/problems';
import { createSnapshots, type NamedSnapshot } from '../sessions/snapshots';
import { restoreData, snapshotData } from '../sessions/world-data';
import type { AdminHandlers } from './admin-handlers';
import type { AdminTarget } from './admin-target';
import { countRecords } from './count-records';
import { done, jsonAnswer } from './json-answer';

/** The most snapshots of a world. */
const MOST = 100;

/** The operations that keep the data of a world under a name, and go back to it. */
export function snapshotHandlers({ model }: AdminTarget): AdminHandlers {
  return {
    async listSnapshots({ world }) {
      return jsonAnswer([...world.of(createSnapshots).values()].map(told));
    },
    async takeSnapshot({ world, parameters }) {
      const name = String(parameters.path.get('name'));
      const snapshots = world.of(createSnapshots);
      if (!snapshots.has(name) && snapshots.size >= MOST) {
        return createProblem('conflict', { detail: `There are ${MOST} snapshots already. Delete one first.` });
      }
      const records = await countRecords(model().spec, world);
      const snapshot: NamedSnapshot = { name, takenAt: new Date(), records, data: await snapshotData(world) };
      snapshots.delete(name);
      snapshots.set(name, snapshot);
      return jsonAnswer(told(snapshot), 201);
    },
    async deleteSnapshot({ world, parameters }) {
      const name = String(parameters.path.get('name'));
      return world.of(createSnapshots).delete(name) ? done : unknown(name);
    },
    async restoreSnapshot({ world, parameters }) {
      const name = String(parameters.path.get('name'));
      const snapshot = world.of(createSnapshots).get(name);
      if (snapshot === undefined) return unknown(name);
      await restoreData(world, snapshot.data);
      return jsonAnswer({ records: await countRecords(model().spec, world) });
    },
  };
}

function told({ name, takenAt, records }: NamedSnapshot): object {
  return { name, taken_at: takenAt.toISOString(), records };
}

function unknown(name: string): Problem {
  return createProblem('not-found', { detail: `There is no snapshot "${name}".`, note: 'unknown snapshot' });
}
