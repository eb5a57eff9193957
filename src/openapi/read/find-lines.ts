import { createBlockLines } from './block-lines';
import { createJsonLines } from './json-lines';

/** Finds the line of a value by its path; or of the innermost part of the path that exists. */
export type LineFinder = (tokens: readonly string[]) => number | undefined;

/**
 * Creates a finder of lines in a text. Nothing is looked at before the first question.
 *
 * @param text - a text that `parseYaml` accepts
 * @returns a function from names and indexes to the line of the value's key, from 1; undefined in an empty text
 * @example createLineFinder('a:\n  b: 1')(['a', 'b']) // 2
 */
export function createLineFinder(text: string): LineFinder {
  let find: LineFinder | undefined;
  return (tokens) => {
    find ??= createJsonLines(text) ?? createBlockLines(text);
    return find(tokens);
  };
}
