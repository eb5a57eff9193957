import { type ParseValue, UsageError } from './command';

/** Takes a text as it is. */
export const text: ParseValue<string> = (value) => value;

/** Takes the name of a file. */
export const fileName: ParseValue<string> = (value, source) => {
  if (value !== '') return value;
  throw new UsageError(`${source} needs the name of a file.`);
};

/** Takes names with commas between; empty ones are left out. */
export const names: ParseValue<readonly string[]> = (value) =>
  value
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');

/**
 * Takes a whole number in decimal digits.
 *
 * @example wholeNumber(0, 65_535)('4010', '--port') // 4010
 */
export function wholeNumber(min: number, max: number): ParseValue<number> {
  return (value, source) => {
    const number = /^\d{1,16}$/.test(value) ? Number(value) : Number.NaN;
    if (number >= min && number <= max) return number;
    throw new UsageError(`${source} must be a whole number from ${min} to ${max}, not "${value}".`);
  };
}

/** Takes one of a few words, at least two. */
export function oneOf<const Choice extends string>(choices: readonly Choice[]): ParseValue<Choice> {
  return (value, source) => {
    const choice = choices.find((candidate) => candidate === value);
    if (choice !== undefined) return choice;
    throw new UsageError(`${source} must be ${choices.slice(0, -1).join(', ')} or ${choices.at(-1)}, not "${value}".`);
  };
}

/** Takes a share of a hundred, decimals allowed. */
export const percentage: ParseValue<number> = (value, source) => {
  const number = /^\d{1,3}(\.\d+)?$/.test(value) ? Number(value) : Number.NaN;
  if (number <= 100) return number;
  throw new UsageError(`${source} must be a number from 0 to 100, not "${value}".`);
};
