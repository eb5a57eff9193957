import { latin1Of, utf8Of } from '../../json-schema/model/bytes';
import type { JsonObject, JsonValue } from '../../json-schema/model/json-schema';
import type { LocatedSchema, Schemas, SchemaViolation } from '../../json-schema/model/schemas';
import type { Encoding, MediaTypeSpec } from '../../openapi/model/model';
import { itemsOf, propertiesOf, schemaParts, typesOf } from '../../openapi/model/schema-facts';
import { isJson, mediaTypeName } from '../../openapi/operations/media-types';
import { parameterType } from '../../openapi/parameters/parameter-type';
import { readScalar } from '../../openapi/parameters/read-scalar';
import { JsonError, parseJson } from './parse-json';
import type { FormPart } from './parse-multipart';

/** A body that is no JSON, read. */
export interface OtherBody {
  readonly value: JsonValue;
  /** Faults in the way in which its parts are written. */
  readonly faults: readonly SchemaViolation[];
  /** True for a text or bytes, in which no parts are known. */
  readonly isOpaque?: true;
}

/** Makes the value of a form from its fields. */
export interface FormValue {
  /** @param pairs - names and texts, decoded */
  ofPairs(pairs: readonly (readonly [name: string, text: string])[]): OtherBody;
  ofParts(parts: readonly FormPart[]): OtherBody;
}

/** A value that no schema has to be asked about: of a JSON part, or of a file. */
class Made {
  constructor(readonly value: JsonValue) {}
}

/** A field before types are read: a text, several of one name, or the object that brackets in names make. */
type Field = string | Made | Field[] | Map<string, Field>;

const DELIMITERS: Readonly<Record<string, string>> = { form: ',', spaceDelimited: ' ', pipeDelimited: '|' };

/**
 * Creates the reader of a form's fields by the schema and the `encoding` of its media type (OpenAPI 3.1, section 4.8.15): names
 * with brackets (`a[b]=c`, `a[]=1`, `a[0][b]=c`) make objects and lists, repeated ones lists, numbers and booleans
 * are read where the schema has them. A text that is nothing of its type is kept, so that the schema refuses it.
 */
export function createFormValue(schemas: Schemas, { schema, encoding = {} }: MediaTypeSpec): FormValue {
  const properties = schema === undefined ? new Map<string, LocatedSchema>() : propertiesOf(schemas, schema);
  const faults: SchemaViolation[] = [];

  const bodyOf = (fields: Map<string, Field>): OtherBody => {
    gatherExploded(fields, properties, encoding, schemas);
    return { value: typed(schemas, schema, fields), faults };
  };

  const jsonOf = (name: string, text: string): Field => {
    try {
      return new Made(parseJson(text));
    } catch (error) {
      if (!(error instanceof JsonError)) throw error;
      faults.push({
        path: [name],
        keyword: 'contentType',
        detail: 'must be valid JSON',
        pointer: schema?.pointer ?? '',
      });
      return text;
    }
  };

  const fieldOf = (name: string, text: string): Field => {
    const { contentType, style, explode } = encoding[name] ?? {};
    if (contentType !== undefined && isJson(contentType)) return jsonOf(name, text);
    const property = properties.get(name);
    const isList = property !== undefined && typesOf(schemas, property).has('array');
    const isSplit = isList && (explode === false || (style !== undefined && style !== 'form' && explode !== true));
    return isSplit ? text.split(DELIMITERS[style ?? 'form'] ?? ',') : text;
  };

  const partOf = ({ name, filename, contentType, content }: FormPart): Field => {
    const wanted = encoding[name]?.contentType;
    if (contentType !== undefined && wanted !== undefined && !isOneOf(contentType, wanted)) {
      const detail = `must be of the media type ${wanted}`;
      faults.push({ path: [name], keyword: 'contentType', detail, pointer: schema?.pointer ?? '' });
    }
    if (filename !== undefined) {
      const isData = contentType !== undefined && isJson(contentType) && !takesText(schemas, properties.get(name));
      return isData ? jsonOf(name, utf8Of(content)) : new Made(latin1Of(content));
    }
    const text = utf8Of(content);
    if (contentType !== undefined && isJson(contentType)) return jsonOf(name, text);
    return fieldOf(name, text);
  };

  return {
    ofPairs(pairs) {
      const fields = new Map<string, Field>();
      for (const [name, text] of pairs) place(fields, stepsOf(name, properties), fieldOf(name, text));
      return bodyOf(fields);
    },
    ofParts(parts) {
      const fields = new Map<string, Field>();
      for (const part of parts) place(fields, stepsOf(part.name, properties), partOf(part));
      return bodyOf(fields);
    },
  };
}

