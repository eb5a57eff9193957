import type { Random } from '../model/random';

/** The allowed length of a text in Unicode code points; `max` may be `Infinity`. */
export interface LengthRange {
  readonly min: number;
  readonly max: number;
}

/** A value and what is special about it: `without @`. */
export interface Shape<T extends string | number> {
  readonly label: string;
  readonly value: T;
}

/** One value of the `format` keyword: what it allows, shows and forbids. */
export interface Format<T extends string | number = string | number> {
  /** The JSON type that the format constrains; other types pass. */
  readonly type: T extends string ? 'string' : 'number';
  /** A message for a value that does not fit: `must be a valid e-mail address`. */
  readonly detail: string;
  validate(value: T): boolean;
  /** A valid value, of the wanted length where the format leaves a choice. */
  sample(random: Random, length: LengthRange): T;
  /** Valid values of unusual shape, for boundary cases. */
  readonly unusual: readonly Shape<T>[];
  /** Values that must be refused everywhere, in several shapes, none of them empty. */
  readonly invalid: readonly Shape<T>[];
}

/** A format of texts; where it gives no validator, the one of ajv-formats is exact enough. */
export type TextFormat = Omit<Format<string>, 'validate' | 'type'> & Partial<Pick<Format<string>, 'validate'>>;
