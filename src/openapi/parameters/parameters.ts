import type { OpenAPIV3_1 } from 'openapi-types';
import type { JsonObject, JsonSchema, JsonValue } from '../../json-schema/model/json-schema';
import { childPointer, valueAt } from '../../json-schema/model/pointer';
import type { Schemas } from '../../json-schema/model/schemas';
import { readExamples } from '../model/examples';
import { follow, type Located } from '../model/locate';
import type { Parameter, ParameterLocation } from '../model/model';

type Entry = OpenAPIV3_1.ParameterObject | OpenAPIV3_1.ReferenceObject;
type WithParameters = Located<{ readonly parameters?: readonly Entry[] }>;

const STYLES: Readonly<Record<ParameterLocation, string>> = {
  query: 'form',
  path: 'simple',
  header: 'simple',
  cookie: 'form',
};

/** Header parameters of these names are described elsewhere and must be ignored (OpenAPI 3.1, section 4.8.12.2). */
const IGNORED_HEADERS: ReadonlySet<string> = new Set(['accept', 'content-type', 'authorization']);

/**
 * Reads the parameters of an operation together with those of its path item, which it may override by name and place
 * (OpenAPI 3.1, section 4.8.9.1). Styles and defaults are made complete.
 *
 * @param pathItem - the path item, which gives the inherited parameters
 * @param operation - the operation object
 * @returns inherited parameters first, each in the document's order
 */
export function readParameters(schemas: Schemas, pathItem: WithParameters, operation: WithParameters): Parameter[] {
  const byIdentity = new Map<string, Parameter>();
  for (const owner of [pathItem, operation]) {
    for (const parameter of parametersOf(schemas.document, owner)) {
      if (parameter.node.in === 'header' && IGNORED_HEADERS.has(parameter.node.name.toLowerCase())) continue;
      byIdentity.set(parameterIdentity(parameter.node), readParameter(schemas, parameter));
    }
  }
  return [...byIdentity.values()];
}

/** The parameter objects that stand at one path item or operation, references followed. */
function parametersOf(document: object, owner: WithParameters): Located<OpenAPIV3_1.ParameterObject>[] {
  return (owner.node.parameters ?? []).flatMap((node, index) => {
    const pointer = childPointer(owner.pointer, 'parameters', index);
    // The check of the document leaves null where it took one out.
    return node ? [follow<OpenAPIV3_1.ParameterObject>(document, { pointer, node })] : [];
  });
}

/** The key that makes a parameter unique within an operation: its place and name; header names have no case. */
export function parameterIdentity(parameter: Pick<OpenAPIV3_1.ParameterObject, 'in' | 'name'>): string {
  return `${parameter.in} ${parameter.in === 'header' ? parameter.name.toLowerCase() : parameter.name}`;
}

function readParameter(schemas: Schemas, { pointer, node }: Located<OpenAPIV3_1.ParameterObject>): Parameter {
  const [mediaType] = Object.keys(node.content ?? {});
  const whole = (node.in as string) === 'querystring';
  const location = whole ? 'query' : (node.in as ParameterLocation);
  // A query string that is a form is what an object gives that explodes: one parameter for each of its properties.
  const isForm = whole && /^application\/x-www-form-urlencoded\b/i.test(mediaType ?? '');
  const style = isForm ? 'form' : whole ? 'querystring' : (node.style ?? STYLES[location]);
  const byContent = node.schema === undefined;
  const json = byContent && !isForm;
  const schemaPointer = byContent
    ? childPointer(pointer, 'content', mediaType ?? '', 'schema')
    : childPointer(pointer, 'schema');
  return {
    name: node.name,
    in: location,
    required: node.required === true || location === 'path',
    pointer,
    schema: schemas.at(schemaPointer),
    style,
    explode: node.explode ?? (style === 'form' || style === 'cookie'),
    json,
    allowEmptyValue: node.allowEmptyValue === true && location === 'query',
    default: defaultAt(schemas.document, byContent ? undefined : (node.schema as JsonSchema)),
    examples: readExamples(schemas.document, { pointer, node: node as OpenAPIV3_1.MediaTypeObject }),
  };
}

// A default beside a `$ref` counts before that of the schema it refers to.
function defaultAt(document: object, start: JsonSchema | undefined): JsonValue | undefined {
  let schema = start;
  for (let steps = 0; schema !== undefined && steps < 100; steps++) {
    if (schema.default !== undefined) return schema.default;
    if (schema.$ref === undefined) return undefined;
    schema = valueAt(document as JsonObject, schema.$ref) as JsonSchema;
  }
  return undefined;
}
