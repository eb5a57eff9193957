import type { PageList, PageResource } from '../../server/pages/page-model';
import type { Answer } from '../client/mock-client';

export type JsonRecord = Readonly<Record<string, unknown>>;

/** The part of a list that is asked for. */
export interface ListQuestion {
  /** By the names of the parents' path parameters. */
  readonly parents: Readonly<Record<string, string>>;
  /** By parameter; empty texts are no filter. */
  readonly filters: Readonly<Record<string, string>>;
  readonly size: number;
  /** From 0. */
  readonly page: number;
  /** The cursors of the pages seen so far, in order; the first page has none. */
  readonly cursors: readonly string[];
}

/** One page of a list. */
export interface RecordPage {
  readonly records: readonly JsonRecord[];
  /** Undefined when the list does not tell. */
  readonly total?: number;
  /** The cursor of the next page; undefined at the end, and where there are no cursors. */
  readonly next?: string;
}

/** Drops the filters that the list does not have any more, and limits the size of a page to the largest it allows. */
export function fitQuestion({ filters, paging }: PageList, question: ListQuestion): ListQuestion {
  const known = filters.map(({ name }) => [name, question.filters[name] ?? ''] as const);
  return {
    ...question,
    filters: Object.fromEntries(known),
    size: Math.min(question.size, paging.largest ?? question.size),
  };
}

/** The path and query that ask for a page. */
export function listUrl(list: PageList, basePath: string, question: ListQuestion): string {
  const { filters, size, page, cursors } = question;
  const { paging } = list;
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(filters)) if (value !== '') query.append(name, value);
  if (paging.size !== undefined) query.set(paging.size, String(size));
  if (paging.position !== undefined && page > 0) {
    if (paging.kind === 'offset') query.set(paging.position, String(page * size));
    if (paging.kind === 'page') query.set(paging.position, String(page + (paging.firstPage ?? 1)));
    if (paging.kind === 'cursor') query.set(paging.position, cursors[page - 1] ?? '');
  }
  const text = query.toString();
  return `${basePath}${fillPath(list.path, question.parents)}${text === '' ? '' : `?${text}`}`;
}

function fillPath(template: string, values: Readonly<Record<string, string>>): string {
  return template.replace(/\{([^}]+)\}/g, (whole, name: string) =>
    values[name] === undefined ? whole : encodeURIComponent(values[name]),
  );
}

/** The path of one record. */
export function itemPath(
  resource: PageResource,
  template: string,
  parents: ListQuestion['parents'],
  id: unknown,
): string {
  const values: Record<string, string> = { ...parents, [resource.idParameter ?? resource.idProperty]: String(id) };
  for (const { parameter, itemParameter } of resource.parents) {
    if (itemParameter !== undefined) values[itemParameter] = parents[parameter] ?? '';
  }
  return fillPath(template, values);
}

/** Reads a page out of an answer of whatever shape the document gives it. */
export function readPage(list: PageList, { body, headers }: Answer): RecordPage {
  const items = at(body, list.items);
  const total = list.total === undefined ? headerNumber(headers, list.totalHeader) : at(body, list.total);
  const next = list.paging.next === undefined ? undefined : at(body, list.paging.next);
  return {
    records: Array.isArray(items) ? items.filter((item) => item !== null && typeof item === 'object') : [],
    total: typeof total === 'number' ? total : undefined,
    next: (typeof next === 'string' || typeof next === 'number') && next !== '' ? String(next) : undefined,
  };
}

/** Tells that there is, or may be, a page after this one. */
export function hasNext(list: PageList, { size, page }: ListQuestion, { records, total, next }: RecordPage): boolean {
  if (list.paging.position === undefined) return false;
  if (list.paging.kind === 'cursor') return next !== undefined;
  return total === undefined ? records.length >= size : (page + 1) * size < total;
}

function at(value: unknown, names: readonly string[]): unknown {
  let found = value;
  for (const name of names) {
    if (found === null || typeof found !== 'object') return undefined;
    found = (found as JsonRecord)[name];
  }
  return found;
}

function headerNumber(headers: Headers, name: string | undefined): number | undefined {
  const text = name === undefined ? null : headers.get(name);
  return text === null || text.trim() === '' || Number.isNaN(Number(text)) ? undefined : Number(text);
}
