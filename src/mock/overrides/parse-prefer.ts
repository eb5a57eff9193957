/** One preference of a client (RFC 7240, section 2). */
export interface Preference {
  /** In lower case. */
  readonly name: string;
  /** `''` when it has none, which means the same as none. */
  readonly value: string;
  /** As it was written, with its parameters. */
  readonly text: string;
}

/** A `Prefer` header that does not follow the grammar. */
export interface PreferFault {
  /** What is wrong, a clause without its subject. */
  readonly fault: string;
}

const TOKEN = /[!#$%&'*+.^_`|~0-9A-Za-z-]+/y;
/** What is taken for a value: tokens, and what only hinders where it separates nothing, so that `drift=a:b` needs no quotes. */
const VALUE = /[\x21\x23-\x2b\x2d-\x3a\x3c\x3e-\x7e]+/y;
const QUOTED = /"((?:[\t \x21\x23-\x5b\x5d-\x7e\x80-\uffff]|\\[\t \x21-\x7e\x80-\uffff])*)"/y;
const SPACE = /[ \t]*/y;

/**
 * Reads a `Prefer` header: a list of tokens, each with an optional value, a token or a quoted text, and optional parameters
 * (RFC 7240, section 2). Names are compared without regard to case; of several with the same name the first one counts.
 * Parameters are read over, since no preference of ours has any. Values without quotes may hold more than the RFC says.
 *
 * @param header - the field's value; several fields joined by commas
 * @example parsePrefer('code=404, example="not found"; a=b')
 * // [{ name: 'code', value: '404', text: 'code=404' }, { name: 'example', value: 'not found', … }]
 */
export function parsePrefer(header: string): readonly Preference[] | PreferFault {
  const preferences = new Map<string, Preference>();
  let position = 0;

  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = position;
    const match = pattern.exec(header);
    if (match !== null) position = pattern.lastIndex;
    return match;
  };
  const skipSpace = (): string | undefined => {
    take(SPACE);
    return header[position];
  };
  const fault = (wanted: string): PreferFault => ({
    fault: `needs ${wanted} at character ${position + 1} (RFC 7240), for example: code=404, delay=300`,
  });
  /** `name`, `name=token` or `name="text"`. */
  const readPair = (): Omit<Preference, 'text'> | PreferFault => {
    const name = take(TOKEN)?.[0].toLowerCase();
    if (name === undefined) return fault('a name');
    if (skipSpace() !== '=') return { name, value: '' };
    position++;
    skipSpace();
    const quoted = take(QUOTED);
    if (quoted !== null) return { name, value: quoted[1]!.replace(/\\(.)/g, '$1') };
    const value = take(VALUE)?.[0];
    return value === undefined ? fault('a value') : { name, value };
  };

  for (;;) {
    const next = skipSpace();
    if (next === undefined) return [...preferences.values()];
    // A list may have empty elements (RFC 9110, section 5.6.1).
    if (next === ',') {
      position++;
      continue;
    }
    const start = position;
    const preference = readPair();
    if ('fault' in preference) return preference;
    while (skipSpace() === ';') {
      position++;
      const after = skipSpace();
      if (after === undefined || after === ',' || after === ';') continue;
      const parameter = readPair();
      if ('fault' in parameter) return parameter;
    }
    if (header[position] !== undefined && header[position] !== ',') return fault('a comma');
    const text = header.slice(start, position).trimEnd();
    if (!preferences.has(preference.name)) preferences.set(preference.name, { ...preference, text });
  }
}
