import type { JsonObject, JsonValue } from '../../json-schema/model/json-schema';
import { isJsonObject } from '../../json-schema/model/json-value';
import type { LocatedSchema } from '../../json-schema/model/schemas';
import type { Spec } from '../../openapi/model/model';
import { propertiesOf, requiredOf } from '../../openapi/model/schema-facts';
import { jsonMediaType, responseFor } from '../../openapi/operations/responses';
import { type ErrorBody, errorBodyOf } from '../../openapi/resources/error-body';
import { ofOtherType, otherSpelling, renamed, withoutMember } from '../changes/change-items';
import type { FaultInjection } from '../changes/fault-injection';
import type { DriftDefinition } from './drift';

/** The schema of a document's errors, and how they list violations where they do. */
export interface ErrorPlaces {
  readonly schema: LocatedSchema;
  readonly body: ErrorBody | undefined;
}

/** Finds the schema of a document's errors; undefined when it describes none. */
export function errorPlaces(spec: Spec): ErrorPlaces | undefined {
  const schema = spec.operations
    .map((operation) => jsonMediaType(responseFor(operation, 400)?.mediaTypes ?? [])?.schema)
    .find((each) => each !== undefined);
  return schema && { schema, body: errorBodyOf(spec.schemas, schema) };
}

/** Changes the list of violations in an error, where there is one with something in it. */
export function changeViolations(
  body: JsonValue,
  { list }: ErrorBody,
  change: (violations: JsonObject[]) => JsonObject[],
): JsonValue | undefined {
  if (!isJsonObject(body)) return undefined;
  const listed = body[list.name];
  if (!Array.isArray(listed) || listed.length === 0 || !listed.every(isJsonObject)) return undefined;
  return { ...body, [list.name]: change(listed) };
}

/** Changes the first sentence that an error says to a person, however deep it stands. */
export function changeSentence(value: JsonValue, change: (text: string) => string): JsonValue {
  if (Array.isArray(value)) return value.length === 0 ? value : [changeSentence(value[0]!, change), ...value.slice(1)];
  if (!isJsonObject(value)) return value;
  for (const [name, member] of Object.entries(value)) {
    if (typeof member === 'string' && /detail|message|description/i.test(name))
      return { ...value, [name]: change(member) };
  }
  for (const [name, member] of Object.entries(value)) {
    if (typeof member === 'object' && member !== null) return { ...value, [name]: changeSentence(member, change) };
  }
  return value;
}

const SCHEMA = 'problem-matches-schema';

/** The faults of each member of an error, or of an object in it. */
export function* shapeFaults(
  spec: Spec,
  schema: LocatedSchema,
  prefix: string,
  change: (edit: (object: JsonObject) => JsonObject) => FaultInjection,
): Iterable<DriftDefinition> {
  const required = requiredOf(spec.schemas, schema);
  for (const [name, property] of propertiesOf(spec.schemas, schema)) {
    const set = (make: (value: JsonValue) => JsonValue): FaultInjection =>
      change((error) => (Object.hasOwn(error, name) ? { ...error, [name]: make(error[name] ?? null) } : error));
    const allows = (value: JsonValue) => spec.schemas.validator(property, 'response')(value).length === 0;
    if (required.has(name)) {
      const other = otherSpelling(name);
      yield [
        `${prefix}${name}:missing`,
        `leaves ${name} out of errors`,
        SCHEMA,
        change((error) => withoutMember(error, name)),
      ];
      yield [
        `${prefix}${name}:renamed`,
        `calls ${name} ${other} in errors`,
        SCHEMA,
        change((error) => renamed(error, name, other)),
      ];
    }
    if (!allows(null)) yield [`${prefix}${name}:null`, `answers null for ${name} in errors`, SCHEMA, set(() => null)];
    yield [`${prefix}${name}:wrong-type`, `answers ${name} of errors in another type`, SCHEMA, set(ofOtherType)];
  }
}
