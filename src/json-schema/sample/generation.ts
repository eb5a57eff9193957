import type { Conjunction } from '../effective/conjunction';
import type { EffectiveSchema } from '../effective/effective-schema';
import type { JsonValue } from '../model/json-schema';
import type { Random } from '../model/random';
import type { Direction, LocatedSchema, PropertyPath, Schemas } from '../model/schemas';

/** Options for generating a valid value. */
export interface SampleOptions {
  /** The stream for the value at a path; called once per leaf so that adding a property does not shift the others. */
  readonly randomAt: (path: PropertyPath) => Random;
  readonly direction: Direction;
  /** The optional properties that are filled. */
  readonly optional: 'all' | 'none' | 'some';
  /** True follows documented examples as they are, and defaults; where an example breaks its schema, it is mended. */
  readonly examples?: boolean;
  /** Gives the best value there is where none is valid, instead of throwing. */
  readonly lenient?: boolean;
  /** An example of the whole value that stands nearer than those of its schema. */
  readonly given?: JsonValue;
  /** Proposes a realistic value for a place; used only when it is valid there. */
  readonly propose?: (place: SamplePlace) => JsonValue | undefined;
}

/** A place in a value that is being generated. */
export interface SamplePlace {
  readonly path: PropertyPath;
  readonly schema: LocatedSchema;
  /** Everything that the place must satisfy. */
  readonly effective: EffectiveSchema;
  readonly random: Random;
}

/** The state that the generators of one value share. */
export interface Generation {
  readonly schemas: Schemas;
  readonly options: SampleOptions;
  /** The stream of a path; the same one however often it is asked for. */
  readonly randomAt: (path: PropertyPath) => Random;
  /** The number of the attempt at the whole value, from 0; later ones choose other branches. */
  readonly attempt: number;
  /**
   * Makes the value at a path.
   *
   * @param given - what an example of the value around it says
   */
  readonly generate: (conjunction: Conjunction, path: PropertyPath, trail: Trail, given?: JsonValue) => JsonValue;
}

/** The way to a place. */
export interface Trail {
  /** The pointers of the schemas around it. */
  readonly pointers: ReadonlySet<string>;
  /** The number of values around it. */
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
   * @param best - the value with the fewest violations, where one was made
   */
  constructor(
    readonly pointer: string,
    reason: string,
    readonly best?: JsonValue,
  ) {
    super(`${pointer} ${reason}`);
  }
}