/** The names in a field's name: `a[b][]` is `a`, `b` and an empty one. A name that the schema knows as it is stays whole. */
function stepsOf(name: string, properties: ReadonlyMap<string, LocatedSchema>): string[] {
  const parts = /^([^[\]]+)((?:\[[^[\]]*\])+)$/.exec(name);
  if (parts === null || properties.has(name)) return [name];
  return [parts[1]!, ...parts[2]!.slice(1, -1).split('][')].slice(0, 32);
}

function place(fields: Map<string, Field>, [name = '', ...rest]: readonly string[], field: Field): void {
  const known = fields.get(name);
  if (rest.length === 0) {
    const list = Array.isArray(field) ? field : [field];
    fields.set(name, known === undefined ? field : [...(Array.isArray(known) ? known : [known]), ...list]);
  } else if (rest.length === 1 && rest[0] === '') {
    fields.set(name, [...(Array.isArray(known) ? known : []), field]);
  } else {
    const inner = known instanceof Map ? known : new Map<string, Field>();
    fields.set(name, inner);
    place(inner, rest, field);
  }
}

/** An object of the style `form` that explodes has its properties among the form's own. */
function gatherExploded(
  fields: Map<string, Field>,
  properties: ReadonlyMap<string, LocatedSchema>,
  encoding: Readonly<Record<string, Encoding>>,
  schemas: Schemas,
): void {
  for (const [name, { style, explode }] of Object.entries(encoding)) {
    const property = properties.get(name);
    if (style !== 'form' || explode === false || property === undefined || fields.has(name)) continue;
    const inner = [...propertiesOf(schemas, property).keys()].filter((key) => fields.has(key) && !properties.has(key));
    if (inner.length === 0) continue;
    fields.set(name, new Map(inner.map((key) => [key, fields.get(key)!])));
    for (const key of inner) fields.delete(key);
  }
}

function typed(schemas: Schemas, schema: LocatedSchema | undefined, field: Field): JsonValue {
  if (field instanceof Made) return asList(schemas, schema, field.value);
  if (typeof field === 'string') return typedText(schemas, schema, field);
  const items = schema && itemsOf(schemas, schema);
  if (Array.isArray(field)) return field.map((item) => typed(schemas, items, item));
  if (
    schema !== undefined &&
    typesOf(schemas, schema).has('array') &&
    [...field.keys()].every((key) => /^\d+$/.test(key))
  )
    return [...field.values()].map((item) => typed(schemas, items, item));
  // fromEntries makes `__proto__` a property like any other.
  return Object.fromEntries(
    [...field].map(([name, inner]) => [name, typed(schemas, propertyOf(schemas, schema, name), inner)]),
  ) as JsonObject;
}

function propertyOf(schemas: Schemas, schema: LocatedSchema | undefined, name: string): LocatedSchema | undefined {
  if (schema === undefined) return undefined;
  const named = propertiesOf(schemas, schema).get(name);
  if (named !== undefined) return named;
  for (const part of schemaParts(schemas, schema)) {
    const { additionalProperties } = part.schema;
    if (typeof additionalProperties === 'object') return schemas.below(part, 'additionalProperties');
  }
  return undefined;
}

/** Reads a text as what its schema has: a number, a boolean, null; a text that is nothing of its type is kept. */
export function typedText(schemas: Schemas, schema: LocatedSchema | undefined, text: string): JsonValue {
  if (schema === undefined) return text;
  const types = typesOf(schemas, schema);
  if (types.has('object') && !types.has('string')) return jsonIn(text) ?? text;
  if (types.has('array') && !types.has('string')) {
    const list = text.startsWith('[') ? jsonIn(text) : undefined;
    return Array.isArray(list) ? list : [typedText(schemas, itemsOf(schemas, schema), text)];
  }
  const { value } = readScalar(schemas, parameterType(schemas, schema, 1), text) as { value?: JsonValue | bigint };
  if (value !== undefined) return typeof value === 'bigint' ? Number(value) : value;
  const isNull = text === '' && schemas.validator(schema, 'request')(null).length === 0;
  return isNull ? null : text;
}

/** One part may stand for a list of one. */
function asList(schemas: Schemas, schema: LocatedSchema | undefined, value: JsonValue): JsonValue {
  if (schema === undefined || Array.isArray(value)) return value;
  const types = typesOf(schemas, schema);
  return types.has('array') && types.size === 1 ? [value] : value;
}

function jsonIn(text: string): JsonValue | undefined {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}

function takesText(schemas: Schemas, schema: LocatedSchema | undefined): boolean {
  return schema !== undefined && typesOf(schemas, schema).has('string');
}

function isOneOf(contentType: string, wanted: string): boolean {
  const name = mediaTypeName(contentType);
  return wanted.split(',').some((each) => {
    const range = mediaTypeName(each);
    return range === name || range === '*/*' || (range.endsWith('/*') && name.startsWith(range.slice(0, -1)));
  });
}
