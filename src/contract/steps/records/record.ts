import type { JsonObject, JsonValue } from '../../../json-schema/json-schema';
import type { Resource } from '../../../openapi/model';
import type { Exchange } from '../../exchange/exchange';
import { memberOf } from '../../exchange/value-at-path';
import { itemInAnswer, itemInBody } from '../requests/item-in-body';

/** A record on the target. */
export interface CreatedRecord {
  readonly resource: Resource;
  /** The id as the target gave it, as text. */
  readonly id: string;
  /** Every path parameter of the record's item path, the id included. */
  readonly path: Readonly<Record<string, string>>;
  /** What the target answered. */
  readonly value: JsonObject;
  /** The body that it was made from; undefined for a record that was there before. */
  readonly sent?: JsonObject;
  /** The exchange that made or showed it. */
  readonly exchange: Exchange;
}

/** What kind of record a case needs. */
export interface RecordWish {
  /** True when a record that was there before will do, as it is only read. */
  readonly mayBorrow?: boolean;
  /** True when other cases may work on the same record at the same time, as nothing is expected to change it. */
  readonly shared?: boolean;
  /** Properties that the body is to have. */
  readonly body?: JsonObject;
  /** The path parameters before the id, for a record beside another one; made when left out. */
  readonly parents?: Readonly<Record<string, string>>;
}

/**
 * Finds out which record an exchange created: by the id in the body, else by the last segment of `Location`.
 *
 * @param parents - the path parameters of the collection path
 * @param sent - the body that was sent, wrapped as it was
 * @returns undefined when it created none that can be found again
 */
export function recordFrom(
  resource: Resource,
  parents: Readonly<Record<string, string>>,
  exchange: Exchange,
  sent: JsonObject | undefined,
): CreatedRecord | undefined {
  const { status, headers } = exchange.response;
  if (status < 200 || status > 299) return undefined;
  const value = itemInAnswer(resource, 'create', exchange.json.kind === 'json' ? exchange.json.value : undefined);
  const sentItem = itemInBody(resource, 'create', sent);
  const id = idText(memberOf(value, resource.idProperty)) ?? lastSegment(headers.location);
  if (id === undefined) return undefined;
  return {
    resource,
    id,
    path: resource.idParameter === undefined ? parents : { ...parents, [resource.idParameter]: id },
    value: isObject(value) ? value : {},
    exchange,
    ...(isObject(sentItem) ? { sent: sentItem } : {}),
  };
}

/** An id as it stands in a path; undefined for a value that cannot be one. */
export function idText(value: JsonValue | undefined): string | undefined {
  return (typeof value === 'string' && value !== '') || typeof value === 'number' ? String(value) : undefined;
}

/** Whether a JSON value is an object. */
export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function lastSegment(location: string | undefined): string | undefined {
  const segment = location?.split(/[?#]/)[0]?.split('/').at(-1);
  try {
    return segment === undefined || segment === '' ? undefined : decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}
