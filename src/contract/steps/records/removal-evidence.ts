import type { JsonValue } from '../../../json-schema/model/json-schema';
import type { Resource, Spec } from '../../../openapi/model/model';
import { propertiesOf, typesOf } from '../../../openapi/model/schema-facts';
import { successBody } from '../../../openapi/operations/responses';
import type { Exchange } from '../../exchange/exchange';
import { memberOf } from '../../exchange/read-json';
import { itemInAnswer } from '../requests/item-in-body';

/**
 * The property by which a removed record says that it is removed, where the document speaks of one: the removal answers the item, and
 * the item has such a flag or date.
 *
 * @returns undefined where a removed record has to be gone
 */
export function removedFlag({ schemas }: Pick<Spec, 'schemas'>, { roles, wrappers }: Resource): string | undefined {
  const body = roles.remove === undefined ? undefined : successBody(roles.remove);
  const wrapper = wrappers.remove?.answer;
  const item = body !== undefined && wrapper !== undefined ? propertiesOf(schemas, body).get(wrapper) : body;
  if (item === undefined) return undefined;
  const flags = [...propertiesOf(schemas, item)].filter(([name, schema]) => {
    const isFlag = typesOf(schemas, schema).has('boolean') && /^(is[_-]?)?(deleted|removed|archived)$/i.test(name);
    return isFlag || /^(deleted|removed|archived)[_-]?(at|on|date)$/i.test(name);
  });
  return flags[0]?.[0];
}

/** Tests if an item says of itself that it is removed. */
export function isFlagged(spec: Pick<Spec, 'schemas'>, resource: Resource, item: JsonValue | undefined): boolean {
  const flag = removedFlag(spec, resource);
  const value = flag === undefined ? undefined : memberOf(item, flag);
  return value !== undefined && value !== null && value !== false;
}

/** Tests if an answer shows a record that says of itself that it is removed. */
export function saysRemoved({ spec, json }: Exchange, resource: Resource): boolean {
  return json.kind === 'json' && isFlagged(spec, resource, itemInAnswer(resource, 'read', json.value));
}
