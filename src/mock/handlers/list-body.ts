import { isJsonObject } from '../../json-schema/model/json-value';
import type { LocatedSchema, Schemas } from '../../json-schema/model/schemas';
import type { ListShape, Operation, Paging, Parameter } from '../../openapi/model/model';
import { normalizeName } from '../../openapi/model/names';
import { isObjectSchema, propertiesOf, requiredOf, schemaParts, typesOf } from '../../openapi/model/schema-facts';
import type { ParameterValue } from '../../openapi/parameters/parameter-codec';
import { inferEnvelope } from '../../openapi/resources/envelope';
import type { SampleValue } from '../generation/value-maker';
import { appliedValue, encodeCursor, type PageRequest } from './paging';

/** A page of a list, ready to be wrapped. */
export interface ListPage extends PageRequest {
  /** The items as JSON texts. */
  readonly items: readonly string[];
  readonly total: number;
  /** The query parameters as they were given, defaults included. */
  readonly query: ReadonlyMap<string, ParameterValue>;
  /** The address of the page before or after it; undefined when there is none. */
  readonly urlOf: (relation: 'prev' | 'next') => string | undefined;
}

/** Writes a page as JSON text. */
export type ListBody = (page: ListPage) => string;

/** A part of the envelope: what stands before its value, and the value; undefined leaves it out. */
interface Member {
  readonly name: string;
  readonly prefix: string;
  readonly write: (page: ListPage) => string | undefined;
}

const NO_ITEMS: ListPage = { items: [], total: 0, query: new Map(), offset: 0, limit: 1, urlOf: () => undefined };

/**
 * Creates the writer of a list's answers: a bare array, or an envelope whose members are understood as the list's shape
 * says. Everything else that the envelope requires is a sample.
 *
 * @param envelope - the schema of the whole answer
 */
export function createListBody(
  schemas: Schemas,
  operation: Operation,
  list: ListShape,
  envelope: LocatedSchema,
  sample: SampleValue,
): ListBody {
  if (list.itemsProperty === undefined) return (page) => `[${page.items.join(',')}]`;
  const members = membersOf(outermost(list), envelope, true);
  const hasForms = schemaParts(schemas, envelope).some(({ schema }) => schema.oneOf);
  return objectWriter(hasForms ? fitting(envelope, members) : members);

  /** The members as they are where the schema allows them; else those of a sample, with constants for what is not understood. */
  function fitting(schema: LocatedSchema, members: readonly Member[]): readonly Member[] {
    const validate = schemas.validator(schema, 'response');
    const isValid = (some: readonly Member[]) => validate(JSON.parse(objectWriter(some)(NO_ITEMS))).length === 0;
    const form = isValid(members) ? undefined : sample(schema);
    if (form === undefined || !isJsonObject(form)) return members;
    const ofForm = Object.entries(form).flatMap(([name, value]): Member[] => {
      const known = members.find((member) => member.name === name);
      if (known !== undefined && known.write(NO_ITEMS) !== undefined) return [known];
      const isOpen = validate({ ...form, [name]: null }).length === 0;
      return [memberOf(name, () => JSON.stringify(isOpen ? null : value))];
    });
    return isValid(ofForm) ? ofForm : members;
  }

  function membersOf(list: ListShape, envelope: LocatedSchema, isOutermost: boolean): Member[] {
    const required = requiredOf(schemas, envelope);
    return [...propertiesOf(schemas, envelope)].flatMap(([name, schema]) => {
      const write =
        memberWriter(list, name, schema, required.has(name)) ??
        (isOutermost ? innerWriter(name, schema) : undefined) ??
        (required.has(name) ? constantWriter(schema) : undefined);
      return write === undefined ? [] : [memberOf(name, write)];
    });
  }

  function memberWriter(
    list: ListShape,
    name: string,
    schema: LocatedSchema,
    required: boolean,
  ): Member['write'] | undefined {
    const { paging } = list;
    const echo = list.echoes?.find(({ property }) => property === name);
    if (name === list.itemsProperty) return (page) => `[${page.items.join(',')}]`;
    if (name === list.totalProperty) return ({ total }) => String(total);
    if (name === list.queryProperty && !describesPage(schema)) {
      return objectWriter(fitting(schema, queryMembers(schemas, operation, list, schema)));
    }
    if (name === list.moreProperty) return (page) => String(hasMore(page));
    if (name === list.pageCountProperty) return ({ total, limit }) => String(limit > 0 ? Math.ceil(total / limit) : 0);
    if (echo !== undefined) return (page) => writeApplied(list, echo.parameter, page);
    const relation = relationOf(schemas, name, schema);
    if (relation === undefined && (paging.kind !== 'cursor' || name !== paging.nextProperty)) return undefined;
    const allowsNull = schemas.validator(schema, 'response')(null).length === 0;
    const atEnd = allowsNull ? 'null' : required ? '""' : undefined;
    if (relation !== undefined) {
      return ({ urlOf }) => {
        const url = urlOf(relation);
        return url === undefined ? atEnd : JSON.stringify(url);
      };
    }
    return (page) => (hasMore(page) ? JSON.stringify(encodeCursor(page.offset + page.items.length)) : atEnd);
  }

  /** An object such as `meta` may hold the applied query together with what is known about the page. */
  function describesPage(schema: LocatedSchema): boolean {
    const inner = inferEnvelope(schemas, operation, schema, list.paging, {});
    return (inner.totalProperty ?? inner.pageCountProperty ?? inner.moreProperty) !== undefined;
  }

  /** Members about the page may stand one level deeper: `meta: { total, page }`. */
  function innerWriter(name: string, schema: LocatedSchema): Member['write'] | undefined {
    if (!isObjectSchema(schemas, schema)) return undefined;
    const { paging } = outermost(list);
    const inner = inferEnvelope(schemas, operation, schema, paging, {});
    const items = name === list.itemsWithin ? { itemsProperty: list.itemsProperty! } : {};
    const hasLinks = [...propertiesOf(schemas, schema)].some(([each, link]) => relationOf(schemas, each, link));
    const isKnown = name === list.itemsWithin || Object.keys(inner).length > 1 || inner.paging !== paging || hasLinks;
    if (!isKnown) return undefined;
    return objectWriter(fitting(schema, membersOf({ ...inner, ...items, filters: list.filters }, schema, false)));
  }

  function constantWriter(schema: LocatedSchema): Member['write'] {
    const constant = JSON.stringify(sample(schema));
    return () => constant;
  }
}

