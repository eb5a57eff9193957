import type { LocatedSchema, Schemas } from '../../json-schema/model/schemas';
import type { ListShape, Operation, Parameter } from '../model/model';
import { type NameTable, normalizeName, singulars } from '../model/names';
import { isScalar, itemsOf, propertiesOf, schemaParts, typesOf } from '../model/schema-facts';
import { pagingNames } from './paging';

/** A comparison with the value of a parameter. */
export type Bound = 'gte' | 'gt' | 'lte' | 'lt';

/** Effect of a query parameter on a list, beside equality with one value. */
export type ListCondition =
  /** Items whose property is (or has) any of the values. */
  | { readonly kind: 'any'; readonly parameter: Parameter; readonly property: string }
  | { readonly kind: 'range'; readonly parameter: Parameter; readonly property: string; readonly bound: Bound }
  /** Items whose property is (and has) none of the values. */
  | { readonly kind: 'none'; readonly parameter: Parameter; readonly property: string }
  /** A parameter that is an object of comparisons: `created[gte]=1&created[lt]=9`. */
  | { readonly kind: 'bounds'; readonly parameter: Parameter; readonly property: string; readonly bounds: ObjectBounds }
  /** Items in whose texts, or in whose property, the value stands. */
  | { readonly kind: 'search'; readonly parameter: Parameter; readonly property?: string }
  /**
   * The order of the items; `direction` is a second parameter that says which way, `moment` the property that says when an
   * item was made.
   */
  | { readonly kind: 'sort'; readonly parameter: Parameter; readonly direction?: Parameter; readonly moment?: string };

/** The comparisons that the members of an object say, by their names. */
export type ObjectBounds = ReadonlyMap<string, Bound>;

const SEARCHES: NameTable = ['q', 'query', 'search', 'searchterm', 'searchtext', 'term', 'keyword', 'keywords'];
const SORTS: NameTable = ['sort', 'sortby', 'orderby', 'sortfield', 'sortkey', 'ordering', 'order'];
const DIRECTIONS: NameTable = ['order', 'direction', 'dir', 'sortorder', 'sortdirection', 'orderdirection', 'sortdir'];

const BOUNDS: Readonly<Record<string, Bound>> = {
  ...{ min: 'gte', from: 'gte', since: 'gte', gte: 'gte', ge: 'gte', start: 'gte' },
  ...{ max: 'lte', to: 'lte', until: 'lte', lte: 'lte', le: 'lte', end: 'lte' },
  ...{ after: 'gt', gt: 'gt', before: 'lt', lt: 'lt', minimum: 'gte', maximum: 'lte' },
};

/**
 * Finds the query parameters of a list that select several values, ranges and texts, and those that sort: by their names and
 * types, as `status` (an array), `min_amount`, `created_after`, `amount[gte]`, `q` and `sort`.
 *
 * @param item - the schema whose properties are meant
 * @param list - parameters that page or select by equality are none
 */
export function listConditions(
  schemas: Schemas,
  operation: Pick<Operation, 'parameters'>,
  item: LocatedSchema,
  { paging, filters }: Pick<ListShape, 'paging' | 'filters'>,
): ListCondition[] {
  const taken = new Set([...pagingNames(paging), ...filters].map(({ parameter }) => parameter));
  const queries = operation.parameters.filter((parameter) => parameter.in === 'query' && !taken.has(parameter));
  const properties = propertiesOf(schemas, item);
  const named = (table: NameTable, others?: Parameter) =>
    queries.find((parameter) => parameter !== others && table.includes(normalizeName(parameter.name)));
  const sort = named(SORTS.slice(0, -1)) ?? named(SORTS);
  const direction = sort && named(DIRECTIONS, sort);
  return queries.flatMap((parameter): ListCondition[] => {
    if (parameter === sort) return [{ kind: 'sort', parameter, direction, moment: momentIn(schemas, properties) }];
    if (parameter === direction) return [];
    const bounds = boundsOf(schemas, parameter, properties);
    if (bounds !== undefined) return [{ kind: 'bounds', parameter, ...bounds }];
    const any = anyOf(schemas, parameter, properties);
    if (any !== undefined) return [{ kind: 'any', parameter, property: any }];
    const range = rangeOf(schemas, parameter, properties);
    if (range !== undefined) return [{ kind: 'range', parameter, ...range }];
    const compared = comparedOf(schemas, parameter, properties);
    if (compared !== undefined) return [{ ...compared, parameter }];
    const isText = typesOf(schemas, parameter.schema).has('string');
    return isText && SEARCHES.includes(normalizeName(parameter.name)) ? [{ kind: 'search', parameter }] : [];
  });
}

function anyOf(
  schemas: Schemas,
  { name, schema }: Pick<Parameter, 'name' | 'schema'>,
  properties: ReadonlyMap<string, LocatedSchema>,
): string | undefined {
  const isList = typesOf(schemas, schema).has('array');
  const plain = normalizeName(name.replace(/(?:\[\]|[._[-]+in\]?)$/i, ''));
  const spellings = isList ? singulars(plain) : [plain];
  return [...properties].find(([property, own]) => {
    const isListed = typesOf(schemas, own).has('array');
    const item = isListed ? itemsOf(schemas, own) : own;
    const names = isListed ? singulars(normalizeName(property)) : [normalizeName(property)];
    return names.some((each) => spellings.includes(each)) && item !== undefined && isScalar(schemas, item);
  })?.[0];
}

