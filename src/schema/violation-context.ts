import type { JsonSchema, JsonValue } from './json-schema';
import type { Validator } from './schemas';

/** What turning ajv's errors into violations needs to know of the document. */
export interface ViolationContext {
  /** The pointer of an object of the document; undefined for anything else. */
  readonly pointerOf: (schema: object) => string | undefined;
  /** See `createReferenceFollower`. */
  readonly follow: (schema: JsonValue) => JsonSchema[];
  readonly validatorAt: (pointer: string) => Validator;
}
