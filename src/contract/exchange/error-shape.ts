import type { JsonValue } from '../../json-schema/model/json-schema';
import type { LocatedSchema, Schemas } from '../../json-schema/model/schemas';
import { memberOf } from './read-json';

/** Names of the properties by which a document's error body lists the violations of a request. */
export interface ErrorShape {
  /** The array with one entry for each violation. */
  readonly list: LocatedName;
  /** The entry's property that names the offending property. */
  readonly path: LocatedName;
  /** `pointer` when the path is a JSON Pointer, else dotted. */
  readonly pathStyle: 'dotted' | 'pointer';
  /** The entry's property that says which part of the request is meant. */
  readonly in?: LocatedName;
  /** The entry's property with a sentence for a person. */
  readonly detail?: LocatedName;
}

/** A property's name and where it is described. */
export interface LocatedName {
  readonly name: string;
  readonly pointer: string;
}

/** One entry of a violations list, as it was received. */
export interface ReceivedViolation {
  /** Undefined when the entry names no property, as a JSON Pointer into the body cannot name a parameter. */
  readonly path?: string;
  readonly in?: string;
  readonly detail?: string;
}

// Names in use for problem details in the field, the most specific first (RFC 9457 gives `errors` with `pointer`).
const listNames = [
  'violations',
  'errors',
  'invalid-params',
  'invalidparams',
  'invalid_params',
  'issues',
  'fielderrors',
];
const pathNames = [
  'property_path',
  'propertypath',
  'pointer',
  'path',
  'field',
  'property',
  'parameter',
  'param',
  'name',
];
const inNames = ['in', 'location', 'source', 'where'];
const detailNames = ['detail', 'message', 'reason', 'description', 'title'];

/**
 * Learns from a schema how violations are listed in it.
 *
 * @returns undefined when the schema declares no such list: then only what it declares is judged
 */
export function errorShapeOf(schemas: Schemas, schema: LocatedSchema): ErrorShape | undefined {
  const list = propertyNamed(schemas, schema, listNames);
  const entry = list === undefined ? undefined : schemas.below(list.schema, 'items');
  if (list === undefined || entry === undefined) return undefined;
  const path = propertyNamed(schemas, entry, pathNames);
  if (path === undefined) return undefined;
  const place = propertyNamed(schemas, entry, inNames);
  const detail = propertyNamed(schemas, entry, detailNames);
  return {
    list: located(list),
    path: located(path),
    pathStyle: path.name.toLowerCase() === 'pointer' ? 'pointer' : 'dotted',
    in: place && located(place),
    detail: detail && located(detail),
  };
}

/**
 * Reads the violations out of an error body.
 *
 * @returns undefined when the body carries no list of objects at the place that the shape names
 */
export function readViolations(shape: ErrorShape, body: JsonValue): readonly ReceivedViolation[] | undefined {
  const list = memberOf(body, shape.list.name);
  if (!Array.isArray(list)) return undefined;
  return list.map((entry) => {
    const place = shape.in === undefined ? undefined : memberOf(entry, shape.in.name);
    const detail = shape.detail === undefined ? undefined : memberOf(entry, shape.detail.name);
    const path = memberOf(entry, shape.path.name);
    return {
      path: textOf(path),
      in: textOf(place),
      detail: textOf(detail),
    };
  });
}

interface FoundProperty {
  readonly name: string;
  readonly schema: LocatedSchema;
}

function propertyNamed(schemas: Schemas, schema: LocatedSchema, wanted: readonly string[]): FoundProperty | undefined {
  const names = Object.keys(schema.schema.properties ?? {});
  for (const candidate of wanted) {
    const name = names.find((each) => each.toLowerCase() === candidate);
    const found = name === undefined ? undefined : schemas.below(schema, 'properties', name);
    if (name !== undefined && found !== undefined) return { name, schema: found };
  }
  return undefined;
}

function located({ name, schema }: FoundProperty): LocatedName {
  return { name, pointer: schema.pointer };
}

function textOf(value: JsonValue | undefined): string | undefined {
  return value === undefined || typeof value === 'string' ? value : JSON.stringify(value);
}