function rangeOf(
  schemas: Schemas,
  { name, schema }: Parameter,
  properties: ReadonlyMap<string, LocatedSchema>,
): { property: string; bound: Bound } | undefined {
  if (!isScalar(schemas, schema)) return undefined;
  const words = wordsOf(name);
  const [first = '', last = ''] = [words[0], words.at(-1)];
  const tries = [
    { bound: BOUNDS[last], rest: words.slice(0, -1) },
    { bound: BOUNDS[first], rest: words.slice(1) },
  ];
  for (const { bound, rest } of tries) {
    if (bound === undefined) continue;
    const property = comparable(schemas, rest, properties);
    if (property !== undefined) return { property, bound };
    if (!rest.every((word) => TIME_WORDS.has(word)) || !isMoment(schemas, schema, first)) continue;
    const moment = momentIn(schemas, properties);
    if (moment !== undefined) return { property: moment, bound };
  }
  return undefined;
}

/** Words that name no property: `start_date`, `from_time`. */
const TIME_WORDS: ReadonlySet<string> = new Set(['date', 'time', 'datetime', 'timestamp', 'at', 'day']);

/** `since` and `until` are about time; `from`, `before` and the like are where their schema says so. */
function isMoment(schemas: Schemas, schema: LocatedSchema, first: string): boolean {
  const isDate = schemaParts(schemas, schema).some((part) => /^date(?:-time)?$/.test(part.schema.format ?? ''));
  return isDate || first === 'since' || first === 'until';
}

/** The property that says when an item was made: called so, else the only moment that it has. */
function momentIn(schemas: Schemas, properties: ReadonlyMap<string, LocatedSchema>): string | undefined {
  const names = [...properties].flatMap(([name, own]) => (isScalar(schemas, own) ? [name] : []));
  const made = names.find((name) =>
    /^(?:created|creation|date|timestamp|published|occurred)/.test(normalizeName(name)),
  );
  const moments = names.filter((name) =>
    schemaParts(schemas, properties.get(name)!).some((part) => /^date(?:-time)?$/.test(part.schema.format ?? '')),
  );
  return made ?? (moments.length === 1 ? moments[0] : undefined);
}

/** The property of a number or a moment whose name the words are; `created` is `created_at`, too. */
function comparable(
  schemas: Schemas,
  words: readonly string[],
  properties: ReadonlyMap<string, LocatedSchema>,
): string | undefined {
  if (words.length === 0) return undefined;
  const spelled = words.join('');
  const short = spelled.replace(/(?:date|time)$/, '');
  return [...properties].find(([own, ownSchema]) => {
    const plain = normalizeName(own);
    const isSame = [plain, plain.replace(/(?:at|on|date|time)$/, '')].includes(short) || plain === spelled;
    return isSame && isScalar(schemas, ownSchema);
  })?.[0];
}

function boundsOf(
  schemas: Schemas,
  { name, schema }: Parameter,
  properties: ReadonlyMap<string, LocatedSchema>,
): { property: string; bounds: ObjectBounds } | undefined {
  // `created` may be a number as well as an object of bounds.
  const members = new Set(
    schemaParts(schemas, schema).flatMap((part) => [
      ...Object.keys(part.schema.properties ?? {}),
      ...(part.schema.anyOf ?? part.schema.oneOf ?? []).flatMap((choice) =>
        typeof choice === 'object' ? Object.keys(choice.properties ?? {}) : [],
      ),
    ]),
  );
  const bounds = new Map(
    [...members].flatMap((member) => {
      const bound = BOUNDS[member.toLowerCase().replace(/^[$_]+/, '')];
      return bound === undefined ? [] : [[member, bound] as const];
    }),
  );
  const property = bounds.size === 0 ? undefined : comparable(schemas, wordsOf(name), properties);
  return property === undefined ? undefined : { property, bounds };
}

const NOT: ReadonlySet<string> = new Set(['ne', 'neq', 'not', 'nin', 'exclude', 'excluding', 'except']);
const LIKE: ReadonlySet<string> = new Set(['like', 'ilike', 'contains', 'icontains', 'search', 'matches', 'match']);

/** `status_ne`, `exclude_status`, `name_like`, `name__icontains`. */
function comparedOf(
  schemas: Schemas,
  { name, schema }: Parameter,
  properties: ReadonlyMap<string, LocatedSchema>,
): { kind: 'none' | 'search'; property: string } | undefined {
  const words = wordsOf(name);
  const [first = '', last = ''] = [words[0], words.at(-1)];
  const isNot = NOT.has(last) || NOT.has(first);
  if (!isNot && !LIKE.has(last) && !LIKE.has(first)) return undefined;
  const rest = NOT.has(last) || LIKE.has(last) ? words.slice(0, -1) : words.slice(1);
  const property = isNot
    ? anyOf(schemas, { name: rest.join('_'), schema }, properties)
    : comparable(schemas, rest, properties);
  return property === undefined ? undefined : { kind: isNot ? 'none' : 'search', property };
}

function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .filter((word) => word !== '');
}

const FIELDS: NameTable = ['fields', 'select', 'only', 'attributes', 'properties', 'fieldset', 'includefields'];

/** Finds the query parameter whose values name the properties that an answer is to have: `fields=name,age`. */
export function fieldsParameter({ parameters }: Pick<Operation, 'parameters'>): Parameter | undefined {
  return parameters.find(({ name, in: place }) => {
    const plain = normalizeName(name.replace(/\[.*\]$/, '').replace(/^[$_]/, ''));
    return place === 'query' && FIELDS.includes(plain);
  });
}
