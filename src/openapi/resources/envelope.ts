import type { LocatedSchema, Schemas } from '../../json-schema/model/schemas';
import type { ListShape, Operation, Paging, Parameter } from '../model/model';
import { firstNamed, type NameTable, normalizeName } from '../model/names';
import { isObjectSchema, propertiesOf, requiredOf, sharesType, typesOf } from '../model/schema-facts';
import type { ResourceOverride } from './extensions';
import { pagingNames } from './paging';

const TOTAL_NAMES: NameTable = [
  ...['total', 'totalcount', 'totalitems', 'totalresults', 'totalelements', 'totalrecords', 'totalhits', 'totalrows'],
  ...['totalsize', 'totalnumber', 'resultcount', 'itemcount', 'recordcount', 'numfound', 'count', 'matches'],
];
const QUERY_NAMES: NameTable = [
  'query',
  'appliedquery',
  'parameters',
  'params',
  'filter',
  'filters',
  'criteria',
  'request',
];
const PAGE_COUNT_NAMES: NameTable = ['totalpages', 'pagecount', 'pages', 'numpages', 'lastpage', 'pagestotal'];
const MORE_NAMES: NameTable = ['hasmore', 'hasnext', 'hasnextpage', 'more', 'moreavailable'];
const CURSOR_NAMES: NameTable = [
  ...[
    'nextcursor',
    'nextpagetoken',
    'nexttoken',
    'next',
    'cursornext',
    'continuationtoken',
    'continuation',
    'endcursor',
  ],
  ...['cursor', 'nextpage', 'pagetoken', 'bookmark', 'marker', 'after'],
];

/** The known properties around the items of a list. */
type Envelope = Pick<
  ListShape,
  'totalProperty' | 'queryProperty' | 'echoes' | 'pageCountProperty' | 'moreProperty' | 'paging'
>;

/**
 * Recognises the properties of a list's envelope by their names and types: the number of matching items, the applied
 * query, the next cursor, the number of pages, whether there is more, and repeated paging parameters.
 *
 * @param envelope - the schema of the list's answer, an object
 * @param paging - how the list is paged
 * @returns also the paging, completed by the property with the next cursor
 */
export function inferEnvelope(
  schemas: Schemas,
  operation: Operation,
  envelope: LocatedSchema,
  paging: Paging,
  override: ResourceOverride,
): Envelope {
  const properties = [...propertiesOf(schemas, envelope)].map(([name, schema]) => ({ name, schema }));
  const find = (table: NameTable, ...types: string[]): string | undefined => {
    const fitting = properties.filter(({ schema }) =>
      [...typesOf(schemas, schema)].some((type) => types.includes(type)),
    );
    return firstNamed(table, fitting, ({ name }) => name)?.name;
  };
  const told = override.total === undefined ? undefined : properties.find(({ name }) => name === override.total)?.name;
  const totalProperty = told ?? find(TOTAL_NAMES, 'integer', 'number') ?? findTotal(schemas, properties, paging);
  const queryProperty = override.query ?? findQuery(schemas, operation, properties);
  const nextProperty = paging.kind === 'cursor' ? find(CURSOR_NAMES, 'string') : undefined;
  const pageCountProperty = paging.kind === 'none' ? undefined : find(PAGE_COUNT_NAMES, 'integer', 'number');
  const open = (table: NameTable): string | undefined => {
    const name = find(table, 'integer', 'number');
    return name === totalProperty || name === pageCountProperty ? undefined : name;
  };
  const echoes = pagingNames(paging).flatMap(({ parameter, table }) => {
    const property = open([normalizeName(parameter.name), ...table]);
    return property === undefined ? [] : [{ property, parameter }];
  });
  return {
    totalProperty,
    queryProperty,
    pageCountProperty,
    moreProperty: find(MORE_NAMES, 'boolean'),
    echoes: echoes.length > 0 ? echoes : undefined,
    paging: nextProperty === undefined || paging.kind !== 'cursor' ? paging : { ...paging, nextProperty },
  };
}

/** A total named after the items (`articlesCount`, `total_books`), which no table can know. */
function findTotal(
  schemas: Schemas,
  properties: readonly { readonly name: string; readonly schema: LocatedSchema }[],
  paging: Paging,
): string | undefined {
  const paged = pagingNames(paging).flatMap(({ parameter, table }) => [normalizeName(parameter.name), ...table]);
  const [total, ...others] = properties.filter(({ name, schema }) => {
    const normal = normalizeName(name);
    const isTotal = /^total.+s$|.count$/.test(normal) && !/page/.test(normal) && !paged.includes(normal);
    return isTotal && typesOf(schemas, schema).has('integer');
  });
  return others.length === 0 ? total?.name : undefined;
}

// An object that requires more than the query's parameters is no repetition of them (`meta: { page, total }`).
function findQuery(
  schemas: Schemas,
  operation: Operation,
  properties: readonly { readonly name: string; readonly schema: LocatedSchema }[],
): string | undefined {
  const asked = new Map(
    operation.parameters.flatMap((parameter: Parameter) =>
      parameter.in === 'query' ? [[parameter.name, parameter.schema] as const] : [],
    ),
  );
  const repeating = properties.filter(({ name, schema }) => {
    if (!isObjectSchema(schemas, schema)) return false;
    const own = [...propertiesOf(schemas, schema)];
    const required = [...requiredOf(schemas, schema)];
    if (!required.every((each) => asked.has(each))) return false;
    if (own.length === 0) return QUERY_NAMES.includes(normalizeName(name));
    const repeated = own.filter(([each]) => asked.has(each));
    // `sort: { sorted: true }` tells about the order, it does not repeat `?sort=name`.
    const alike = repeated.filter(
      ([each, inner]) => typesOf(schemas, inner).size === 0 || sharesType(schemas, inner, asked.get(each)!),
    );
    return repeated.length > 0 && alike.length === repeated.length;
  });
  return (firstNamed(QUERY_NAMES, repeating, ({ name }) => name) ?? repeating[0])?.name;
}

/**
 * Recognises a list's envelope like {@link inferEnvelope}, and where it lacks the total or the next cursor, those that stand
 * one level deeper: `meta: { total }`, `pagination: { next_cursor }`.
 *
 * @param envelope - the schema of the list's answer, an object
 * @param paging - how the list is paged
 */
export function inferNestedEnvelope(
  schemas: Schemas,
  operation: Operation,
  envelope: LocatedSchema,
  paging: Paging,
  override: ResourceOverride,
): Envelope & Pick<ListShape, 'totalWithin'> {
  const outer = inferEnvelope(schemas, operation, envelope, paging, override);
  const inner = [...propertiesOf(schemas, envelope)].flatMap(([within, schema]) =>
    isObjectSchema(schemas, schema) ? [{ within, ...inferEnvelope(schemas, operation, schema, paging, override) }] : [],
  );
  const total = outer.totalProperty === undefined ? inner.find((one) => one.totalProperty !== undefined) : undefined;
  const next = nextOf(outer.paging) === undefined ? inner.find((one) => nextOf(one.paging) !== undefined) : undefined;
  return {
    ...outer,
    totalProperty: outer.totalProperty ?? total?.totalProperty,
    totalWithin: total?.within,
    paging: next?.paging.kind === 'cursor' ? { ...next.paging, nextWithin: next.within } : outer.paging,
  };
}

function nextOf(paging: Paging): string | undefined {
  return paging.kind === 'cursor' ? paging.nextProperty : undefined;
}
