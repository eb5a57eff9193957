import type { Operation, Resource } from '../../../openapi/model/model';
import { memberOf } from '../../exchange/read-json';
import { isSuccess } from '../../exchange/statuses';
import type { CaseContext } from '../context/case';
import { walkList } from '../lists/walk-list';
import { unknownId } from '../requests/fresh-id';
import { idText } from '../requests/item-in-body';

/** Ids that are tried before all of them are taken to be in use. */
const ATTEMPTS = 3;

/**
 * An id that no record has, as far as the target itself shows: what is written to it can harm nothing that was there before.
 *
 * @param key - names the id, as in `unknownId`
 * @returns undefined when every id that was tried is in use
 */
export async function unusedId(
  context: CaseContext,
  resource: Resource,
  operation: Operation,
  key: string,
): Promise<string | undefined> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const name = attempt === 0 ? key : `${key} ${attempt}`;
    const id = unknownId(context.spec, resource, operation, context.seed, name);
    if (id === undefined || !(await isInUse(context, resource, id))) return id;
  }
  return undefined;
}

/** Tests if a read or the list shows a record with an id. Nothing that is wrong with either is reported. */
async function isInUse(context: CaseContext, resource: Resource, id: string): Promise<boolean> {
  const { list, read } = resource.roles;
  let inUse = false;
  await context.rehearse(async (inner) => {
    const path = await inner.parents(resource);
    if (read !== undefined && resource.idParameter !== undefined) {
      const parts = { path: { ...path, [resource.idParameter]: id } };
      const { response } = await inner.send(read, parts, { kind: 'open', because: 'the id may be in use' });
      inUse = isSuccess(response.status);
    } else if (list !== undefined) inUse = await isListed(inner, resource, list, path, id);
  });
  return inUse;
}

/** Tests if a list shows a record with an id. */
export async function isListed(
  context: CaseContext,
  resource: Resource,
  list: Operation,
  path: Readonly<Record<string, string>>,
  id: string,
): Promise<boolean> {
  const walk = await walkList(context, resource, list, { path });
  return walk?.items.some((item) => idText(memberOf(item, resource.idProperty)) === id) === true;
}
