import type { LocatedSchema, Schemas } from '../../json-schema/model/schemas';
import { firstNamed, type NameTable, normalizeName, singulars } from '../model/names';
import { isObjectSchema, propertiesOf } from '../model/schema-facts';

const wrapperNames: NameTable = [
  ...['data', 'result', 'item', 'record', 'entity', 'resource', 'object', 'payload', 'response', 'value', 'content'],
];

/** An item inside a body: `{ "data": { "id": 7 } }`. */
export interface WrappedItem {
  readonly property: string;
  readonly schema: LocatedSchema;
}

/**
 * Finds the item in a body that wraps it: the object property that is named after the collection or by a table of names and
 * that looks like an item. A body that looks like an item itself wraps none.
 *
 * @param body - the schema of the whole body
 * @param noun - the last literal segment of the collection's path
 * @param looksLikeItem - tells an item from what is around it
 * @returns undefined when the body is no wrapper
 */
export function wrappedItem(
  schemas: Schemas,
  body: LocatedSchema,
  noun: string,
  looksLikeItem: (schema: LocatedSchema) => boolean,
): WrappedItem | undefined {
  if (looksLikeItem(body)) return undefined;
  const inner = [...propertiesOf(schemas, body)].flatMap(([property, schema]) =>
    isObjectSchema(schemas, schema) && looksLikeItem(schema) ? [{ property, schema }] : [],
  );
  const names = [...singulars(normalizeName(noun)), ...wrapperNames];
  return firstNamed(names, inner, ({ property }) => property);
}
