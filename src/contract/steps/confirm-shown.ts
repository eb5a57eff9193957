import { readsAgree } from '../checks/reads-agree';
import { memberOf } from '../exchange/value-at-path';
import type { CaseContext } from './context/case';
import { type Scope, walkScope } from './lists/scope';
import { idText } from './records/record';

/** Checks that every page, not the first one only, shows the records of a scope as they were created. */
export async function confirmShown(context: CaseContext, scope: Scope, size: number): Promise<void> {
  const { resource, records } = scope;
  if (resource.list?.itemSchema !== undefined) return;
  const walk = await walkScope(context, scope, size);
  for (const { id, value } of records) {
    const item = walk?.items.find((each) => idText(memberOf(each, resource.idProperty)) === id);
    const agreement = {
      spec: context.spec,
      resource,
      promised: value,
      received: item,
      when: `listed on a page of ${size}`,
    };
    if (item !== undefined) context.confirm(readsAgree, agreement, walk?.exchanges.slice(-1) ?? []);
  }
}
