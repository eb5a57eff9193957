import type { JsonValue } from '../model/json-schema';
import type { PropertyPath } from '../model/schemas';
import type { Place, Walk } from './places';

/** A value for a place that is special in some way; whether it is valid is seen later. */
export interface Boundary {
  readonly label: string;
  /** The new value of the place. */
  readonly value: JsonValue;
  /** The keyword whose boundary it is. */
  readonly pointer: string;
  /** The place that the label speaks of, where it is not the place itself. */
  readonly path?: PropertyPath;
}

/** Proposes the boundaries of one family of keywords at a place. */
export type BoundaryRule = (place: Place, walk: Walk) => readonly Boundary[];

/** A value for a place that breaks one constraint; whether it does, and only that one, is seen later. */
export interface Breach {
  /** The keyword to break. */
  readonly keyword: string;
  readonly label: string;
  /** The new value of the place. */
  readonly value: JsonValue;
  /** The property of the place's object that a violation must name, where it is not the place itself. */
  readonly property?: string;
}

/** Proposes breaches of one family of keywords at a place. */
export type MutationRule = (place: Place, walk: Walk) => readonly Breach[];

/** A valid value at or beside a boundary of its schema: `label: 255 characters (4-byte)`. */
export interface LabelledValue {
  /** The place of the interesting part in the whole value; empty for the value itself. */
  readonly path: PropertyPath;
  /** A note on what is special about it, for a case title. */
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
  /** A note on what was done, for a case title: `256 characters`. */
  readonly label: string;
  /** The whole value, invalid in this one way. */
  readonly value: JsonValue;
  /** Pointer to the broken keyword. */
  readonly pointer: string;
}
