import { isJsonObject } from '../../json-schema/model/json-value';
import type { Schemas } from '../../json-schema/model/schemas';
import type { Operation, Resource } from '../../openapi/model/model';
import { propertiesOf, schemaParts } from '../../openapi/model/schema-facts';
import { successBody } from '../../openapi/operations/responses';
import { operationParts } from '../../openapi/resources/operation-parts';
import { looksLike } from '../../openapi/resources/resource-roles';
import { actionLasts } from '../checks/laws';
import { memberOf } from '../exchange/read-json';
import type { CaseContext, CaseKind } from '../steps/context/case';
import { readRecord } from '../steps/records/look-up';
import { idText } from '../steps/requests/item-in-body';
import { validRequest } from '../steps/requests/valid-request';

/** The item that an action such as `POST /orders/{id}/cancel` answers is what is read from then on. */
export const actions: CaseKind = {
  name: 'actions',
  *plan({ spec }) {
    for (const { operation, role, resource } of operationParts(spec)) {
      const answer = successBody(operation);
      if (role !== 'action' || resource?.item === undefined || answer === undefined) continue;
      if (resource.roles.create === undefined || resource.roles.read === undefined) continue;
      if (!operation.template.source.startsWith(`${resource.item.template.source}/`)) continue;
      if (!looksLike(spec.schemas, answer, resource.schema)) continue;
      yield {
        title: 'what it answers is read from then on',
        operation,
        pointer: operation.pointer,
        writes: true,
        exclusive: false,
        run: (context) => lasts(context, resource, operation),
      };
    }
  },
};

async function lasts(context: CaseContext, resource: Resource, action: Operation): Promise<void> {
  const record = await context.record(resource);
  const { parameterNames } = action.template;
  const values = resource.item!.template.parameterNames.map((name) => record.path[name] ?? '');
  const path = Object.fromEntries(values.map((value, index) => [parameterNames[index] ?? '', value]));
  const parts = validRequest(context.spec, action, context.seed, 'action', { path });
  const done = await context.send(action, parts, { kind: 'open', because: 'it may not be possible now' });
  const value = done.json.kind === 'json' ? done.json.value : undefined;
  // What is only accepted may be done later.
  if (done.response.status > 299 || done.response.status === 202 || !isJsonObject(value)) return;
  if (idText(memberOf(value, resource.idProperty)) !== record.id) return;
  const seen = await readRecord(context, record, `${action.id} was carried out`);
  if (seen === undefined) return;
  const states = Object.entries(value).filter(([name, state]) => {
    return isState(context.spec.schemas, resource, name) && state !== record.value[name];
  });
  const lost = states.filter(([name, state]) => seen.value[name] !== state);
  const observation = {
    holds: lost.length === 0,
    title: 'answers a change that is not read from then on',
    promised: JSON.stringify(Object.fromEntries(lost)),
    received: JSON.stringify(Object.fromEntries(lost.map(([name]) => [name, seen.value[name] ?? null]))),
    pointer: action.pointer,
  };
  context.confirm(actionLasts, observation, [done, seen.exchange]);
}

/** Tells whether a property is one of a few states, which no clock and no counter changes by itself. */
function isState(schemas: Schemas, { schema }: Resource, name: string): boolean {
  const property = propertiesOf(schemas, schema).get(name);
  return (
    property !== undefined &&
    schemaParts(schemas, property).some(
      ({ schema: { enum: values, type } }) => values !== undefined || type === 'boolean',
    )
  );
}
