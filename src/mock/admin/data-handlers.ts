import { IndistinctIntegers } from '../../json-schema/model/exact-integers';
import { isJsonObject } from '../../json-schema/model/json-value';
import type { Model } from '../engine/create-model';
import type { MockRequest, MockResponse } from '../messages/message';
import { createProblem, type Problem, violationsProblem } from '../problems/problems';
import type { Session } from '../sessions/session';
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
import { readState } from '../sessions/state-document';
import { piecesOfText, piecesOfValue, type StatePieces } from '../sessions/state-pieces';
import { writeState } from '../sessions/write-state';
import type { AdminHandlers, AdminTarget } from './admin-target';
import { countRecords, done, jsonAnswer, jsonText } from './json-answer';
import { startOver } from './start-over';
import { ADMIN_BODY_LIMIT, ADMIN_PATH } from './with-admin';

/** The operations about the data of a session. */
export function dataHandlers({ model, journal }: AdminTarget): AdminHandlers {
  return {
    async exportState({ session }) {
      const { body: _, ...answer } = jsonText('');
      return { ...answer, stream: writeState(model(), session.store, session.of(createLastNumbers)) };
    },
    importState: ({ session, body, exact }) => importPieces(model(), session, piecesOfValue(body!, exact)),
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

/** Replaces the data of a session, when every record of a state is right. */
async function importPieces(model: Model, session: Session, pieces: StatePieces): Promise<MockResponse | Problem> {
  const state = await readState(model, pieces, true);
  if (state === undefined) return violationsProblem([{ in: 'body', path: [], keyword: 'type', reason: STATE_RULE }]);
  if (state.violations.length > 0) return violationsProblem(state.violations);
  await loadData(session, state.records, state.lastNumbers);
  return jsonAnswer({ records: await countRecords(model, session) });
}

const STATE_RULE = 'must be a state as GET /__admin/state gives it';

/** Bytes of a state that are read in one go; that takes a few milliseconds. */
const SHORT = 262_144;

/** Tells if a request imports so much that it must not be read in one go. */
export function isLongImport({ method, path, headers, body }: MockRequest): boolean {
  if (method !== 'PUT' || path !== `${ADMIN_PATH}/state`) return false;
  const length = body?.byteLength ?? 0;
  return length > SHORT && length <= ADMIN_BODY_LIMIT && headers['content-encoding'] === undefined;
}

/** Does what the operation `importState` does, piece by piece. */
export async function importText(
  { model }: Pick<AdminTarget, 'model'>,
  session: Session,
  body: Uint8Array,
): Promise<MockResponse | Problem> {
  try {
    return await importPieces(model(), session, piecesOfText(body));
  } catch (error) {
    if (error instanceof IndistinctIntegers) {
      const reason = `must not hold two integers that are too large to be told apart: ${error.message}`;
      return violationsProblem([{ in: 'body', path: [], keyword: 'type', reason }]);
    }
    if (!(error instanceof SyntaxError)) throw error;
    return createProblem('malformed-body', { detail: `The body is not valid JSON: ${error.message}.` });
  }
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
