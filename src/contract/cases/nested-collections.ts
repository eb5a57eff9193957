import type { Operation, Resource, Role, Spec } from '../../openapi/model/model';
import { nestedCollectionsApart } from '../checks/laws';
import { memberOf } from '../exchange/read-json';
import type { CaseContext, CaseKind, CreatedRecord, PlannedCase } from '../steps/context/case';
import { settle } from '../steps/context/settle';
import { idsOf } from '../steps/lists/scope';
import { walkList } from '../steps/lists/walk-list';
import { readRecord } from '../steps/records/look-up';
import { wrapItem } from '../steps/requests/item-in-body';
import { otherBody } from '../steps/requests/other-values';

/** A record of a nested collection belongs to the record around it: the collections of other records neither list it nor lead to it. */
export const nestedCollections: CaseKind = {
  name: 'nested-collections',
  *plan({ spec }) {
    for (const resource of spec.resources) {
      const around = aroundOf(spec, resource);
      if (around?.roles.create === undefined || resource.roles.create === undefined) continue;
      const plan = (operation: Operation, title: string, run: PlannedCase['run']): PlannedCase => ({
        title,
        operation,
        pointer: operation.pointer,
        writes: true,
        exclusive: false,
        run,
      });
      const { list } = resource.roles;
      if (list !== undefined) {
        yield plan(list, `lists what belongs to one ${around.name} only`, (context) =>
          listsItsOwn(context, resource, around, list),
        );
      }
      for (const role of ON_ITEMS) {
        const operation = resource.roles[role];
        if (operation === undefined) continue;
        yield plan(operation, `a record of another ${around.name} is not found`, (context) =>
          findsItsOwn(context, resource, around, operation),
        );
      }
    }
  },
};

const ON_ITEMS: readonly Role[] = ['read', 'replace', 'update', 'remove'];

function aroundOf(spec: Spec, { parents }: Resource): Resource | undefined {
  const link = parents.at(-1);
  return link?.resource === undefined ? undefined : spec.resources.find(({ name }) => name === link.resource);
}

/** One record in the run's own collection, and one in another collection that was made for it. */
interface Apart {
  readonly here: CreatedRecord;
  readonly there: CreatedRecord;
  /** The path parameters of the collection that `there` is in. */
  readonly beside: Readonly<Record<string, string>>;
}

async function makeApart(context: CaseContext, resource: Resource, around: Resource): Promise<Apart> {
  const parameter = resource.parents.at(-1)?.parameter ?? '';
  const { [parameter]: _, ...outer } = await context.parents(resource);
  const other = await context.record(around, { parents: outer });
  const beside = { ...outer, [parameter]: other.id };
  const here = await context.record(resource);
  return { here, there: await context.record(resource, { parents: beside }), beside };
}

async function listsItsOwn(context: CaseContext, resource: Resource, around: Resource, list: Operation): Promise<void> {
  const { here, there, beside } = await makeApart(context, resource, around);
  // Where each collection counts for itself, ids tell nothing.
  if (here.id === there.id) return;
  await settle(context, nestedCollectionsApart, async () => {
    const walk = await walkList(context, resource, list, { path: beside });
    if (walk === undefined) return undefined;
    const ids = idsOf(resource, walk.items);
    const strange = walk.items.filter(
      (item, at) => ids[at] === here.id.toLowerCase() || isOfAnother(resource, item, beside),
    );
    const misses = walk.complete && !ids.includes(there.id.toLowerCase());
    return {
      evidence: [here.exchange, there.exchange, ...walk.exchanges.slice(0, 1)],
      observation: {
        holds: strange.length === 0 && !misses,
        title: misses
          ? `does not list what was created in the collection of another ${around.name}`
          : `lists ${resource.name} of another ${around.name}`,
        promised: `${resource.name} ${there.id} without ${resource.name} ${here.id}, which belongs to another ${around.name}`,
        received: `${walk.items.length} items, ${strange.length} of them of another ${around.name}`,
        pointer: list.pointer,
        symptom: misses ? 'missing' : 'others',
      },
    };
  });
}

// The item may say itself whose it is.
function isOfAnother(resource: Resource, item: CreatedRecord['value'][string], path: Apart['beside']): boolean {
  const link = resource.parents.at(-1);
  const owner = link?.property === undefined ? undefined : memberOf(item, link.property);
  if (link === undefined || (typeof owner !== 'string' && typeof owner !== 'number')) return false;
  return String(owner).toLowerCase() !== path[link.parameter]?.toLowerCase();
}

async function findsItsOwn(
  context: CaseContext,
  resource: Resource,
  around: Resource,
  operation: Operation,
): Promise<void> {
  const { here, there } = await makeApart(context, resource, around);
  if (here.id === there.id || resource.idParameter === undefined) return;
  const path = { ...there.path, [resource.idParameter]: here.id };
  const item = await otherBody(context, operation, 'of another collection');
  const json = item === undefined ? {} : { json: wrapItem(context.spec, operation, item) };
  const because = `${resource.name} ${here.id} belongs to another ${around.name}`;
  const exchange = await context.send(operation, { path, ...json }, { kind: 'open', because });
  const { status } = exchange.response;
  const observation = {
    holds: status < 200 || status >= 300,
    title: `answers ${status} for a record of another ${around.name}`,
    promised: `404, as ${because}`,
    received: `status ${status}`,
    pointer: operation.pointer,
    symptom: `found ${resource.name}`,
  };
  if (!context.confirm(nestedCollectionsApart, observation, [here.exchange, exchange])) return;
  if (operation.method !== 'get') await readRecord(context, here, 'a request by way of another collection was refused');
}
