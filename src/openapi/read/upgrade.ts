import { DOUBTFUL_NULL, type JsonObject, type JsonValue } from '../../json-schema/model/json-schema';
import { moveExclusiveLimit } from '../../json-schema/validate/mend-schema';
import { walkDocument } from './document-shape';

/**
 * Turns an OpenAPI 3.0 document into a 3.1 one that promises the same, in place: schemas become JSON Schema 2020-12
 * (`nullable` becomes the type `null`, boolean `exclusiveMinimum` the limit itself, `example` a list of `examples`).
 * Formats stay as they are: `binary` and `byte` go on to mean what they meant. A 3.1 document is left alone.
 *
 * @param document - bundled, of a version that `checkVersion` accepts
 */
export function upgrade(document: JsonObject): void {
  if (!/^3\.0(?:\.|$)/.test(String(document.openapi))) return;
  walkDocument({ kind: 'document', pointer: '#', node: document }, ({ kind, node }) => {
    if (kind === 'schema') upgradeSchema(node);
    return undefined;
  });
  document.openapi = '3.1.0';
}

function upgradeSchema(schema: JsonObject): void {
  // What Swagger 2.0 has of its own.
  if (schema.type === 'file') Object.assign(schema, { type: 'string', format: 'binary' });
  if (typeof schema.discriminator === 'string') schema.discriminator = { propertyName: schema.discriminator };
  if (typeof schema.$ref === 'string') dropSiblings(schema);
  moveExclusiveLimit(schema, 'exclusiveMinimum', 'minimum');
  moveExclusiveLimit(schema, 'exclusiveMaximum', 'maximum');
  if (schema.example !== undefined) {
    schema.examples ??= [schema.example];
    delete schema.example;
  }
  const { nullable } = schema;
  delete schema.nullable;
  if (nullable === true) allowNull(schema);
  // An extension that tools of Swagger 2.0 agree on, and that no other validator obeys.
  else if (schema['x-nullable'] === true && nullable === undefined) allowNull(schema, true);
}

// In 3.0 whatever stands beside a `$ref` is ignored (section 4.7.23); 3.1 would obey it. `nullable` is kept, because
// it is meant where it is written.
function dropSiblings(schema: JsonObject): void {
  for (const key of Object.keys(schema)) {
    if (key !== '$ref' && key !== 'nullable' && key !== 'description' && !key.startsWith('x-')) delete schema[key];
  }
}

// An `enum` beside `nullable` often leaves null out, and often there is no type; read to the letter null would never be
// valid, so it is added, but not relied on.
function allowNull(schema: JsonObject, isDoubtful = false): void {
  const { type } = schema;
  if (typeof type === 'string') {
    const isListed = !Array.isArray(schema.enum) || schema.enum.includes(null);
    schema.type = [type, 'null'];
    if (!isListed) (schema.enum as JsonValue[]).push(null);
    if (isDoubtful || !isListed) schema[DOUBTFUL_NULL] = true;
    return;
  }
  const constraints: JsonObject = {};
  for (const key of Object.keys(schema)) {
    if (ANNOTATIONS.has(key) || key.startsWith('x-')) continue;
    constraints[key] = schema[key] as JsonValue;
    delete schema[key];
  }
  if (Object.keys(constraints).length > 0) schema.anyOf = [constraints, { type: 'null', [DOUBTFUL_NULL]: true }];
}

const ANNOTATIONS: ReadonlySet<string> = new Set([
  ...['title', 'description', 'default', 'example', 'examples', 'readOnly', 'writeOnly', 'deprecated', 'xml'],
  'externalDocs',
]);
