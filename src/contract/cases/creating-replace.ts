import type { Operation, Resource } from '../../openapi/model/model';
import { createsMissing } from '../../openapi/operations/responses';
import { createdIsReadable } from '../checks/created-is-readable';
import { readsAgree } from '../checks/reads-agree';
import { isSuccess } from '../exchange/statuses';
import type { CaseContext, CaseKind } from '../steps/context/case';
import { unusedId } from '../steps/records/unused-id';
import { bodyWithItem, itemInAnswer, itemUnder } from '../steps/requests/item-in-body';
import { otherBody } from '../steps/requests/other-values';

/** A replace of a missing record creates it, where the document allows that. A target may refuse to. */
export const creatingReplace: CaseKind = {
  name: 'creating-replace',
  *plan({ spec }) {
    for (const resource of spec.resources) {
      const { replace } = resource.roles;
      if (replace === undefined || !createsMissing(replace)) continue;
      yield {
        title: 'what a replace of an unknown id makes can be read',
        operation: replace,
        pointer: replace.pointer,
        writes: true,
        exclusive: false,
        run: (context) => isMade(context, resource, replace),
      };
    }
  },
};

async function isMade(context: CaseContext, resource: Resource, replace: Operation): Promise<void> {
  const { idParameter, roles } = resource;
  const id = await unusedId(context, resource, replace, 'made by a replace');
  const sampled = await otherBody(context, replace, 'made by a replace');
  if (id === undefined || sampled === undefined || idParameter === undefined || roles.read === undefined) return;
  const item = itemUnder(resource, sampled, id);
  const path = { ...(await context.parents(resource)), [idParameter]: id };
  const because = `there is no ${resource.name} ${id} yet`;
  const json = bodyWithItem(resource, 'replace', item);
  const created = await context.send(replace, { path, json }, { kind: 'open', because });
  if (!isSuccess(created.response.status)) return;
  if (!context.keep({ resource, id, path, value: item, exchange: created })) return;
  const read = await context.send(roles.read, { path }, { kind: 'open', because: 'it was just made' });
  if (!context.confirm(createdIsReadable, { created, read }, [created, read]) || read.json.kind !== 'json') return;
  const received = itemInAnswer(resource, 'read', read.json.value);
  const agreement = { spec: context.spec, resource, promised: item, received, when: 'made by a replace' };
  context.confirm(readsAgree, agreement, [created, read]);
}
