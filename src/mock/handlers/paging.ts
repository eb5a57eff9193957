import { base64Of, bytesOf, bytesOfBase64, latin1Of } from '../../json-schema/model/bytes';
import type { JsonValue } from '../../json-schema/model/json-schema';
import type { Paging, Parameter } from '../../openapi/model/model';
import type { ParameterValue } from '../../openapi/parameters/parameter-codec';
import type { StoredRecord } from '../../store/interface/store';
import type { MockRequest } from '../messages/message';
import type { ResourceContext } from './handler';

/** The stretch of a list that is asked for. */
export interface PageRequest {
  readonly offset: number;
  readonly limit: number;
}

type QueryValues = ReadonlyMap<string, ParameterValue>;

/** The items of a page where neither the client nor the document gives a number. */
const USUAL_LIMIT = 25;

/**
 * Reads which stretch of a list the query asks for.
 *
 * @param query - the query parameters by name, defaults included
 * @returns the parameter at fault when a cursor is none that a list gave
 */
export function readPageRequest(paging: Paging, query: QueryValues): PageRequest | Parameter {
  switch (paging.kind) {
    case 'none':
      return { offset: 0, limit: Number.MAX_SAFE_INTEGER };
    case 'offset':
      return { offset: Math.max(0, numberOf(paging.offset, query) ?? 0), limit: limitOf(paging.limit, query) };
    case 'page': {
      const limit = limitOf(paging.size, query);
      const page = numberOf(paging.page, query) ?? paging.firstPage;
      return { offset: Math.max(0, page - paging.firstPage) * limit, limit };
    }
    case 'cursor': {
      const cursor = query.get(paging.cursor.name);
      const isFirst = cursor === undefined || cursor === null || isDocumented(paging.cursor, cursor);
      const offset = isFirst ? 0 : decodeCursor(cursor);
      return offset === undefined ? paging.cursor : { offset, limit: limitOf(paging.size, query) };
    }
  }
}

/** The cursor that the document shows leads to the first page: clients try it out. */
function isDocumented({ examples, schema: { schema } }: Parameter, cursor: ParameterValue): boolean {
  const shown = [...examples.map(({ value }) => value), schema.example, ...(schema.examples ?? []), schema.default];
  return shown.includes(cursor as JsonValue);
}

/** The value of a paging parameter as it was applied; undefined for those that page by a cursor. */
export function appliedValue(paging: Paging, parameter: Parameter, { offset, limit }: PageRequest): number | undefined {
  switch (paging.kind) {
    case 'none':
      return undefined;
    case 'offset':
      return parameter === paging.limit ? limit : parameter === paging.offset ? offset : undefined;
    case 'page':
      if (parameter === paging.size) return limit;
      return parameter === paging.page && limit > 0 ? paging.firstPage + Math.floor(offset / limit) : undefined;
    case 'cursor':
      return parameter === paging.size ? limit : undefined;
  }
}

function limitOf(parameter: Parameter | undefined, query: QueryValues): number {
  const asked = numberOf(parameter, query);
  // A default of 0 or -1 stands for the server's own.
  if (asked !== undefined && (asked > 0 || (asked === 0 && parameter?.default !== 0))) return asked;
  const { minimum = 0, maximum = USUAL_LIMIT } = parameter?.schema.schema ?? {};
  return Math.max(minimum, Math.min(maximum, USUAL_LIMIT));
}

function numberOf(parameter: Parameter | undefined, query: QueryValues): number | undefined {
  const value = parameter === undefined ? undefined : query.get(parameter.name);
  return typeof value === 'number' || typeof value === 'bigint' ? Math.floor(Number(value)) : undefined;
}

/** The mark by which a decoded cursor is recognised as ours. */
const PREFIX = 'from:';

/**
 * Writes where a list goes on as an opaque text that is safe in a URL.
 *
 * @param offset - the number of items before the next page
 */
export function encodeCursor(offset: number): string {
  return base64Of(bytesOf(`${PREFIX}${offset}`)).replace(/=+$/, '');
}

