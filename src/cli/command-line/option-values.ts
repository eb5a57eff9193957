import { UsageError } from './command';

/**
 * Reads a whole number from an option.
 *
 * @param name - what the user typed, for the message: `--port`
 * @param text - the value as typed
 * @param min - the smallest that is allowed
 * @param max - the largest that is allowed
 * @throws {@link UsageError} for anything but decimal digits, and for a number out of range
 */
export function wholeNumber(name: string, text: string, min: number, max: number): number {
  const number = /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
  if (number >= min && number <= max) return number;
  throw new UsageError(`${name} must be a whole number from ${min} to ${max}, not "${text}".`);
}

/**
 * Reads one of a few words from an option.
 *
 * @param name - what the user typed, for the message: `--log-format`
 * @param text - the value as typed
 * @param choices - the words, at least two
 * @throws {@link UsageError} for any other word
 */
export function oneOf<Choice extends string>(name: string, text: string, choices: readonly Choice[]): Choice {
  const choice = choices.find((candidate) => candidate === text);
  if (choice !== undefined) return choice;
  throw new UsageError(`${name} must be ${choices.slice(0, -1).join(', ')} or ${choices.at(-1)}, not "${text}".`);
}

/**
 * Reads a share of a hundred, decimals allowed.
 *
 * @param option - with its dashes, for the message
 * @throws {@link UsageError} when it is no number from 0 to 100
 * @example percentage('--min-coverage', '87.5') // 87.5
 */
export function percentage(option: string, text: string): number {
  const value = /^\d{1,3}(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  if (value <= 100) return value;
  throw new UsageError(`${option} must be a number from 0 to 100, not "${text}".`);
}
