import type { JsonValue } from '../model/json-schema';
import type { PropertyPath } from '../model/schemas';
import type { Place, Walk } from './places';

/** A value for a place that is special in some way; whether it is valid is seen later. */
export interface Boundary {
  readonly label: string;
  /** What shall stand at the place. */
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
  /** What shall stand at the place. */
  readonly value: JsonValue;
  /** The property of the place's object that a violation must name, where it is not the place itself. */
  readonly property?: string;
}

/** Proposes breaches of one family of keywords at a place. */
export type MutationRule = (place: Place, walk: Walk) => readonly Breach[];
