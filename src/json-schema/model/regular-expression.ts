const expressions = new Map<string, RegExp>();

/**
 * Compiles a `pattern` as ECMA-262 with the "u" flag, as JSON Schema recommends (2020-12 Core, section 6.4). Many documents
 * are written for engines without it and escape what needs no escape there (`\-`, `\_`): such a pattern is read without.
 *
 * @throws SyntaxError when it is no regular expression in either way
 * @example regularExpression('^[\\w\\-]+$').test('a-b') // true
 */
export function regularExpression(pattern: string): RegExp {
  const known = expressions.get(pattern);
  if (known !== undefined) return known;
  const made = compile(pattern);
  expressions.set(pattern, made);
  return made;
}

function compile(pattern: string): RegExp {
  try {
    return new RegExp(pattern, 'u');
  } catch (error) {
    // Without the flag `\p{L}` and `\u{1F600}` mean plain letters, so what needs the flag is not to be read without it.
    if (/\\(?:[pP]|u)\{/.test(pattern)) throw error;
    return new RegExp(pattern);
  }
}
