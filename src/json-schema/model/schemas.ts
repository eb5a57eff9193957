import type { JsonObject, JsonSchema } from './json-schema';

/** The way that a value travels: `readOnly` properties are not required in a request, `writeOnly` not in a response. */
export type Direction = 'request' | 'response';

/** A path inside a JSON value: property names and array indexes, outermost first. */
export type PropertyPath = readonly (string | number)[];

/** A schema and where it stands in the document, every `$ref` on the way followed. */
export interface LocatedSchema {
  /** JSON Pointer with a leading `#` (RFC 6901, section 6), for example `#/components/schemas/Note`. */
  readonly pointer: string;
  /** The schema object itself; `true` and `false` of JSON Schema are given as `{}` and `{ not: {} }`. */
  readonly schema: JsonSchema;
}

/** One broken constraint of one value. */
export interface SchemaViolation {
  /** The offending property; for `required` the missing one, for `additionalProperties` the surplus one. */
  readonly path: PropertyPath;
  /** The JSON Schema keyword that is broken, for example `maxLength`. */
  readonly keyword: string;
  /** A sentence for a person, without the property's name: "must be at most 255 characters". */
  readonly detail: string;
  /** Pointer to the broken keyword in the document, for example `#/components/schemas/Note/properties/text/maxLength`. */
  readonly pointer: string;
}

/** Checks a value; an empty list means that the value is valid. Every violation is listed, each once. */
export type Validator = (value: unknown) => readonly SchemaViolation[];

/** All schemas of one document: looked up by pointer, compiled on first use and once. */
export interface Schemas {
  readonly document: JsonObject;
  /**
   * Finds the schema at a pointer and follows its `$ref`s.
   * @throws {@link ../schema/pointer.PointerError} when nothing stands there or a `$ref` chain is cyclic.
   */
  at(pointer: string): LocatedSchema;
  /** The schema below `parent` at `tokens` (for example `'properties', 'name'`), or undefined when there is none. */
  below(parent: LocatedSchema, ...tokens: string[]): LocatedSchema | undefined;
  /** The compiled validator of a schema for one direction. Compiled once per schema and direction. */
  validator(schema: LocatedSchema, direction: Direction): Validator;
}
