import type { JsonObject, JsonValue } from '../../json-schema/model/json-schema';
import { isJsonObject } from '../../json-schema/model/json-value';
import { childPointer } from '../../json-schema/model/pointer';

/** The media types of requests and responses, where a document or an operation names some. */
export interface MediaTypes {
  readonly consumes: readonly string[] | undefined;
  readonly produces: readonly string[] | undefined;
}

/** Parts of a Swagger 2.0 document that its operations inherit and refer to. */
interface SwaggerContext {
  readonly types: MediaTypes;
  /** The shared parameters that describe a body or a part of one, by name. */
  readonly bodies: ReadonlyMap<string, JsonObject>;
}

/** A parameter that describes a body, or a field of a form, and where it was written. */
interface BodyPart {
  readonly parameter: JsonObject;
  readonly written: string;
}

/** The places of what has moved, from the new to the written one. */
export type Places = Map<string, string>;

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch'];
const FORM = 'application/x-www-form-urlencoded';
const MULTIPART = 'multipart/form-data';
const JSON_TYPE = 'application/json';

/** Turns a path item of Swagger 2.0 into one of OpenAPI 3.0, in place. */
export function toPathItem(pathItem: JsonObject, context: SwaggerContext, place: string, places: Places): void {
  const shared = takeBodyParts(pathItem, context, place, places);
  for (const method of METHODS) {
    const operation = pathItem[method];
    if (isJsonObject(operation)) toOperation(operation, context, shared, childPointer(place, method), places);
  }
}

/**
 * Turns an operation of Swagger 2.0 into one of OpenAPI 3.0, in place.
 *
 * @param shared - the parts of a body that its path item gives
 */
export function toOperation(
  operation: JsonObject,
  { types, bodies }: SwaggerContext,
  shared: readonly BodyPart[],
  place: string,
  places: Places,
): void {
  const listed = (value: JsonValue | undefined): string[] | undefined =>
    Array.isArray(value) ? value.filter((name) => typeof name === 'string') : undefined;
  const own = {
    consumes: listed(operation.consumes) ?? types.consumes,
    produces: listed(operation.produces) ?? types.produces,
  };
  const parts = [...shared, ...takeBodyParts(operation, { types: own, bodies }, place, places)];
  const body = bodyOf(parts, own, childPointer(place, 'requestBody'), places);
  if (body !== undefined) operation.requestBody = body;
  for (const field of ['consumes', 'produces', 'schemes']) delete operation[field];
  if (!isJsonObject(operation.responses)) return;
  for (const [status, response] of Object.entries(operation.responses)) {
    const at = childPointer(place, 'responses', status);
    if (isJsonObject(response) && !status.startsWith('x-')) toResponse(response, own, at, at, places);
  }
}

/** Takes the parts of a body out of a list of parameters, which leaves null there, and converts the others. */
function takeBodyParts(owner: JsonObject, { bodies }: SwaggerContext, place: string, places: Places): BodyPart[] {
  const { parameters } = owner;
  if (!Array.isArray(parameters)) return [];
  return parameters.flatMap((entry, index): BodyPart[] => {
    if (!isJsonObject(entry)) return [];
    const written = childPointer(place, 'parameters', index);
    const name = typeof entry.$ref === 'string' ? /^#\/parameters\/([^/]+)$/.exec(entry.$ref)?.[1] : undefined;
    const parameter = (name === undefined ? undefined : bodies.get(name)) ?? entry;
    if (parameter.in !== 'body' && parameter.in !== 'formData') {
      toParameter(entry, written, written, places);
      return [];
    }
    parameters[index] = null;
    return [{ parameter: structuredClone(parameter), written: name === undefined ? written : `#/parameters/${name}` }];
  });
}

/** The request body that parameters in the body or in a form describe; undefined when there are none. */
export function bodyOf(
  parts: readonly BodyPart[],
  { consumes }: MediaTypes,
  place: string,
  places: Places,
): JsonObject | undefined {
  const whole = parts.findLast(({ parameter }) => parameter.in === 'body');
  if (whole !== undefined) {
    const { parameter, written } = whole;
    places.set(place, written);
    const { schema = {}, description, required, 'x-examples': examples } = parameter;
    const types = consumes === undefined || consumes.length === 0 ? [JSON_TYPE] : consumes;
    const content = contentOf(types, schema, examples, place, childPointer(written, 'schema'), places);
    return { ...texts({ description }), required: required === true, content };
  }
  const fields = parts.filter(({ parameter }) => parameter.in === 'formData' && typeof parameter.name === 'string');
  return fields.length === 0 ? undefined : formOf(fields, consumes, place, places);
}

