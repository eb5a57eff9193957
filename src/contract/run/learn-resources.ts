import { setTimeout as sleep } from 'node:timers/promises';
import type { Operation, Resource } from '../../openapi/model/model';
import type { RawFinding } from '../findings/finding';
import type { CaseContext, ContractCase, CreatedRecord } from '../steps/context/case';
import { Blocked, Inconclusive } from '../steps/context/case';
import { isFlagged } from '../steps/records/removal-evidence';
import { createContext } from './context';
import type { Leftover } from './created-records';
import type { RunState } from './run-state';
import { addedSince, keepSnapshot, takeSnapshot } from './snapshots';

/** Keeps what all lists show before a write without a role: it may make records of any kind, as an import or a job does. */
export async function watchLists(state: RunState, { operation, writes }: ContractCase): Promise<void> {
  if (state.readOnly || !writes || resourceOf(state, operation) !== undefined) return;
  const context = createContext(state, sweeping, () => {});
  for (const each of state.spec.resources.filter(({ parents }) => parents.length === 0))
    await keepSnapshot(context, each, state);
}

/**
 * Learns what has to be known of a case's resource before the case runs: what its list shows, and if the target gives ids again.
 *
 * @returns what is wrong there, for the case that came first
 */
export async function prepare(state: RunState, contractCase: ContractCase): Promise<readonly RawFinding[]> {
  if (state.readOnly || !contractCase.writes) return [];
  const rawFindings: RawFinding[] = [];
  const context = createContext(state, contractCase, (rawFinding) => rawFindings.push(rawFinding));
  const resource = resourceOf(state, contractCase.operation);
  if (resource?.roles.create === undefined) return [];
  await state.factory.prepare(context, resource).catch((error: unknown) => {
    if (!(error instanceof Blocked || error instanceof Inconclusive)) throw error;
  });
  return rawFindings;
}

/** Milliseconds after which a list that lags has caught up, as a rule. */
const CATCHES_UP = 1_500;

/**
 * Compares the lists with those from before the run. What carries texts of the run is handed over to be removed.
 *
 * @returns what is new and cannot be told to be the run's, and what is listed although it is said to be gone
 */
export async function sweep(state: RunState): Promise<readonly Leftover[]> {
  const leftovers: Leftover[] = [];
  const context = createContext(state, sweeping, () => {});
  for (const snapshot of state.snapshots.values()) {
    const before = await snapshot.catch(() => undefined);
    if (before === undefined) continue;
    const { resource } = before;
    const { create } = resource.roles;
    const after = await takeSnapshot(context, resource, before.path);
    const tell = (count: number, reason: string): void => {
      const about = `they came while the run went on, and ${reason}`;
      if (before.complete && count > 0)
        leftovers.push({ resource: resource.name, id: `${count} items`, reason: about });
    };
    tell((after?.nameless ?? 0) - before.nameless, 'what has no id cannot be removed');
    const added = after === undefined ? [] : addedSince(before, after);
    const gone: (typeof added)[number][] = [];
    let unknown = 0;
    for (const record of added) {
      const isOwn = Object.values(record.value).some(
        (value) => typeof value === 'string' && state.uniqueValues.isOwnText(resource, value),
      );
      const reason = 'it came while the run went on, and nothing shows that the run has made it, so it is not removed';
      if (state.ownership.isOwn(resource, record.path) && (await isGone(context, record))) gone.push(record);
      else if (isOwn) state.created.add({ ...record, exchange: undefined as never });
      else if (create === undefined) unknown += 1;
      else leftovers.push({ resource: resource.name, id: record.id, reason });
    }
    tell(unknown, 'no operation of the document creates one by itself');
    // A list may lag behind, or show what is marked as removed.
    if (gone.length > 0) await sleep(CATCHES_UP);
    const still = gone.length === 0 ? undefined : await takeSnapshot(context, resource, before.path);
    for (const { id } of gone) {
      const item = still?.items.get(id);
      const reason = 'the list still shows it, though it cannot be read any more';
      if (item !== undefined && !isFlagged(state.spec, resource, item))
        leftovers.push({ resource: resource.name, id, reason });
    }
  }
  return leftovers;
}

async function isGone(context: CaseContext, { resource, path }: Omit<CreatedRecord, 'exchange'>): Promise<boolean> {
  const { read } = resource.roles;
  if (read === undefined) return false;
  const { exchanges } = await context.rehearse(async (inner) => {
    await inner.send(read, { path }, { kind: 'open', because: 'the list shows it after its removal' });
  });
  return [404, 410].includes(exchanges[0]?.response.status ?? 0);
}

const sweeping: ContractCase = {
  id: 'clean-up',
  kind: 'clean-up',
  title: 'what is left is removed',
  pointer: '#/paths',
  writes: false,
  exclusive: false,
  run: async () => {},
};

function resourceOf({ spec }: RunState, operation: Operation | undefined): Resource | undefined {
  return spec.resources.find(({ roles }) => Object.values(roles).some(({ id }) => id === operation?.id));
}
