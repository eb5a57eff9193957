import type { LocatedSchema, Schemas } from '../../json-schema/model/schemas';
import type { Operation, PathEntry, Resource } from '../model/model';
import { normalizeName, singulars } from '../model/names';
import type { OwnedProperty } from '../model/parts';
import { isObjectSchema, isScalar, itemsOf, propertiesOf, sharesType, typesOf } from '../model/schema-facts';
import { withoutTrailingSlash } from '../operations/path-template';
import { successBody, successResponse } from '../operations/responses';
import { setsOverride } from './extensions';
import { isSameItem, takenSchema } from './resource-roles';

/**
 * Finds the property of the item above that an operation is about: `PUT /orders/{id}/status`, `GET /users/{id}/address`,
 * `DELETE /posts/{id}/tags/{tag}`. What it takes and answers has to carry the property's value, one of several, or the item.
 *
 * @param owner - the resource below whose items the path stands
 */
export function ownedProperty(
  schemas: Schemas,
  entry: PathEntry,
  operation: Operation,
  owner: Resource,
): OwnedProperty | undefined {
  const { segments } = withoutTrailingSlash(entry.template);
  const [literal, parameter, ...deeper] = segments.slice(owner.item!.template.segments.length);
  if (literal?.kind !== 'literal' || deeper.length > 0 || setsOverride(schemas, operation) !== undefined)
    return undefined;
  if (parameter !== undefined && parameter.kind !== 'parameter') return undefined;
  const word = normalizeName(literal.text);
  const properties = [...propertiesOf(schemas, owner.schema)];
  const found =
    properties.find(([name]) => normalizeName(name) === word) ??
    (parameter && properties.find(([name]) => singulars(normalizeName(name)).includes(word)));
  if (found === undefined) return undefined;
  const property: OwnedProperty = { name: found[0], schema: found[1], key: parameter?.name };
  if (property.key !== undefined && kindOf(schemas, property.schema) !== 'list' && !isMap(schemas, property.schema))
    return undefined;
  const read = entry.operations.get('get');
  return [read ?? operation, operation].every((each) => isAbout(schemas, each, property, owner)) ? property : undefined;
}

function isAbout(schemas: Schemas, operation: Operation, property: OwnedProperty, { schema: item }: Resource): boolean {
  const [taken, answer] = [takenSchema(operation), successBody(operation)];
  const carried = taken && carriedBy(schemas, taken, property, item);
  if (taken !== undefined && (carried === undefined || carried.kind === 'item')) return false;
  const shown = answer && carriedBy(schemas, answer, property, item);
  if (operation.method === 'get') {
    const isCheck = property.key !== undefined && successResponse(operation)?.mediaTypes.length === 0;
    return (
      isCheck ||
      (shown !== undefined && shown.kind !== 'item' && (shown.kind === 'element') === (property.key !== undefined))
    );
  }
  // Without a body, only what the path names is known: `PUT /posts/{id}/tags/{tag}`.
  return taken !== undefined || property.key !== undefined || operation.method === 'delete';
}

/** The part of an item that a body carries. */
export interface CarriedPart {
  /** The value of the property, one of several values, or the whole item. */
  readonly kind: 'value' | 'element' | 'item';
  /** The property of the body that holds it; undefined when it is the body. */
  readonly within?: string;
}

/** Finds the part of an item that a body carries for one of its properties; undefined when it carries something else. */
export function carriedBy(
  schemas: Schemas,
  body: LocatedSchema,
  property: Pick<OwnedProperty, 'name' | 'schema'>,
  item: LocatedSchema,
): CarriedPart | undefined {
  const { name, schema } = property;
  const element = kindOf(schemas, schema) === 'list' ? itemsOf(schemas, schema) : undefined;
  const plainly = (one: LocatedSchema): CarriedPart['kind'] | undefined => {
    if (areAlike(schemas, one, schema)) return 'value';
    return element !== undefined && areAlike(schemas, one, element) ? 'element' : undefined;
  };
  const direct = plainly(body);
  if (direct !== undefined) return { kind: direct };
  if (isObjectSchema(schemas, body) && isSameItem(schemas, body, item)) return { kind: 'item' };
  const inner = [...propertiesOf(schemas, body)];
  const named = inner.find(([own]) => normalizeName(own) === normalizeName(name));
  const isOther = kindOf(schemas, schema) === 'scalar' || inner.length !== 1;
  const [within, own] = named ?? (isOther ? [] : inner[0]!);
  const kind = own && plainly(own);
  return kind && { kind, within };
}

function areAlike(schemas: Schemas, one: LocatedSchema, other: LocatedSchema): boolean {
  const kind = kindOf(schemas, one);
  if (kind === undefined || kind !== kindOf(schemas, other)) return false;
  if (one.pointer === other.pointer) return true;
  if (kind === 'scalar') return sharesType(schemas, one, other);
  if (kind === 'object') return (isMap(schemas, one) && isMap(schemas, other)) || isSameItem(schemas, one, other);
  const [left, right] = [itemsOf(schemas, one), itemsOf(schemas, other)];
  return left !== undefined && right !== undefined && areAlike(schemas, left, right);
}

function kindOf(schemas: Schemas, schema: LocatedSchema): 'scalar' | 'list' | 'object' | undefined {
  if (typesOf(schemas, schema).has('array')) return 'list';
  if (isObjectSchema(schemas, schema)) return 'object';
  return isScalar(schemas, schema) ? 'scalar' : undefined;
}

/** An object of values by any names: `metadata`. */
function isMap(schemas: Schemas, schema: LocatedSchema): boolean {
  return isObjectSchema(schemas, schema) && propertiesOf(schemas, schema).size === 0;
}
