import type { CaseContext } from '../steps/context/case';
import type { KnownRecord } from './walk-model';

/** Removes what a walk has left, so that the next one starts from where this one did. What cannot be removed stays in the books. */
export async function removeAll(context: CaseContext, records: readonly KnownRecord[]): Promise<void> {
  for (const { record, removed } of records) {
    const { remove } = record.resource.roles;
    if (removed || remove === undefined) continue;
    const exchange = await context.send(remove, { path: record.path }, { kind: 'open', because: 'the walk is over' });
    if (exchange.response.status < 300) context.forget(record);
  }
}
