import type { JsonObject } from '../../json-schema/json-schema';
import type { Operation, Spec } from '../../openapi/model';
import { propertiesOf } from '../../openapi/schema-facts';
import { jsonBody } from './requests/valid-request';

/** The documented defaults of the properties of an operation's body. */
export function defaultsOf(spec: Spec, operation: Operation): JsonObject {
  const schema = jsonBody(operation)?.schema;
  if (schema === undefined) return {};
  const entries = [...propertiesOf(spec.schemas, schema)].flatMap(([name, property]) =>
    property.schema.default === undefined ? [] : [[name, property.schema.default] as const],
  );
  return Object.fromEntries(entries);
}
