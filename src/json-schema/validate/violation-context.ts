import type { JsonSchema, JsonValue } from '../model/json-schema';
import type { SchemaViolation } from '../model/schemas';

/** What turning ajv's errors into violations needs to know of the document. */
export interface ViolationContext {
  /** The pointer of an object of the document; undefined for anything else. */
  readonly pointerOf: (schema: object) => string | undefined;
  /** See `createReferenceFollower`. */
  readonly follow: (schema: JsonValue) => JsonSchema[];
  /**
   * The violations of a value against the schema at a pointer, to tell what is wrong with a chosen alternative. Empty when
   * there are none, and when alternatives inside alternatives have been explained deeply enough.
   */
  readonly explain: (pointer: string, value: JsonValue) => readonly SchemaViolation[];
}
