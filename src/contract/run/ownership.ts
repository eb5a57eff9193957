import { isJsonObject } from '../../json-schema/model/json-value';
import type { Resource, Spec } from '../../openapi/model/model';
import { responseFor } from '../../openapi/operations/responses';
import { roleOf } from '../../openapi/resources/role-of';
import type { Exchange } from '../exchange/exchange';
import { memberOf } from '../exchange/read-json';
import type { CreatedRecord } from '../steps/context/case';
import { listItems } from '../steps/lists/list-items';
import { idText, itemInAnswer } from '../steps/requests/item-in-body';

/** Knowledge of which records are the run's own. */
export interface Ownership {
  /** Takes note of the ids that an exchange shows. */
  note(exchange: Exchange, started: number): void;
  /** Gives the reason that a record is not the run's own, so that it is neither changed nor removed; undefined when it is. */
  whyForeign(record: CreatedRecord): string | undefined;
  /** Tests if a record has been one of the run's own at any time. */
  isOwn(resource: Resource, path: Readonly<Record<string, string>>): boolean;
}

/** Creates the knowledge of a run that has seen nothing yet. */
export function createOwnership(spec: Spec): Ownership {
  /** The times at which ids were first shown, by resource and path. */
  const shown = new Map<string, number>();
  const starts = new WeakMap<Exchange, number>();
  const own = new Set<string>();
  return {
    note(exchange, started) {
      starts.set(exchange, started);
      const { operation, response } = exchange;
      const place = operation === undefined ? undefined : roleOf(spec, operation);
      if (place === undefined || operation === undefined || response.status > 299) return;
      const { resource, role } = place;
      if (role !== 'list' && role !== 'read') return;
      const around = resource.item === undefined ? {} : pathValues(resource, exchange.request.path);
      for (const item of role === 'list' ? (listItems(resource, exchange) ?? []) : [itemOf(exchange, resource)]) {
        const id = idText(memberOf(item, resource.idProperty));
        if (id === undefined) continue;
        const key = keyOf(resource, withId(resource, around, id));
        if (!shown.has(key)) shown.set(key, performance.now());
      }
    },
    whyForeign(record) {
      const { resource } = record;
      // Where no path leads to a record, nothing but its id tells it from others.
      const key = keyOf(resource, resource.item === undefined ? withId(resource, record.path, record.id) : record.path);
      if (own.has(key)) return undefined;
      const { exchange } = record;
      const { status } = exchange.response;
      const { operation } = exchange;
      if (operation?.method === 'post' && !isDocumented(exchange))
        return `${operation.id} answered ${status}, which the document does not have as its success`;
      if ((shown.get(key) ?? Number.POSITIVE_INFINITY) < (starts.get(exchange) ?? 0))
        return `${operation?.id} answered a record that was there before: ${record.resource.name} ${record.id}`;
      if (isAnother(record))
        return `${operation?.id} answered a record with nothing of what was sent: ${record.resource.name} ${record.id}`;
      own.add(key);
      return undefined;
    },
    isOwn: (resource, path) => own.has(keyOf(resource, path)),
  };
}

function isDocumented({ operation, response: { status } }: Exchange): boolean {
  const documented = operation && responseFor(operation, status)?.status;
  const successes = operation?.responses.some((each) => each.status.startsWith('2')) ?? false;
  return !successes || (documented !== undefined && documented !== 'default') || status === 201;
}

// Only texts tell records apart; a target may trim them or change their case.
function isAnother({ sent = {}, value }: CreatedRecord): boolean {
  const texts = Object.entries(sent).filter(
    ([name, text]) => typeof text === 'string' && typeof value[name] === 'string',
  );
  if (texts.length < 2) return false;
  const plain = (text: unknown): string => String(text).trim().toLowerCase();
  return texts.every(([name, text]) => plain(text) !== plain(value[name]));
}

function itemOf({ json }: Exchange, resource: Resource) {
  const item = itemInAnswer(resource, 'read', json.kind === 'json' ? json.value : undefined);
  return isJsonObject(item) ? item : undefined;
}

function withId(resource: Resource, around: Readonly<Record<string, string>>, id: string): Record<string, string> {
  return { ...around, [resource.idParameter ?? resource.idProperty]: id };
}

/** The path parameters before the id, as a request has them. */
function pathValues({ item, idParameter }: Resource, path: string): Record<string, string> {
  const values: Record<string, string> = {};
  const given = path.split('?')[0]!.split('/').slice(1);
  for (const [index, segment] of (item?.template.segments ?? []).entries()) {
    if (segment.kind !== 'parameter' || segment.name === idParameter || given[index] === undefined) continue;
    try {
      values[segment.name] = decodeURIComponent(given[index]);
    } catch {
      values[segment.name] = given[index];
    }
  }
  return values;
}

function keyOf(resource: Resource, path: Readonly<Record<string, string>>): string {
  return JSON.stringify([resource.name, Object.entries(path).sort(([a], [b]) => (a < b ? -1 : 1))]);
}
