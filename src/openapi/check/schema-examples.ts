import type { JsonObject, JsonSchema, JsonValue } from '../../json-schema/model/json-schema';
import type { SchemaViolation } from '../../json-schema/model/schemas';
import { isFlat, walkSchemas } from '../../json-schema/model/walk-schemas';
import type { Spec } from '../model/model';

/** An example of a schema that breaks it. */
export interface BrokenExample {
  /** The place of the example in the document that was written. */
  readonly pointer: string;
  readonly violation: SchemaViolation;
}

/**
 * Finds the examples in schemas, at any depth, that break the schema they stand in, for requests and for answers alike: one
 * that has what only answers have is sound. Schemas without others inside, of which a document has thousands, are compiled once
 * for all that say the same.
 */
export function brokenSchemaExamples({ schemas, version }: Spec): BrokenExample[] {
  const broken: BrokenExample[] = [];
  const validated = new Map<string, string>();
  const isOld = /^(?:2|3\.0)/.test(version);
  walkSchemas(schemas.document, (schema, pointer) => {
    for (const [field, value] of examplesOf(schema, isOld)) {
      const key = isFlat(schema as JsonObject) ? constraintsOf(schema) : pointer;
      const place = validated.get(key) ?? pointer;
      validated.set(key, place);
      const located = schemas.at(place);
      const [first] = schemas.validator(located, 'response')(value);
      if (first === undefined || schemas.validator(located, 'request')(value).length === 0) continue;
      broken.push({ pointer: `${pointer}/${field}`, violation: first });
    }
  });
  return broken;
}

// Before 3.1 a schema had one example, which has become a list of one.
function examplesOf({ example, examples }: JsonSchema, isOld: boolean): [field: string, value: JsonValue][] {
  const listed = (examples ?? []).map((value, index): [string, JsonValue] => [
    isOld ? 'example' : `examples/${index}`,
    value,
  ]);
  return example === undefined ? listed : [['example', example], ...listed];
}

function constraintsOf({ example: _, examples: __, description: ___, title: ____, ...rest }: JsonSchema): string {
  return JSON.stringify(rest);
}
