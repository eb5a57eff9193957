import type { JsonObject } from '../../../json-schema/model/json-schema';
import type { LocatedSchema } from '../../../json-schema/model/schemas';
import type { Operation, Spec } from '../../../openapi/model/model';
import { propertiesOf } from '../../../openapi/model/schema-facts';
import type { OperationRole } from '../../../openapi/resources/role-of';
import { jsonBody } from '../../exchange/build-request';
import { bodyWithItem, isReferenceName } from './item-in-body';

/** Number of texts of this process that were made distinct, from which the next mark is made. */
let made = 0;

/** Leaps to marks that no earlier run can have left on a target: called once a target has refused plain texts. */
export function leapToFreshMarks(): void {
  made += Math.floor(Date.now() / 1_000) % 60_466_176;
}

/**
 * Makes the texts of an item differ from those of every other item of this process, as far as the schema leaves a choice: a name
 * that has to be unique would be a conflict otherwise. Values of an enum, dates and the like stay as they are.
 *
 * @param except - the property that a case is about, which is sent as it is
 * @param only - the properties that are made distinct; all texts when left out
 */
export function distinctItem(
  spec: Spec,
  { resource, role }: OperationRole,
  operation: Operation,
  item: JsonObject,
  { except, only }: { readonly except?: string; readonly only?: readonly string[] } = {},
): JsonObject {
  const body = jsonBody(operation)?.schema;
  if (body === undefined) return item;
  const validate = spec.schemas.validator(body, 'request');
  const broken = (candidate: JsonObject): number => validate(bodyWithItem(resource, role, candidate)).length;
  const properties = itemProperties(spec, body, resource.wrappers[role]?.body);
  const before = broken(item);
  let distinct = item;
  for (const [name, value] of Object.entries(item)) {
    if (typeof value !== 'string' || value === '' || name === except) continue;
    // A reference has to name a record that exists.
    if (only === undefined ? isReferenceName(name) && name !== resource.idProperty : !only.includes(name)) continue;
    const schema = properties.get(name)?.schema;
    if (schema === undefined || fixedFormats.test(String(schema.format))) continue;
    made += 1;
    const fits = candidatesOf(value, made, schema).find((text) => broken({ ...distinct, [name]: text }) <= before);
    if (fits !== undefined) distinct = { ...distinct, [name]: fits };
  }
  return distinct;
}

/** Formats whose texts mean something that another text would not. */
const fixedFormats = /^(?:date|time|date-time|duration|ipv4|ipv6|regex|json-pointer|byte|binary|uuid)$/;

function itemProperties(
  spec: Spec,
  body: LocatedSchema,
  wrapper: string | undefined,
): ReadonlyMap<string, LocatedSchema> {
  const properties = propertiesOf(spec.schemas, body);
  const wrapped = wrapper === undefined ? undefined : properties.get(wrapper);
  return wrapped === undefined ? properties : propertiesOf(spec.schemas, wrapped);
}

// A pattern may want digits only, or capitals; an email address is another one by its start.
function candidatesOf(text: string, count: number, { maxLength }: { readonly maxLength?: number }): string[] {
  const characters = [...text];
  const marks = [count.toString(36), String(count), letters(count), letters(count).toUpperCase()];
  return marks.flatMap((mark) => {
    const room = (maxLength ?? Number.POSITIVE_INFINITY) - mark.length;
    if (room < 0) return [];
    const kept = characters.slice(0, room).join('');
    const replaced = characters.slice(0, Math.max(0, characters.length - mark.length)).join('');
    return text.includes('@') ? [mark + characters.slice(-room).join(''), kept + mark] : [kept + mark, replaced + mark];
  });
}

function letters(count: number): string {
  let [rest, text] = [count, ''];
  for (; rest > 0; rest = Math.floor(rest / 26)) text = String.fromCharCode(97 + (rest % 26)) + text;
  return text;
}
