import type { JsonObject } from '../../json-schema/model/json-schema';
import { isJsonObject } from '../../json-schema/model/json-value';
import type { Operation, Resource } from '../../openapi/model/model';
import { propertiesOf } from '../../openapi/model/schema-facts';
import { defaultsFilled } from '../checks/defaults-filled';
import { idMadeByServer, idsUnique, locationLeads } from '../checks/laws';
import { othersUntouched } from '../checks/others-untouched';
import { jsonBody, queryOf } from '../exchange/build-request';
import { describeResponse } from '../exchange/describe-value';
import { memberOf } from '../exchange/read-json';
import { sameValue } from '../exchange/same-value';
import type { CaseContext, CaseKind, CreatedRecord, PlannedCase } from '../steps/context/case';
import { acceptedBy } from '../steps/records/accepted';
import { confirmListed, readRecord } from '../steps/records/look-up';
import { recordFrom, typedId } from '../steps/records/record';
import { unusedId } from '../steps/records/unused-id';
import { bodyWithItem, idText, itemInAnswer } from '../steps/requests/item-in-body';
import { otherBody } from '../steps/requests/other-values';
import { defaultsOf, requiredParts } from '../steps/requests/valid-request';

/** A created record is there: in the list, at its `Location`, with its defaults and with an id of its own. */
export const creation: CaseKind = {
  name: 'creation',
  *plan({ spec }) {
    for (const resource of spec.resources) {
      const { create } = resource.roles;
      if (create === undefined) continue;
      const about = { operation: create, pointer: create.pointer, writes: true, exclusive: false };
      const run = (title: string, steps: (context: CaseContext) => Promise<void>): PlannedCase => ({
        ...about,
        title,
        run: steps,
      });
      yield run('a created record is listed once', (context) => isListed(context, resource));
      yield run('Location leads to the created record', (context) => isAtLocation(context, resource));
      yield run('what is left out gets its default', (context) => getsDefaults(context, resource, create));
      yield run('an id that a client sends is not used', (context) => keepsOwnId(context, resource, create));
      yield run('equal bodies make two records', (context) => makesTwo(context, resource, create));
      yield run('the id of another record in a body does no harm', (context) =>
        sparesOthers(context, resource, create),
      );
    }
  },
};

async function isListed(context: CaseContext, resource: Resource): Promise<void> {
  const record = await context.record(resource);
  await confirmListed(context, record, record.value, 'after its creation', [record.exchange]);
}

async function isAtLocation(context: CaseContext, resource: Resource): Promise<void> {
  const record = await context.record(resource);
  const { location } = record.exchange.response.headers;
  // What is only accepted may lead to its progress instead.
  if (acceptedBy(record.exchange) !== undefined) return;
  if (location === undefined || resource.roles.read === undefined) return;
  const path = context.pathOf(location, record.exchange.request);
  // What a read needs, it needs wherever the record is.
  const { query, ...needs } = requiredParts(context.spec, resource.roles.read, context.seed);
  const seen = await context.sendRaw(
    { ...needs, method: 'GET', path: `${path ?? '/'}${path?.includes('?') === true ? '' : queryOf(query)}` },
    { kind: 'open', because: 'it is the Location of a created record' },
  );
  const value = seen.json.kind === 'json' ? itemInAnswer(resource, 'read', seen.json.value) : undefined;
  const leads =
    path !== undefined && seen.response.status < 300 && idText(memberOf(value, resource.idProperty)) === record.id;
  const observation = {
    holds: leads,
    title: 'Location does not lead to the created record',
    promised: `${resource.name} ${record.id} at ${location}`,
    received: describeResponse(seen),
    pointer: record.exchange.documented?.pointer ?? '#/paths',
  };
  context.confirm(locationLeads, observation, [record.exchange, seen]);
}

async function getsDefaults(context: CaseContext, resource: Resource, create: Operation): Promise<void> {
  const promised = defaultsOf(context.spec, create);
  const body = await otherBody(context, create, 'creation defaults', 'none');
  if (body === undefined || Object.keys(promised).length === 0) return;
  const record = await createFrom(context, resource, create, body);
  if (record === undefined) return;
  const about = { spec: context.spec, resource, promised, when: 'left out of a create' };
  context.confirm(defaultsFilled, { ...about, received: record.value }, [record.exchange]);
}

