import type { Spec } from '../../openapi/model';
import type { World } from '../sessions/world';

/** The number of records of each resource in a world. */
export async function countRecords({ resources }: Spec, { store }: World): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { name } of resources) counts[name] = (await store.page(name, {}, 0, 0)).total;
  return counts;
}
