import type { Spec } from '../../openapi/model/model';
import type { Session } from '../sessions/session';

/** The number of records of each resource in a session. */
export async function countRecords({ resources }: Spec, { store }: Session): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { name } of resources) counts[name] = (await store.page(name, {}, 0, 0)).total;
  return counts;
}
