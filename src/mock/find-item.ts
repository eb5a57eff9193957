import type { ParameterValue } from '../spec/parameter-codec';
import type { StoredRecord } from '../store/store';
import type { ValidRequest } from './handler';
import { createProblem, type Problem } from './problems';
import type { ResourceContext } from './resource-context';

/** An item that a path names, or the problem that there is none. */
export type FoundItem = StoredRecord | Problem;

/**
 * Finds the item that a request's path names; what the path says the item hangs on must be there and be true.
 */
export async function findItem(context: ResourceContext, request: ValidRequest): Promise<FoundItem> {
  const { resource, codec, parents } = context;
  const { store } = request.world;
  const { path } = request.parameters;
  const id = path.get(resource.idParameter ?? resource.idProperty) ?? null;
  const unknown = resource.parents.length === 0 ? undefined : await parents.findUnknown(store, path);
  if (unknown !== undefined) return unknownId(unknown);
  const record = await store.get(resource.name, codec.idOf(id));
  return record === undefined || !parents.hold(record, path) ? unknownId(id) : record;
}

/** The problem that nothing has this id. */
export function unknownId(id: ParameterValue): Problem {
  const text = typeof id === 'string' ? id : String(id);
  return createProblem('not-found', { detail: `There is nothing with the ID ${shortened(text)}.`, note: 'unknown id' });
}

function shortened(text: string): string {
  return text.length > 100 ? `${text.slice(0, 100)}…` : text;
}
