/** The first place at which a text stops being JSON. */
export interface JsonFault {
  /** Index into the text. */
  readonly index: number;
  /** The characters that should stand there, for a person: `a comma or "]" is expected`. */
  readonly expected: string;
}

/**
 * Finds out why a text is not JSON (RFC 8259). The messages of `JSON.parse` differ between versions of Node and often do
 * not say where.
 *
 * @param text - nested no deeper than the call stack allows
 * @returns undefined when the text is JSON
 */
export function findJsonFault(text: string): JsonFault | undefined {
  let index = 0;

  const fault = (expected: string): JsonFault => ({ index, expected });
  const skipSpace = (): void => {
    while (text[index] === ' ' || text[index] === '\n' || text[index] === '\r' || text[index] === '\t') index++;
  };
  const take = (character: string): boolean => {
    if (text[index] !== character) return false;
    index++;
    return true;
  };

  const value = (): JsonFault | undefined => {
    if (take('{')) return members('}', member);
    if (take('[')) return members(']', value);
    if (text[index] === '"') return string();
    SCALAR.lastIndex = index;
    const scalar = SCALAR.exec(text);
    if (scalar === null) return fault('a value is expected');
    index = SCALAR.lastIndex;
    return undefined;
  };

  const members = (end: string, read: () => JsonFault | undefined): JsonFault | undefined => {
    skipSpace();
    if (take(end)) return undefined;
    for (;;) {
      skipSpace();
      const found = read();
      if (found !== undefined) return found;
      skipSpace();
      if (take(end)) return undefined;
      if (!take(',')) return fault(`a comma or "${end}" is expected`);
    }
  };

  const member = (): JsonFault | undefined => {
    if (text[index] !== '"') return fault('a name in double quotes is expected');
    const found = string();
    if (found !== undefined) return found;
    skipSpace();
    if (!take(':')) return fault('a colon is expected');
    skipSpace();
    return value();
  };

  const string = (): JsonFault | undefined => {
    index++;
    while (index < text.length && text[index] !== '"') {
      if (text.charCodeAt(index) < 0x20) return fault('a control character must be escaped');
      if (text[index] !== '\\') index++;
      else if (ESCAPE.test(text.slice(index, index + 6))) index += text[index + 1] === 'u' ? 6 : 2;
      else return fault('an escape of JSON is expected');
    }
    return take('"') ? undefined : fault('a closing double quote is expected');
  };

  skipSpace();
  const found = value();
  if (found !== undefined) return found;
  skipSpace();
  return index < text.length ? fault('nothing more is expected') : undefined;
}

const SCALAR = /(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)/y;
const ESCAPE = /^\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/;
