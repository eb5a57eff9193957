import { setTimeout as sleep } from 'node:timers/promises';
import { isJsonObject } from '../../../json-schema/model/json-value';
import type { Resource, Role } from '../../../openapi/model/model';
import { createRouter } from '../../../openapi/operations/router';
import { type OperationRole, roleOf } from '../../../openapi/resources/role-of';
import type { Exchange } from '../../exchange/exchange';
import { memberOf } from '../../exchange/read-json';
import { isSuccess } from '../../exchange/statuses';
import type { CaseContext } from '../context/case';
import { idText, shownItem } from '../requests/item-in-body';

/** Outcome of a write that the target has accepted to carry out later: 202 (RFC 9110, section 15.3.3). */
export interface Accepted {
  readonly isDone: boolean;
  /** The path parameters of the record that it is about, where the target tells them. */
  readonly path?: Readonly<Record<string, string>> | undefined;
  /** The read that showed the record. */
  readonly shown?: Exchange | undefined;
}

/** Milliseconds that an accepted write is waited for; longer where lists are given more time to catch up. */
const PATIENCE = 5_000;
/** So many writes of one operation may not come to an end before none is waited for any more. */
const MOST_STALLED = 2;

const outcomes = new WeakMap<Exchange, Accepted>();

/** The outcome of an accepted write; undefined for every other exchange. */
export function acceptedBy(exchange: Exchange): Accepted | undefined {
  return outcomes.get(exchange);
}

/** Tests for a write that may still be under way, so that nothing follows from it yet. */
export function isPending(exchange: Exchange): boolean {
  return outcomes.get(exchange)?.isDone === false;
}

/**
 * Waits for what a target has accepted: follows `Location` to the record itself or to what tells of the progress, for a bounded time.
 *
 * @param stalled - number of writes that did not come to an end, by operation; counted up here
 */
export async function awaitAccepted(
  context: CaseContext,
  exchange: Exchange,
  stalled: Map<string, number>,
): Promise<void> {
  const { operation, response } = exchange;
  const place = operation === undefined ? undefined : roleOf(context.spec, operation);
  if (response.status !== 202 || operation === undefined || place === undefined) return;
  outcomes.set(exchange, { isDone: false });
  const count = stalled.get(operation.id) ?? 0;
  let outcome: Accepted = { isDone: false };
  if (count < MOST_STALLED) {
    // What is wrong with these answers is not what the case is about.
    await context.rehearse(async (inner) => {
      outcome = await follow(inner, place, exchange);
    });
  }
  outcomes.set(exchange, outcome);
  const { isDone, path } = outcome;
  const id = path?.[place.resource.idParameter ?? ''];
  // What comes later is removed all the same, if it has come by then.
  if (!isDone && place.role === 'create' && path !== undefined && id !== undefined)
    context.keep({ resource: place.resource, id, path, value: {}, exchange });
  stalled.set(operation.id, outcome.isDone ? 0 : count + 1);
}

async function follow(context: CaseContext, place: OperationRole, accepted: Exchange): Promise<Accepted> {
  const { resource, role } = place;
  const until = performance.now() + Math.max(PATIENCE, context.eventually);
  let path = pathIn(context, accepted) ?? pathOfAnswered(place, accepted);
  let item: Accepted['path'];
  // That an item is there tells nothing of a change to it.
  if (path !== undefined && isChange(role) && itemAt(resource, path) !== undefined) return { isDone: false };
  for (let pause = 25; path !== undefined && performance.now() < until; pause = Math.min(pause * 2, 500)) {
    item = itemAt(resource, path) ?? item;
    const seen = await look(context, resource, path);
    const { status } = seen.response;
    const next: string | undefined = pathIn(context, seen) ?? linkIn(context, resource, seen);
    const isItem = itemAt(resource, path) !== undefined;
    if (role === 'remove' && isItem && [404, 410].includes(status)) return { isDone: true, path: item };
    if (isSuccess(status) && status !== 202 && role !== 'remove' && isItem)
      return { isDone: true, path: item, shown: seen };
    if (next !== undefined && next !== path) path = next;
    else if (isSuccess(status) && status !== 202 && !isItem && saysDone(seen)) return { isDone: true };
    else await sleep(pause);
  }
  return { isDone: false, path: item };
}

function isChange(role: Role): boolean {
  return role === 'replace' || role === 'update';
}

function look(context: CaseContext, resource: Resource, path: string): Promise<Exchange> {
  const because = 'what was accepted may be done';
  const { read } = resource.roles;
  const item = itemAt(resource, path);
  if (read !== undefined && item !== undefined) return context.send(read, { path: item }, { kind: 'open', because });
  return context.sendRaw({ method: 'GET', path }, { kind: 'open', because });
}

/** The path that an answer sends its reader to. */
function pathIn(context: CaseContext, { request, response: { headers } }: Exchange): string | undefined {
  return headers.location === undefined ? undefined : context.pathOf(headers.location, request);
}

/** The path of the record in the body of an answer: a resource that tells of the progress links to what came of it. */
function linkIn(context: CaseContext, resource: Resource, { json, request }: Exchange): string | undefined {
  if (json.kind !== 'json' || !isJsonObject(json.value)) return undefined;
  for (const value of Object.values(json.value)) {
    const path = typeof value === 'string' && value.includes('/') ? context.pathOf(value, request) : undefined;
    if (path !== undefined && itemAt(resource, path) !== undefined) return path;
  }
  return undefined;
}

// The id of a job is no id of a record: only an answer that is the record itself tells the record's.
function pathOfAnswered({ resource, role }: OperationRole, accepted: Exchange): string | undefined {
  if (role !== 'create') return role === 'remove' ? accepted.request.path.split('?')[0] : undefined;
  const id = idText(memberOf(shownItem(accepted, resource, 'create'), resource.idProperty));
  if (id === undefined) return undefined;
  const path = `${accepted.request.path.split('?')[0]}/${encodeURIComponent(id)}`;
  return itemAt(resource, path) === undefined ? undefined : path;
}

/** The path parameters of a resource's item that a path leads to; undefined when it leads elsewhere. */
function itemAt({ item }: Resource, path: string): Record<string, string> | undefined {
  const match = item === undefined ? undefined : createRouter({ paths: [item] }).match(path.split('?')[0] ?? '');
  return match?.kind === 'found' ? Object.fromEntries(match.parameters) : undefined;
}

function saysDone({ json }: Exchange): boolean {
  if (json.kind !== 'json' || !isJsonObject(json.value)) return true;
  const [, state] = Object.entries(json.value).find(([name]) => /^(status|state|phase)$/i.test(name)) ?? [];
  return !/^(new|open|pending|queued|accepted|waiting|scheduled|not[-_ ]?started|started|running|active|in[-_ ]?progress|processing|working)$/i.test(
    String(state ?? ''),
  );
}
