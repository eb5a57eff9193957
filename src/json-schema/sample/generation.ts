import type { Conjunction } from '../effective/conjunction';
import type { JsonValue } from '../model/json-schema';
import type { Random } from '../model/random';
import type { PropertyPath, Schemas } from '../model/schemas';
import type { SampleOptions } from './sample-types';

/** What the generators of one value share. */
export interface Generation {
  readonly schemas: Schemas;
  readonly options: SampleOptions;
  /** The stream of a path; the same one however often it is asked for. */
  readonly randomAt: (path: PropertyPath) => Random;
  /** Which attempt at the whole value this is, from 0; later ones choose other branches. */
  readonly attempt: number;
  /** Makes the value at a path. */
  readonly generate: (conjunction: Conjunction, path: PropertyPath, trail: Trail) => JsonValue;
}

/** How a place was reached. */
export interface Trail {
  /** The pointers of the schemas around it. */
  readonly pointers: ReadonlySet<string>;
  /** How many values stand around it. */
  readonly depth: number;
  /** Set when the value must come to an end: optional parts are left out from here on. */
  readonly closing: boolean;
}

/** No value could be made for a schema. */
export class SampleError extends Error {
  override readonly name = 'SampleError';

  /**
   * @param pointer - the schema at fault
   * @param reason - what failed, a clause without the pointer
   */
  constructor(
    readonly pointer: string,
    reason: string,
  ) {
    super(`${pointer} ${reason}`);
  }
}
