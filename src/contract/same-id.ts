import type { JsonObject } from '../schema/json-schema';
import { propertiesOf } from '../spec/schema-facts';
import type { CaseContext } from './case';
import { keepsId } from './checks/laws';
import type { Exchange } from './exchange';
import { type CreatedRecord, idText } from './record';
import { sameValue } from './same-value';
import { memberOf } from './value-at-path';

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
