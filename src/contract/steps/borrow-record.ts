import type { Resource } from '../../openapi/model';
import { memberOf } from '../exchange/value-at-path';
import { Blocked } from './blocked';
import type { CaseContext } from './context/case';
import { listItems } from './lists/list-items';
import { type CreatedRecord, idText, isObject } from './records/record';

/**
 * Takes a record that is on the target already, for cases that only read.
 *
 * @param parents - the path parameters before the id
 * @throws {@link Blocked} when the list shows none
 */
export async function borrowRecord(
  context: CaseContext,
  resource: Resource,
  parents: Readonly<Record<string, string>>,
): Promise<CreatedRecord> {
  const { list } = resource.roles;
  if (list === undefined) throw new Blocked(`the document has no operation that lists ${resource.name}`);
  const exchange = await context.send(
    list,
    { path: parents },
    { kind: 'success', because: 'nothing is asked for', pointer: list.pointer },
  );
  for (const item of listItems(resource, exchange) ?? []) {
    const id = idText(memberOf(item, resource.idProperty));
    if (id === undefined || !isObject(item)) continue;
    const path = resource.idParameter === undefined ? parents : { ...parents, [resource.idParameter]: id };
    return { resource, id, path, value: item, exchange };
  }
  throw new Blocked(`the target has no ${resource.name} to read`);
}
