import type { JsonObject } from '../../json-schema/json-schema';
import { propertiesOf } from '../../openapi/schema-facts';
import { keepsId } from '../checks/laws';
import type { Exchange } from '../exchange/exchange';
import { sameValue } from '../exchange/same-value';
import { memberOf } from '../exchange/value-at-path';
import type { CaseContext } from './context/case';
import { type CreatedRecord, idText } from './records/record';

/** Checks that a record has the id that it was created with. */
export function confirmSameId(
  context: CaseContext,
  record: CreatedRecord,
  value: JsonObject,
  ...evidence: Exchange[]
): void {
  const { resource } = record;
  const schema = propertiesOf(context.spec.schemas, resource.schema).get(resource.idProperty);
  const id = idText(memberOf(value, resource.idProperty));
  const observation = {
    holds: id === undefined || sameValue(context.spec.schemas, schema, id, record.id),
    title: 'a replace changes the id',
    promised: `${resource.idProperty}: ${record.id}`,
    received: `${resource.idProperty}: ${id}`,
    pointer: schema?.pointer ?? resource.schema.pointer,
  };
  context.confirm(keepsId, observation, evidence);
}
