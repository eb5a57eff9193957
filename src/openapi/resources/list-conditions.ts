import type { LocatedSchema, Schemas } from '../../json-schema/model/schemas';
import type { ListShape, Operation, Parameter } from '../model/model';
import { type NameTable, normalizeName, singulars } from '../model/names';
import { isScalar, itemsOf, propertiesOf, typesOf } from '../model/schema-facts';
import { pagingNames } from './paging';

/** A comparison with the value of a parameter. */
export type Bound = 'gte' | 'gt' | 'lte' | 'lt';

/** Effect of a query parameter on a list, beside equality with one value. */
export type ListCondition =
  /** Items whose property is (or has) any of the values. */
  | { readonly kind: 'any'; readonly parameter: Parameter; readonly property: string }
  | { readonly kind: 'range'; readonly parameter: Parameter; readonly property: string; readonly bound: Bound }
  /** Items in whose texts the value stands. */
  | { readonly kind: 'search'; readonly parameter: Parameter }
  /** The order of the items; `direction` is a second parameter that says which way. */
  | { readonly kind: 'sort'; readonly parameter: Parameter; readonly direction?: Parameter };

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
    if (parameter === sort) return [{ kind: 'sort', parameter, direction }];
    if (parameter === direction) return [];
    const any = anyOf(schemas, parameter, properties);
    if (any !== undefined) return [{ kind: 'any', parameter, property: any }];
    const range = rangeOf(schemas, parameter, properties);
    if (range !== undefined) return [{ kind: 'range', parameter, ...range }];
    const isText = typesOf(schemas, parameter.schema).has('string');
    return isText && SEARCHES.includes(normalizeName(parameter.name)) ? [{ kind: 'search', parameter }] : [];
  });
}

function anyOf(
  schemas: Schemas,
  { name, schema }: Parameter,
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
  const words = name
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .filter((word) => word !== '');
  const [first = '', last = ''] = [words[0], words.at(-1)];
  const tries = [
    { bound: BOUNDS[last], rest: words.slice(0, -1) },
    { bound: BOUNDS[first], rest: words.slice(1) },
  ];
  for (const { bound, rest } of tries) {
    if (bound === undefined || rest.length === 0) continue;
    const spelled = rest.join('');
    const property = [...properties].find(([own, ownSchema]) => {
      const plain = normalizeName(own);
      const isSame =
        [plain, plain.replace(/(?:at|on|date|time)$/, '')].includes(spelled.replace(/(?:date|time)$/, '')) ||
        plain === spelled;
      return isSame && isScalar(schemas, ownSchema);
    })?.[0];
    if (property !== undefined) return { property, bound };
  }
  return undefined;
}
