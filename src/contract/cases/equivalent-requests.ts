import type { Operation, Resource } from '../../openapi/model/model';
import { propertiesOf } from '../../openapi/model/schema-facts';
import { encodeSegment } from '../../openapi/operations/path-template';
import { equivalentAnswered } from '../checks/laws';
import { describeResponse } from '../exchange/describe-value';
import { memberOf } from '../exchange/read-json';
import { sameValue } from '../exchange/same-value';
import type { CaseContext, CaseKind, PlannedCase } from '../steps/context/case';
import { sendForOperation } from '../steps/records/send-for-operation';
import { bodyWithItem, idText, itemInAnswer } from '../steps/requests/item-in-body';
import { otherBody } from '../steps/requests/other-values';

/** Requests that mean the same are answered the same: another case of a UUID, another spelling of a path, a parameter too many. */
export const equivalentRequests: CaseKind = {
  name: 'equivalent-requests',
  *plan({ spec }) {
    for (const resource of spec.resources) {
      const { read } = resource.roles;
      if (read === undefined || !read.template.source.endsWith(`/{${resource.idParameter}}`)) continue;
      const format = read.parameters.find(({ name }) => name === resource.idParameter)?.schema.schema.format;
      const plan = (title: string, spellings: (id: string) => readonly string[]): PlannedCase => ({
        title,
        operation: read,
        pointer: read.pointer,
        writes: resource.roles.create !== undefined,
        exclusive: false,
        run: (context) => readsBy(context, resource, read, spellings),
      });
      // RFC 9562, section 4: output is in lower case, input has no case.
      if (format === 'uuid')
        yield plan('a UUID in a path has no case', (id) => [id.toUpperCase(), id.toLowerCase()].map(encodeSegment));
      const { remove } = resource.roles;
      if (format === 'uuid' && remove !== undefined && resource.roles.create !== undefined)
        yield writesCase(resource, remove);
      yield plan('an id may be percent-encoded', (id) => [encodeFirst(id)]);
    }
    for (const operation of spec.operations) if (operation.method === 'get') yield surplusCase(operation);
  },
};

async function readsBy(
  context: CaseContext,
  resource: Resource,
  read: Operation,
  spellings: (id: string) => readonly string[],
): Promise<void> {
  const record = await context.record(resource, { mayBorrow: true });
  const first = await context.send(
    read,
    { path: record.path },
    { kind: 'success', because: 'it is there', pointer: read.pointer },
  );
  if (first.response.status >= 300) return;
  const schema = propertiesOf(context.spec.schemas, resource.schema).get(resource.idProperty);
  for (const spelling of spellings(record.id)) {
    // The id is the last segment of the path.
    const [whole = '', query] = first.request.path.split(/(?=\?)/);
    const path = `${whole.slice(0, -encodeSegment(record.id).length)}${spelling}${query ?? ''}`;
    if (path === first.request.path) continue;
    const { headers, body } = first.request;
    const seen = await context.sendRaw(
      { method: 'GET', path, headers, body },
      { kind: 'open', because: 'the id is spelled otherwise' },
    );
    const id =
      seen.json.kind === 'json'
        ? idText(memberOf(itemInAnswer(resource, 'read', seen.json.value), resource.idProperty))
        : undefined;
    const observation = {
      holds: seen.response.status < 300 && sameValue(context.spec.schemas, schema, id, record.id),
      title: `does not know a record by another spelling of its id: ${spelling}`,
      promised: `${resource.name} ${record.id}`,
      received: describeResponse(seen),
      pointer: read.pointer,
      ...(spelling.includes('%')
        ? { symptom: 'percent-encoding', basis: 'RFC 3986, section 6.2.2.2' }
        : { symptom: 'case', basis: 'RFC 9562, section 4' }),
    };
    if (!context.confirm(equivalentAnswered, observation, [first, seen])) return;
  }
}

// What a read finds by another spelling, a write finds as well.
function writesCase(resource: Resource, remove: Operation): PlannedCase {
  return {
    title: 'a UUID in the path of a write has no case',
    operation: remove,
    pointer: remove.pointer,
    writes: true,
    exclusive: false,
    run: async (context) => {
      const record = await context.record(resource);
      const id = record.id === record.id.toUpperCase() ? record.id.toLowerCase() : record.id.toUpperCase();
      if (resource.idParameter === undefined || id === record.id) return;
      const path = { ...record.path, [resource.idParameter]: id };
      const open = { kind: 'open', because: 'the id is spelled otherwise' } as const;
      const { replace } = resource.roles;
      const item = replace === undefined ? undefined : await otherBody(context, replace, 'equivalent', 'all');
      const named = item !== undefined && Object.hasOwn(item, resource.idProperty);
      for (const operation of [replace, remove]) {
        if (operation === undefined || (operation === replace && (item === undefined || named))) continue;
        const json = operation === replace && item !== undefined ? bodyWithItem(resource, 'replace', item) : undefined;
        const exchange = await context.send(operation, { path, json }, open);
        const { status } = exchange.response;
        const observation = {
          holds: status < 300 || status >= 500,
          title: `does not know a record by another spelling of its id: ${id}`,
          promised: `${resource.name} ${record.id}`,
          received: describeResponse(exchange),
          pointer: operation.pointer,
          symptom: 'case',
        };
        if (!context.confirm(equivalentAnswered, observation, [record.exchange, exchange])) return;
        if (operation === remove && status < 300) context.forget(record);
      }
    },
  };
}

// The first character of an id is rarely one that has to be encoded, so encoding it changes nothing (RFC 3986, section 6.2.2.2).
function encodeFirst(id: string): string {
  const first = id.charCodeAt(0);
  if (first > 0x7f) return encodeSegment(id);
  return `%${first.toString(16).toUpperCase().padStart(2, '0')}${encodeSegment(id.slice(1))}`;
}

function surplusCase(operation: Operation): PlannedCase {
  return {
    title: 'an unknown query parameter does no harm',
    operation,
    pointer: operation.pointer,
    writes: false,
    exclusive: false,
    run: async (context) => {
      // Whether it is refused is up to the target; only failing on it is not.
      const expectation = { kind: 'open', because: 'the document does not have the parameter' } as const;
      await sendForOperation(context, operation, { parts: { query: [['no_such_parameter', '1']] }, expectation });
    },
  };
}
