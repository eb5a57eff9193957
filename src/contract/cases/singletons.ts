import { isJsonObject } from '../../json-schema/model/json-value';
import type { Operation } from '../../openapi/model/model';
import type { Singleton } from '../../openapi/model/parts';
import { propertiesOf } from '../../openapi/model/schema-facts';
import { successBody } from '../../openapi/operations/responses';
import { singletonsOf } from '../../openapi/resources/operation-parts';
import { singletonRemembered } from '../checks/laws';
import { jsonBody } from '../exchange/build-request';
import { memberOf } from '../exchange/read-json';
import { sameValue } from '../exchange/same-value';
import type { CaseContext, CaseKind } from '../steps/context/case';
import { validRequest } from '../steps/requests/valid-request';

/** An object at a path of its own, such as `/customers/{id}/preferences`, is what was written to it. */
export const singletons: CaseKind = {
  name: 'singletons',
  *plan({ spec }) {
    for (const singleton of singletonsOf(spec)) {
      const { singletonRead: read, singletonReplace, singletonUpdate } = singleton.roles;
      const write = singletonReplace ?? singletonUpdate;
      if (read === undefined || write === undefined || jsonBody(write) === undefined) continue;
      if (successBody(read) === undefined) continue;
      yield {
        title: 'what was written is read',
        operation: write,
        pointer: write.pointer,
        writes: true,
        exclusive: singleton.owner === undefined,
        run: (context) => remembers(context, singleton, read, write),
      };
    }
  },
};

async function remembers(context: CaseContext, singleton: Singleton, read: Operation, write: Operation): Promise<void> {
  const path = await pathOf(context, singleton);
  const { schemas } = context.spec;
  const answered = successBody(read)!;
  const taken = jsonBody(write)?.schema;
  // An object may be answered inside of something that wraps it, and be taken without.
  const [wrapper, wrapped] =
    [...propertiesOf(schemas, answered)].find(([, property]) => property.pointer === taken?.pointer) ?? [];
  const shown = propertiesOf(schemas, wrapped ?? answered);
  // Twice, as what is written first may be what the target would answer anyhow.
  for (const turn of ['first', 'second']) {
    const parts = validRequest(context.spec, write, context.seed, `singleton ${turn}`, { path });
    if (!isJsonObject(parts.json)) return;
    const written = await context.send(write, parts, { kind: 'open', because: 'it may depend on other things' });
    if (written.response.status > 299) return;
    const because = 'it was just written';
    const seen = await context.send(read, { path }, { kind: 'success', because, pointer: read.pointer });
    const answer = seen.json.kind === 'json' ? seen.json.value : undefined;
    const value = wrapper === undefined ? answer : memberOf(answer, wrapper);
    if (seen.response.status > 299 || !isJsonObject(value)) return;
    const lost = Object.entries(parts.json).filter(([name, sent]) => {
      const schema = shown.get(name);
      if (schema === undefined || schema.schema.writeOnly === true || schema.schema.readOnly === true) return false;
      return !sameValue(schemas, schema, sent, value[name], true);
    });
    const observation = {
      holds: lost.length === 0,
      title: 'does not remember what was written',
      promised: `${JSON.stringify(Object.fromEntries(lost))}, as it was written`,
      received: JSON.stringify(Object.fromEntries(lost.map(([name]) => [name, value[name] ?? null]))),
      pointer: write.pointer,
    };
    if (!context.confirm(singletonRemembered, observation, [written, seen])) return;
  }
}

/** The path parameters of the singleton of a record that the run has made. */
async function pathOf(context: CaseContext, { owner, entry }: Singleton): Promise<Readonly<Record<string, string>>> {
  if (owner?.item === undefined) return {};
  const record = await context.record(owner);
  const values = owner.item.template.parameterNames.map((name) => record.path[name] ?? '');
  return Object.fromEntries(entry.template.parameterNames.map((name, index) => [name, values[index] ?? '']));
}
