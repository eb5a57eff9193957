import type { Paging, Parameter } from '../../openapi/model';
import type { ParameterValue } from '../../openapi/parameter-codec';
import { decodeCursor } from './cursor';

/** The stretch of a list that is asked for. */
export interface PageRequest {
  readonly offset: number;
  readonly limit: number;
}

type QueryValues = ReadonlyMap<string, ParameterValue>;

/** How many items a page has where neither the client nor the document says it. */
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
      const offset = cursor === undefined || cursor === null ? 0 : decodeCursor(cursor);
      return offset === undefined ? paging.cursor : { offset, limit: limitOf(paging.size, query) };
    }
  }
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
  if (asked !== undefined) return Math.max(0, asked);
  const { minimum = 0, maximum = USUAL_LIMIT } = parameter?.schema.schema ?? {};
  return Math.max(minimum, Math.min(maximum, USUAL_LIMIT));
}

function numberOf(parameter: Parameter | undefined, query: QueryValues): number | undefined {
  const value = parameter === undefined ? undefined : query.get(parameter.name);
  return typeof value === 'number' || typeof value === 'bigint' ? Math.floor(Number(value)) : undefined;
}
