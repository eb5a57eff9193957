import { isJsonObject } from '../../json-schema/model/json-value';
import type { MediaTypeSpec, Operation, Resource } from '../../openapi/model/model';
import { isScalar, propertiesOf } from '../../openapi/model/schema-facts';
import { formStored } from '../checks/laws';
import { isOneSided } from '../exchange/promised-item';
import { sameValue } from '../exchange/same-value';
import type { CaseContext, CaseKind } from '../steps/context/case';
import { readRecord } from '../steps/records/look-up';
import { recordFrom } from '../steps/records/record';
import { validValue } from '../steps/requests/valid-request';
import { writeBody } from '../steps/requests/write-body';

const FORM = /^(?:application\/x-www-form-urlencoded|multipart\/form-data)$/;

/** A record that is made by a form has the values of the form. */
export const forms: CaseKind = {
  name: 'forms',
  *plan({ spec }) {
    for (const resource of spec.resources) {
      const { create } = resource.roles;
      for (const form of create?.body?.mediaTypes ?? []) {
        if (!FORM.test(form.name) || form.schema === undefined) continue;
        yield {
          title: `a record made by ${form.name} has its values`,
          operation: create!,
          pointer: form.pointer,
          writes: true,
          exclusive: false,
          run: (context) => stores(context, resource, create!, form),
        };
      }
    }
  },
};

async function stores(
  context: CaseContext,
  resource: Resource,
  create: Operation,
  { name: type, schema, pointer }: MediaTypeSpec,
): Promise<void> {
  const { spec, seed } = context;
  const sent = validValue(spec, schema!, seed, `${create.id} ${type}`);
  const written = isJsonObject(sent) ? writeBody(type, sent) : undefined;
  if (!isJsonObject(sent) || written === undefined) return;
  const path = await context.parents(resource);
  const parts = { path, ...written };
  const made = await context.send(create, parts, { kind: 'open', because: 'it may refer to what does not exist' });
  const record = recordFrom(resource, path, made, sent);
  if (record === undefined || !context.keep(record)) return;
  const seen = resource.roles.read === undefined ? undefined : await readRecord(context, record, 'it was just made');
  const value = seen?.value ?? (made.json.kind === 'json' ? made.json.value : undefined);
  if (!isJsonObject(value)) return;
  const shown = propertiesOf(spec.schemas, resource.schema);
  const lost = Object.entries(sent).filter(([name, member]) => {
    const property = shown.get(name);
    // What only one side sets is not stored as it was sent, and the id is the server's to make.
    if (property === undefined || name === resource.idProperty || isOneSided(spec.schemas, property)) return false;
    if (!isScalar(spec.schemas, property)) return false;
    return !sameValue(spec.schemas, property, member, value[name]);
  });
  const observation = {
    holds: lost.length === 0,
    title: `does not store what a form says (${type})`,
    promised: `${JSON.stringify(Object.fromEntries(lost))}, as it was sent`,
    received: JSON.stringify(Object.fromEntries(lost.map(([name]) => [name, value[name] ?? null]))),
    pointer,
  };
  context.confirm(formStored, observation, [made, ...(seen === undefined ? [] : [seen.exchange])]);
}