/** The offset in a cursor; undefined when it is none that {@link encodeCursor} made. */
export function decodeCursor(cursor: ParameterValue): number | undefined {
  if (typeof cursor !== 'string') return undefined;
  const text = latin1Of(bytesOfBase64(cursor));
  const offset = Number(text.slice(PREFIX.length));
  return Number.isSafeInteger(offset) && encodeCursor(offset) === cursor ? offset : undefined;
}

/**
 * The address of the page before or after the one that is answered, as a client would ask for it.
 *
 * @returns undefined when there is no such page, or no parameter leads to it
 */
export function pageUrl(
  paging: Paging,
  { path, query, headers: { host } }: Pick<MockRequest, 'path' | 'query' | 'headers'>,
  page: AnsweredPage,
  relation: 'prev' | 'next',
): string | undefined {
  const found = targets(page).find(([name]) => name === relation);
  const wanted = found && positionOf(paging, found[1], page.limit);
  if (wanted === undefined) return undefined;
  return `${host === undefined ? '' : `http://${host}`}${path}?${withParameter(query, wanted)}`;
}

/** The stretch of a list that an answer carries. */
export interface AnsweredPage extends PageRequest {
  readonly total: number;
}

/** Writes the `Link` header of a page; undefined when there is no other page. */
export type PageLinks = (path: string, query: string, page: AnsweredPage) => string | undefined;

/**
 * Creates the writer of `Link` headers (RFC 8288) that lead to the first, previous, next and last page of a list. The other
 * query parameters are kept.
 *
 * @param paging - how the list is paged
 * @example createPageLinks(paging)('/notes', 'page=2', page) // '</notes?page=1>; rel="first", </notes?page=1>; rel="prev", …'
 */
export function createPageLinks(paging: Paging): PageLinks {
  return (path, query, page) => {
    const links = targets(page).flatMap(([relation, offset]) => {
      const wanted = positionOf(paging, offset, page.limit);
      return wanted === undefined ? [] : [`<${path}?${withParameter(query, wanted)}>; rel="${relation}"`];
    });
    return links.length === 0 ? undefined : links.join(', ');
  };
}

function targets({ offset, limit, total }: AnsweredPage): (readonly [relation: string, offset: number])[] {
  if (limit <= 0 || limit >= total) return [];
  const last = Math.floor((total - 1) / limit) * limit;
  return [
    ['first', 0],
    ...(offset > 0 ? ([['prev', Math.max(0, Math.min(offset - limit, last))]] as const) : []),
    ...(offset + limit < total ? ([['next', offset + limit]] as const) : []),
    ['last', last],
  ];
}

/** The parameter that leads to an offset; undefined when there is none. */
function positionOf(paging: Paging, offset: number, limit: number): readonly [name: string, value: string] | undefined {
  switch (paging.kind) {
    case 'none':
      return undefined;
    case 'offset':
      return paging.offset === undefined ? undefined : [paging.offset.name, String(offset)];
    case 'page':
      return [paging.page.name, String(paging.firstPage + Math.floor(offset / limit))];
    case 'cursor':
      return [paging.cursor.name, encodeCursor(offset)];
  }
}

function withParameter(query: string, [name, value]: readonly [string, string]): string {
  const parameters = new URLSearchParams(query);
  parameters.set(name, value);
  return parameters.toString();
}

/**
 * Finds the page after an item, where the cursor is the id of the last item that the client has seen: lists whose answer
 * gives no cursor are asked that way (`starting_after=cus_7`).
 *
 * @param query - the query parameters by name
 * @param items - everything that the query selects, in its order
 * @returns undefined when the list is not paged so, or has no such item
 */
export function pageAfterItem(
  { codec }: Pick<ResourceContext, 'codec'>,
  paging: Paging,
  query: ReadonlyMap<string, ParameterValue>,
  items: readonly StoredRecord[],
): PageRequest | undefined {
  if (paging.kind !== 'cursor' || paging.nextProperty !== undefined) return undefined;
  const id = codec.idOf(query.get(paging.cursor.name)!);
  const index = items.findIndex((item) => item.id === id);
  if (index === -1) return undefined;
  const rest = new Map([...query].filter(([name]) => name !== paging.cursor.name));
  const first = readPageRequest(paging, rest);
  return 'name' in first ? undefined : { ...first, offset: index + 1 };
}
