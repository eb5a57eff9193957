import type { JsonObject } from '../../../json-schema/json-schema';
import { listFollowsWrites } from '../../checks/laws';
import { readsAgree } from '../../checks/reads-agree';
import type { Exchange } from '../../exchange/exchange';
import type { CaseContext } from '../context/case';
import { findInList, type Listing } from '../find-in-list';
import { itemInAnswer } from '../requests/item-in-body';
import { type CreatedRecord, isObject } from './record';

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
  return isObject(value) ? { value, exchange } : undefined;
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

// Pages shift when somebody else writes meanwhile, so what looks wrong is looked at again.
async function lookTwice(
  context: CaseContext,
  record: CreatedRecord,
  value: JsonObject,
  isRight: (listing: Listing) => boolean,
): Promise<Listing | undefined> {
  const first = await findInList(context, record, value);
  return first === undefined || isRight(first) ? first : findInList(context, record, value);
}
