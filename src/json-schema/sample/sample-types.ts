import type { JsonValue } from '../model/json-schema';
import type { Random } from '../model/random';
import type { Direction, LocatedSchema, PropertyPath } from '../model/schemas';

/** How a valid value is generated. */
export interface SampleOptions {
  /** The stream for the value at a path; called once per leaf so that adding a property does not shift the others. */
  readonly randomAt: (path: PropertyPath) => Random;
  readonly direction: Direction;
  /** Which optional properties are filled. */
  readonly optional: 'all' | 'none' | 'some';
  /** Proposes a realistic value for a place; used only when it is valid there. */
  readonly propose?: (place: SamplePlace) => JsonValue | undefined;
}

/** A place in a value that is being generated. */
export interface SamplePlace {
  readonly path: PropertyPath;
  readonly schema: LocatedSchema;
  readonly random: Random;
}

/** A valid value at or beside a boundary of its schema: `label: 255 characters (4-byte)`. */
export interface LabelledValue {
  /** Where in the whole value the interesting part stands; empty for the value itself. */
  readonly path: PropertyPath;
  /** What is special about it, for a case title. */
  readonly label: string;
  /** The whole value, valid against the schema. */
  readonly value: JsonValue;
  /** Pointer to the keyword whose boundary this is. */
  readonly pointer: string;
}

/** A valid value in which exactly one constraint is broken. */
export interface Mutation {
  /** The property that a violation must name. */
  readonly path: PropertyPath;
  /** The broken keyword, for example `maxLength`. */
  readonly keyword: string;
  /** What was done, for a case title: `256 characters`. */
  readonly label: string;
  /** The whole value, invalid in this one way. */
  readonly value: JsonValue;
  /** Pointer to the broken keyword. */
  readonly pointer: string;
}
