import type { JsonValue } from '../../json-schema/model/json-schema';
import type { LocatedSchema } from '../../json-schema/model/schemas';
import type { Operation, Parameter, Resource, Spec } from '../../openapi/model/model';
import { itemsOf, propertiesOf } from '../../openapi/model/schema-facts';
import { listConditions } from '../../openapi/resources/list-conditions';
import { isDownwards, readSorting } from '../../openapi/resources/read-sorting';
import { listSorted } from '../checks/laws';
import { memberOf } from '../exchange/read-json';
import type { CaseContext, CaseKind } from '../steps/context/case';
import { settle } from '../steps/context/settle';
import { walkList } from '../steps/lists/walk-list';

/** An order that the document names. */
interface NamedOrder {
  readonly query: readonly (readonly [name: string, value: string])[];
  readonly property: string;
  readonly sign: 1 | -1;
  readonly pointer: string;
}

/** Pages that are read: the order has to hold from page to page as well. */
const PAGES = 3;

/** A list is in the order that is asked for, where the document lists the orders and they name properties. */
export const sorting: CaseKind = {
  name: 'sorting',
  *plan({ spec }) {
    for (const resource of spec.resources) {
      const { list, create } = resource.roles;
      if (list === undefined) continue;
      for (const order of namedOrders(spec, resource, list)) {
        yield {
          title: `${order.query.map((pair) => pair.join('=')).join('&')} sorts by ${order.property}`,
          operation: list,
          pointer: order.pointer,
          writes: create !== undefined,
          exclusive: false,
          run: (context) => isSorted(context, resource, list, order),
        };
      }
    }
  },
};

function namedOrders(spec: Spec, resource: Resource, list: Operation): NamedOrder[] {
  const shape = resource.list ?? { paging: { kind: 'none' as const }, filters: [] };
  const names = [...propertiesOf(spec.schemas, resource.list?.itemSchema ?? resource.schema).keys()];
  return listConditions(spec.schemas, list, resource.schema, shape).flatMap((condition) => {
    if (condition.kind !== 'sort') return [];
    const { parameter, direction } = condition;
    const directions = direction === undefined ? [undefined] : valuesOf(spec, direction);
    return valuesOf(spec, parameter).flatMap((value) => {
      const step = readSorting(value, names);
      if (step === undefined) return [];
      return directions.map((way): NamedOrder => {
        const sign = way !== undefined && isDownwards(way) ? -1 : 1;
        return {
          query: [[parameter.name, value], ...(way === undefined ? [] : [[direction!.name, way] as const])],
          property: step[0],
          sign: step[1] === sign ? 1 : -1,
          pointer: parameter.pointer,
        };
      });
    });
  });
}

/** The texts that a parameter, or an item of its list, may be. */
function valuesOf({ schemas }: Spec, { schema }: Parameter): string[] {
  const one: LocatedSchema = itemsOf(schemas, schema) ?? schema;
  return (one.schema.enum ?? []).filter((value): value is string => typeof value === 'string');
}

async function isSorted(
  context: CaseContext,
  resource: Resource,
  list: Operation,
  { query, property, sign, pointer }: NamedOrder,
): Promise<void> {
  if (!context.readOnly && resource.roles.create !== undefined) {
    for (let made = 0; made < 2; made++) await context.record(resource, { shared: true });
  }
  const path = await context.parents(resource);
  await settle(context, listSorted, async () => {
    const walk = await walkList(context, resource, list, { path, query, pages: PAGES });
    if (walk === undefined) return undefined;
    const values = walk.items.map((item) => memberOf(item, property)).filter((value) => (value ?? null) !== null);
    const wrong = firstOutOfOrder(values as JsonValue[], sign);
    return {
      evidence: walk.exchanges.slice(0, 1),
      observation: {
        holds: wrong === undefined,
        title: `${query.map((pair) => pair.join('=')).join('&')} does not sort by ${property}`,
        promised: `items ${sign === 1 ? 'upwards' : 'downwards'} by ${property}`,
        received: `${JSON.stringify(wrong?.[0])} before ${JSON.stringify(wrong?.[1])}`,
        pointer,
      },
    };
  });
}

/** Finds two neighbours in the wrong order; undefined when there is a usual way of comparing in which all are in order. */
export function firstOutOfOrder(values: readonly JsonValue[], sign: 1 | -1): readonly JsonValue[] | undefined {
  const areTexts = values.every((value) => typeof value === 'string');
  const areMoments = areTexts && values.every((value) => /^\d{4}-\d\d-\d\d/.test(value));
  const ways = areMoments ? [byMoment] : areTexts ? TEXTS : [byNumber];
  const faults = ways.map((compare) => {
    const index = values.findIndex((value, at) => at > 0 && compare(values[at - 1]!, value) * sign > 0);
    return index === -1 ? undefined : values.slice(index - 1, index + 1);
  });
  return faults.every((fault) => fault !== undefined) ? faults[0] : undefined;
}

type Compare = (one: JsonValue, other: JsonValue) => number;

const inOrder = (one: number | string, other: number | string): number => (one < other ? -1 : one > other ? 1 : 0);

/** Compares numbers; values without an order are in order. */
const byNumber: Compare = (one, other) =>
  typeof one === typeof other && (typeof one === 'number' || typeof one === 'boolean')
    ? inOrder(Number(one), Number(other))
    : 0;

const collator = new Intl.Collator('en', { sensitivity: 'base', ignorePunctuation: true });

const byMoment: Compare = (one, other) => inOrder(Date.parse(String(one)), Date.parse(String(other)));

/** Texts are compared by characters, without case, or as in a dictionary: databases differ. */
const TEXTS: readonly Compare[] = [
  (one, other) => inOrder(String(one), String(other)),
  (one, other) => inOrder(String(one).toLowerCase(), String(other).toLowerCase()),
  (one, other) => collator.compare(String(one), String(other)),
];