/** The page that a property has the address of, by its name and by what it looks like. */
function relationOf(schemas: Schemas, name: string, schema: LocatedSchema): 'prev' | 'next' | undefined {
  const found = /^(?:odata)?(next|prev)(?:ious)?(?:page)?(ur[il]|link|href)?$/.exec(normalizeName(name));
  if (found === null || !typesOf(schemas, schema).has('string')) return undefined;
  const isUrl = schemaParts(schemas, schema).some(
    ({ schema: { format = '', example, examples = [] } }) =>
      /^ur[il]/.test(format) ||
      [example, ...examples].some((shown) => typeof shown === 'string' && /^(?:https?:)?\//.test(shown)),
  );
  return isUrl || found[2] !== undefined ? (found[1] as 'prev' | 'next') : undefined;
}

/** The part of the shape about the envelope's own properties, those one level deeper left out. */
function outermost({ itemsProperty, totalProperty, paging, ...shape }: ListShape): ListShape {
  return {
    ...shape,
    itemsProperty: shape.itemsWithin === undefined ? itemsProperty : undefined,
    totalProperty: shape.totalWithin === undefined ? totalProperty : undefined,
    paging: paging.kind === 'cursor' && paging.nextWithin !== undefined ? withoutNext(paging) : paging,
  };
}

function withoutNext({ cursor, size }: Extract<Paging, { kind: 'cursor' }>): Paging {
  return { kind: 'cursor', cursor, size };
}

function objectWriter(members: readonly Member[]): ListBody {
  return (page) => {
    let text = '';
    for (const { prefix, write } of members) {
      const value = write(page);
      if (value !== undefined) text += text === '' ? prefix + value : `,${prefix}${value}`;
    }
    return `{${text}}`;
  };
}

/** Repeats the query as it was applied, as far as the schema lets it. */
function queryMembers(schemas: Schemas, operation: Operation, list: ListShape, schema: LocatedSchema): Member[] {
  const named = propertiesOf(schemas, schema);
  const isClosed = schema.schema.additionalProperties === false;
  const parameters = operation.parameters.filter(
    (parameter) => parameter.in === 'query' && (!isClosed || named.has(parameter.name)),
  );
  return parameters.map((parameter) => memberOf(parameter.name, (page) => writeApplied(list, parameter, page)));
}

const memberOf = (name: string, write: Member['write']): Member => ({
  name,
  prefix: `${JSON.stringify(name)}:`,
  write,
});

function writeApplied({ paging }: ListShape, parameter: Parameter, page: ListPage): string | undefined {
  const value = page.query.get(parameter.name) ?? appliedValue(paging, parameter, page);
  return value === undefined || typeof value === 'bigint' ? value?.toString() : JSON.stringify(value);
}

function hasMore({ offset, items, total }: ListPage): boolean {
  return offset + items.length < total;
}
