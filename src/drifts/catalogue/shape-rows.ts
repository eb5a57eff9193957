import type { JsonObject, JsonValue } from '../../json-schema/json-schema';
import type { LocatedSchema } from '../../json-schema/schemas';
import type { Spec } from '../../openapi/model';
import { propertiesOf, requiredOf } from '../../openapi/schema-facts';
import { ofOtherType, otherSpelling, renamed, withoutMember } from '../changes/change-items';
import type { DriftRow, Spoil } from './drift';

const SCHEMA = 'problem-matches-schema';

/** The faults of each member of an error, or of an object in it. */
export function* shapeRows(
  spec: Spec,
  schema: LocatedSchema,
  prefix: string,
  change: (edit: (object: JsonObject) => JsonObject) => Spoil,
): Iterable<DriftRow> {
  const required = requiredOf(spec.schemas, schema);
  for (const [name, property] of propertiesOf(spec.schemas, schema)) {
    const set = (make: (value: JsonValue) => JsonValue): Spoil =>
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
