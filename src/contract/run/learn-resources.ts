import type { Operation, Resource } from '../../openapi/model/model';
import type { RawFinding } from '../findings/finding';
import type { ContractCase } from '../steps/context/case';
import { Blocked, Inconclusive } from '../steps/context/case';
import { createContext } from './context';
import type { Leftover } from './created-records';
import type { RunState } from './run-state';
import { addedSince, keepSnapshot, takeSnapshot } from './snapshots';

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
  if (resource === undefined) {
    // What plays no role may make records of any kind: an import, a bulk operation.
    const all = state.spec.resources.filter(({ parents, roles }) => parents.length === 0 && roles.create !== undefined);
    for (const each of all) await keepSnapshot(context, each, state);
  }
  if (resource?.roles.create === undefined) return [];
  await state.factory.prepare(context, resource).catch((error: unknown) => {
    if (!(error instanceof Blocked || error instanceof Inconclusive)) throw error;
  });
  return rawFindings;
}

/**
 * Compares the lists with those from before the run. What carries texts of the run is handed over to be removed.
 *
 * @returns what is new and cannot be told to be the run's
 */
export async function sweep(state: RunState): Promise<readonly Leftover[]> {
  const leftovers: Leftover[] = [];
  for (const snapshot of state.snapshots.values()) {
    const before = await snapshot.catch(() => undefined);
    if (before === undefined) continue;
    const { resource } = before;
    const context = createContext(state, sweeping, () => {});
    const after = await takeSnapshot(context, resource, before.path);
    const nameless = (after?.nameless ?? 0) - before.nameless;
    if (before.complete && nameless > 0) {
      const reason = 'they came while the run went on, and what has no id cannot be removed';
      leftovers.push({ resource: resource.name, id: `${nameless} items without an id`, reason });
    }
    for (const record of after === undefined ? [] : addedSince(before, after)) {
      const { create, read } = resource.roles;
      if (create === undefined) continue;
      const isOwn = Object.values(record.value).some(
        (value) => typeof value === 'string' && state.uniqueValues.isOwnText(resource, value),
      );
      // A list may lag behind, or show what is marked as removed.
      if (state.ownership.isOwn(resource, record.path) && read !== undefined) {
        const { exchanges } = await context.rehearse(async (inner) => {
          await inner.send(
            read,
            { path: record.path },
            { kind: 'open', because: 'the list shows it after its removal' },
          );
        });
        if ([404, 410].includes(exchanges[0]?.response.status ?? 0)) continue;
      }
      const reason = 'it came while the run went on, and nothing shows that the run has made it, so it is not removed';
      if (isOwn) state.created.add({ ...record, exchange: undefined as never });
      else leftovers.push({ resource: resource.name, id: record.id, reason });
    }
  }
  return leftovers;
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
