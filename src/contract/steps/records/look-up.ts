import { setTimeout as sleep } from 'node:timers/promises';
import type { JsonObject, JsonValue } from '../../../json-schema/model/json-schema';
import { isJsonObject } from '../../../json-schema/model/json-value';
import type { Filter, Resource } from '../../../openapi/model/model';
import { propertiesOf } from '../../../openapi/model/schema-facts';
import { encodeParameter } from '../../../openapi/parameters/encode-parameter';
import { keepsId, listFollowsWrites, removedIsGone } from '../../checks/laws';
import { readsAgree } from '../../checks/reads-agree';
import type { QueryPair } from '../../exchange/build-request';
import { describeResponse } from '../../exchange/describe-value';
import type { Exchange } from '../../exchange/exchange';
import { memberOf, valueAtPath } from '../../exchange/read-json';
import { sameValue } from '../../exchange/same-value';
import type { CaseContext, CreatedRecord } from '../context/case';
import { walkList } from '../lists/walk-list';
import { idText, itemInAnswer } from '../requests/item-in-body';
import { notFoundStatuses } from '../requests/rejection';
import { saysRemoved } from './removal-evidence';

/** Reads a record; undefined when it cannot be read as one, which has then been reported. */
export async function readRecord(
  context: CaseContext,
  record: CreatedRecord,
  because: string,
): Promise<{ readonly value: JsonObject; readonly exchange: Exchange } | undefined> {
  const { read } = record.resource.roles;
  if (read === undefined) return undefined;
  const exchange = await context.send(read, { path: record.path }, { kind: 'success', because, pointer: read.pointer });
  if (exchange.response.status >= 300 || exchange.json.kind !== 'json') return undefined;
  const value = itemInAnswer(record.resource, 'read', exchange.json.value);
  return isJsonObject(value) ? { value, exchange } : undefined;
}

/**
 * Checks that the list shows a record exactly once, as the last write answered it.
 *
 * @param written - what the last write answered
 * @param evidence - the exchanges that led there
 */
export async function confirmListed(
  context: CaseContext,
  record: CreatedRecord,
  written: JsonObject,
  when: string,
  evidence: readonly Exchange[],
): Promise<void> {
  const listing = await lookTwice(context, record, written, ({ items, certain }) => items.length === 1 || !certain);
  if (listing === undefined || (listing.items.length === 0 && !listing.certain)) return;
  const { resource } = record;
  const count = listing.items.length;
  const fulfilled = context.confirm(
    listFollowsWrites,
    {
      holds: count === 1,
      title: count === 0 ? `does not list a record ${when}` : `lists one record ${count} times ${when}`,
      promised: `${resource.name} ${record.id} once in the list`,
      received: `${count} items with this id`,
      pointer: resource.roles.list?.pointer ?? '#/paths',
      symptom: `${count === 0 ? 'missing' : 'more than once'} ${when}`,
    },
    [...evidence, ...listing.exchanges],
  );
  // A list may show less of an item than a read does.
  if (!fulfilled || resource.list?.itemSchema !== undefined) return;
  const agreement = {
    spec: context.spec,
    resource,
    promised: written,
    received: listing.items[0],
    when: `listed ${when}`,
  };
  context.confirm(readsAgree, agreement, [...evidence, ...listing.exchanges]);
}

/** Checks that the list does not show a record. */
export async function confirmUnlisted(
  context: CaseContext,
  record: CreatedRecord,
  lastSeen: JsonObject,
  when: string,
  evidence: readonly Exchange[],
): Promise<void> {
  const listing = await lookTwice(context, record, lastSeen, ({ items }) => items.length === 0);
  if (listing === undefined) return;
  context.confirm(
    listFollowsWrites,
    {
      holds: listing.items.length === 0,
      title: `still lists a record ${when}`,
      promised: `no ${record.resource.name} ${record.id} in this list`,
      received: `${listing.items.length} items with this id`,
      pointer: record.resource.roles.list?.pointer ?? '#/paths',
      symptom: `listed ${when}`,
    },
    [...evidence, ...listing.exchanges],
  );
}

/** Milliseconds between two looks at a list that may lag. */
const pause = 100;

// Pages shift when others write meanwhile, so what looks wrong is looked at again.
async function lookTwice(
  context: CaseContext,
  record: CreatedRecord,
  value: JsonObject,
  isRight: (listing: Listing) => boolean,
): Promise<Listing | undefined> {
  const until = performance.now() + context.eventually;
  let listing = await findInList(context, record, value);
  for (let again = true; again && listing !== undefined && !isRight(listing); again = performance.now() < until) {
    if (context.eventually > 0) await sleep(pause);
    listing = await findInList(context, record, value);
  }
  return listing;
}

/** Result of looking for one record in a list. */
export interface Listing {
  /** Every item with the record's id; one when all is well. */
  readonly items: readonly JsonObject[];
  readonly exchanges: readonly Exchange[];
  /** False when the list is too long to be sure that the record is not in it. */
  readonly certain: boolean;
}

/**
 * Looks a record up in the list, through the filter that selects least where there is one.
 *
 * @param value - the record's properties as they are now, which decide what to filter by
 * @returns undefined when the resource has no list, or it cannot be read
 */
async function findInList(
  context: CaseContext,
  { resource, id, path }: CreatedRecord,
  value: JsonObject,
): Promise<Listing | undefined> {
  const { list } = resource.roles;
  if (list === undefined) return undefined;
  const query = (resource.list?.filters ?? []).flatMap((filter) => filterPairs(filter, value)).slice(0, 1);
  const walk = await walkList(context, resource, list, { path, query });
  if (walk === undefined) return undefined;
  const items = walk.items.filter((item) => isJsonObject(item) && hasId(context, resource, item, id)) as JsonObject[];
  return { items, exchanges: walk.exchanges.slice(-1), certain: walk.complete };
}

/** The query that selects what has the same value as a record; empty when the record has none there. */
export function filterPairs({ parameter, property }: Filter, record: JsonValue): readonly QueryPair[] {
  const value = valueAtPath(record, property.split('.'));
  return value === undefined || value === null ? [] : encodeParameter(parameter, value);
}

/** Tests if an item of a list is the one with an id. */
function hasId(context: CaseContext, resource: Resource, item: JsonValue, id: string): boolean {
  const schema = propertiesOf(context.spec.schemas, resource.schema).get(resource.idProperty);
  return sameValue(context.spec.schemas, schema, idText(memberOf(item, resource.idProperty)), id);
}

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

/**
 * Confirms that a removed record cannot be read any more, and then forgets it.
 *
 * @param removed - the exchange that removed it
 * @returns true also where the document has no way to read a record
 */
export async function confirmGone(
  context: CaseContext,
  record: CreatedRecord,
  removed: Exchange,
  title = 'a removed record can still be read',
): Promise<boolean> {
  const { read, remove } = record.resource.roles;
  if (read !== undefined) {
    const seen = await context.send(read, { path: record.path }, { kind: 'open', because: 'it was just removed' });
    const { status } = seen.response;
    const observation = {
      holds: notFoundStatuses(read).includes(status) || status >= 500 || saysRemoved(seen, record.resource),
      title,
      promised: `status 404, as ${remove?.id} answered ${removed.response.status}`,
      received: describeResponse(seen),
      pointer: remove?.pointer ?? read.pointer,
      symptom: `status ${status}`,
    };
    if (!context.confirm(removedIsGone, observation, [removed, seen])) return false;
  }
  context.forget(record);
  return true;
}