// A target may also reject a body with an id; then there is nothing to see.
async function keepsOwnId(context: CaseContext, resource: Resource, create: Operation): Promise<void> {
  const { read } = resource.roles;
  const schema = jsonBody(create)?.schema;
  const named = schema === undefined ? undefined : propertiesOf(context.spec.schemas, schema).get(resource.idProperty);
  const id = read === undefined ? undefined : await unusedId(context, resource, read, 'sent by a client');
  const body = await otherBody(context, create, 'creation with id');
  // Where the document lets clients choose the id, it is theirs to choose.
  if (id === undefined || body === undefined || (named !== undefined && named.schema.readOnly !== true)) return;
  const json = bodyWithItem(resource, 'create', {
    ...body,
    [resource.idProperty]: typedId(context.spec, resource, id),
  });
  const path = await context.parents(resource);
  const exchange = await context.send(create, { path, json }, { kind: 'open', because: 'the body carries an id' });
  const record = recordFrom(resource, path, exchange, json);
  if (record === undefined) return;
  if (!context.keep(record)) return;
  const idSchema = propertiesOf(context.spec.schemas, resource.schema).get(resource.idProperty);
  const observation = {
    holds: !sameValue(context.spec.schemas, idSchema, record.id, id),
    title: 'uses the id that a client sends',
    promised: 'an id that the server makes',
    received: `the id ${id} of the request`,
    pointer: idSchema?.pointer ?? resource.schema.pointer,
  };
  context.confirm(idMadeByServer, observation, [exchange]);
}

async function sparesOthers(context: CaseContext, resource: Resource, create: Operation): Promise<void> {
  const other = await context.record(resource);
  const body = await otherBody(context, create, 'creation with the id of another');
  const id = other.value[resource.idProperty];
  if (body === undefined || id === undefined) return;
  const json = bodyWithItem(resource, 'create', { ...body, [resource.idProperty]: id });
  const path = await context.parents(resource);
  const exchange = await context.send(create, { path, json }, { kind: 'open', because: 'the body carries an id' });
  const record = recordFrom(resource, path, exchange, json);
  if (record !== undefined && record.id !== other.id) context.keep(record);
  const seen = await readRecord(context, other, 'another record was created');
  if (seen === undefined) return;
  const agreement = {
    spec: context.spec,
    resource,
    promised: other.value,
    received: seen.value,
    when: 'its id was sent with a create',
  };
  context.confirm(othersUntouched, agreement, [exchange, seen.exchange]);
}

// The document may speak of a conflict; whatever else a server thinks of the second one, it is not the first.
async function makesTwo(context: CaseContext, resource: Resource, create: Operation): Promise<void> {
  const body = await otherBody(context, create, 'creation twice');
  if (body === undefined || Object.hasOwn(body, resource.idProperty)) return;
  const path = await context.parents(resource);
  const json = bodyWithItem(resource, 'create', body);
  const records: CreatedRecord[] = [];
  for (const because of ['every property is valid', 'another record has the same values']) {
    const exchange = await context.send(create, { path, json }, { kind: 'open', because });
    const record = recordFrom(resource, path, exchange, json);
    if (record === undefined) return;
    context.keep(record);
    records.push(record);
  }
  const [one, two] = records as [CreatedRecord, CreatedRecord];
  const observation = {
    holds: one.id !== two.id,
    title: 'answers the first record to a second create with an equal body',
    promised: `a record of its own for each create, as both are answered with ${two.exchange.response.status}`,
    received: `${resource.name} ${two.id} twice`,
    pointer: create.pointer,
    symptom: 'equal bodies',
  };
  context.confirm(idsUnique, observation, [one.exchange, two.exchange]);
}

async function createFrom(
  context: CaseContext,
  resource: Resource,
  create: Operation,
  body: JsonObject,
): Promise<CreatedRecord | undefined> {
  const path = await context.parents(resource);
  const expectation = {
    kind: 'success',
    because: 'only required properties are given',
    pointer: create.pointer,
  } as const;
  const exchange = await context.send(create, { path, json: bodyWithItem(resource, 'create', body) }, expectation);
  const record = recordFrom(resource, path, exchange, bodyWithItem(resource, 'create', body));
  return record !== undefined && context.keep(record) && isJsonObject(record.value) ? record : undefined;
}