function formOf(
  fields: readonly BodyPart[],
  consumes: readonly string[] | undefined,
  place: string,
  places: Places,
): JsonObject {
  const forms = (consumes ?? []).filter((type) => type === FORM || type === MULTIPART);
  const hasFile = fields.some(({ parameter }) => parameter.type === 'file');
  const types = hasFile ? [MULTIPART] : forms.length > 0 ? forms : [FORM];
  const properties: JsonObject = {};
  const encoding: JsonObject = {};
  for (const { parameter } of fields) {
    const name = parameter.name as string;
    const { schema, style } = schemaOf(parameter);
    properties[name] = parameter.description === undefined ? schema : { ...schema, description: parameter.description };
    if (style !== undefined) encoding[name] = style;
  }
  const required = fields
    .filter(({ parameter }) => parameter.required === true)
    .map(({ parameter }) => parameter.name!);
  const schema: JsonObject = { type: 'object', properties, ...(required.length > 0 && { required }) };
  const content: JsonObject = {};
  for (const type of types) {
    content[type] = {
      schema: structuredClone(schema),
      ...(Object.keys(encoding).length > 0 && { encoding: structuredClone(encoding) }),
    };
    for (const { parameter, written } of fields) {
      places.set(childPointer(place, 'content', type, 'schema', 'properties', parameter.name as string), written);
    }
  }
  places.set(place, fields[0]!.written);
  return { required: required.length > 0, content };
}

/** Turns a parameter outside of the body into one of OpenAPI 3.0, in place. */
export function toParameter(parameter: JsonObject, place: string, written: string, places: Places): void {
  if (typeof parameter.$ref === 'string' || parameter.in === 'body' || parameter.in === 'formData') return;
  const { schema, style } = schemaOf(parameter);
  const example = parameter['x-example'];
  for (const keyword of Object.keys(schema)) delete parameter[keyword];
  for (const field of ['collectionFormat', 'x-example']) delete parameter[field];
  Object.assign(parameter, { schema, ...style, ...(example !== undefined && { example }) });
  places.set(childPointer(place, 'schema'), written);
}

/** Turns a response into one of OpenAPI 3.0, in place: its schema and examples become those of its media types. */
export function toResponse(
  response: JsonObject,
  { produces }: MediaTypes,
  place: string,
  written: string,
  places: Places,
): void {
  const { schema, examples, headers } = response;
  if (isJsonObject(headers)) {
    for (const [name, header] of Object.entries(headers)) {
      if (!isJsonObject(header)) continue;
      const at = childPointer(place, 'headers', name);
      toParameter(header, at, childPointer(written, 'headers', name), places);
    }
  }
  // What no schema describes is a file where the operation produces no JSON: `produces: [application/x-tar]`.
  const isNoJson = produces !== undefined && produces.length > 0 && !produces.some((name) => /json|xml|\*/.test(name));
  if (schema === undefined && isNoJson && place.endsWith('/200'))
    response.content = Object.fromEntries(produces.map((name) => [name, {}]));
  if (schema === undefined && !isJsonObject(examples)) return;
  delete response.schema;
  delete response.examples;
  const isFile = isJsonObject(schema) && schema.type === 'file';
  const usual = isFile ? 'application/octet-stream' : JSON_TYPE;
  const named = produces === undefined || produces.length === 0 ? [usual] : produces;
  const shown = isJsonObject(examples) ? Object.keys(examples).filter((name) => name.includes('/')) : [];
  const types = schema === undefined && shown.length > 0 ? shown : [...new Set([...named, ...shown])];
  response.content = contentOf(types, schema, examples, place, childPointer(written, 'schema'), places);
  for (const type of shown) {
    places.set(childPointer(place, 'content', type, 'example'), childPointer(written, 'examples', type));
  }
}

/** The media types of a body, all with the same schema, each with its own example. */
function contentOf(
  types: readonly string[],
  schema: JsonValue | undefined,
  examples: JsonValue | undefined,
  place: string,
  written: string,
  places: Places,
): JsonObject {
  const byType = isJsonObject(examples) ? examples : {};
  const content: JsonObject = {};
  for (const type of types) {
    const example = byType[type];
    content[type] = {
      ...(schema !== undefined && { schema: structuredClone(schema) }),
      ...(example !== undefined && { example }),
    };
    places.set(childPointer(place, 'content', type, 'schema'), written);
  }
  return content;
}

/** Keywords of a schema that Swagger 2.0 writes into the parameter itself. */
const KEYWORDS = [
  ...['type', 'format', 'items', 'default', 'enum', 'multipleOf', 'pattern', 'uniqueItems', 'x-nullable'],
  ...['maximum', 'exclusiveMaximum', 'minimum', 'exclusiveMinimum'],
  ...['maxLength', 'minLength', 'maxItems', 'minItems'],
];

const STYLES: Readonly<Record<string, JsonObject>> = {
  multi: { style: 'form', explode: true },
  ssv: { style: 'spaceDelimited', explode: false },
  pipes: { style: 'pipeDelimited', explode: false },
};

function schemaOf(parameter: JsonObject): { readonly schema: JsonObject; readonly style?: JsonObject } {
  const schema: JsonObject = {};
  for (const keyword of KEYWORDS) if (parameter[keyword] !== undefined) schema[keyword] = parameter[keyword];
  if (schema.type !== 'array') return { schema };
  const isNamedList = parameter.in === 'query' || parameter.in === 'formData';
  const { collectionFormat = 'csv' } = parameter;
  if (!isNamedList || typeof collectionFormat !== 'string') return { schema };
  // Tabs have no style of their own in OpenAPI 3.
  return { schema, style: { ...(STYLES[collectionFormat] ?? { style: 'form', explode: false }) } };
}

function texts(fields: Readonly<Record<string, JsonValue | undefined>>): JsonObject {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  );
}
