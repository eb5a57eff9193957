import type { JsonObject } from '../../json-schema/json-schema';
import { propertiesOf } from '../../openapi/schema-facts';
import type { CaseContext } from './context/case';
import type { CreatedRecord } from './records/record';
import { jsonBody } from './requests/valid-request';

/**
 * Makes records beside another one that have the same values wherever lists filter: whoever writes by such a value instead
 * of by the id hits them, too.
 */
export async function siblingsOf(context: CaseContext, record: CreatedRecord, count: number): Promise<CreatedRecord[]> {
  const { resource } = record;
  const schema = resource.roles.create === undefined ? undefined : jsonBody(resource.roles.create)?.schema;
  const settable = schema === undefined ? undefined : propertiesOf(context.spec.schemas, schema);
  const body: JsonObject = {};
  for (const { property } of resource.list?.filters ?? []) {
    const value = record.value[property];
    if (value !== undefined && settable?.has(property) === true) body[property] = value;
  }
  const siblings: CreatedRecord[] = [];
  for (let made = 0; made < count; made += 1) siblings.push(await context.record(resource, { body }));
  return siblings;
}
