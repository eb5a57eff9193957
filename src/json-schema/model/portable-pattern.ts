/**
 * Writes a pattern of another engine (PCRE, Java, Python, .NET) as ECMA-262, as far as that is a matter of spelling: flags at
 * its start (`(?i)`, `(?s)`), `\A`, `\z`, `\Z`, `(?P<name>…)`, atomic groups and possessive quantifiers, POSIX classes.
 *
 * @returns the same text where there is nothing to translate; it may still be no pattern of ECMA-262
 * @example portablePattern('(?i)^(all|none)$') // '^([aA][lL][lL]|[nN][oO][nN][eE])$'
 */
export function portablePattern(pattern: string): string {
  const [head = '', flags = ''] = /^\^?\(\?([a-zA-Z]+)\)/.exec(pattern) ?? [];
  const start = head.startsWith('^') ? '^' : '';
  const text = start + pattern.slice(head.length);
  return translate(text, flags.includes('i'), flags.includes('s'));
}

const TOKEN =
  /\[:\^?\w+:\]|\\Q[\s\S]*?\\E|\\[pP]\{[^}]*\}|\\u\{[^}]*\}|\\u[\dA-Fa-f]{4}|\\x[\dA-Fa-f]{2}|\\c[A-Za-z]|\\k<\w+>|\\[\s\S]|\(\?P?<\w+>|\(\?P=\w+\)|\(\?>|\(\?#[^)]*\)|[*+?}]\+|[\s\S]/g;

const POSIX: Readonly<Record<string, string>> = {
  ...{ alpha: 'a-zA-Z', digit: '0-9', alnum: 'a-zA-Z0-9', upper: 'A-Z', lower: 'a-z', space: '\\s', word: '\\w' },
  ...{
    xdigit: '0-9A-Fa-f',
    punct: '!-\\/:-@\\[-`{-~',
    blank: ' \\t',
    print: ' -~',
    graph: '!-~',
    cntrl: '\\x00-\\x1f',
  },
};

function translate(pattern: string, anyCase: boolean, dotAll: boolean): string {
  let result = '';
  let inClass = false;
  const tokens = pattern.match(TOKEN) ?? [];
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index]!;
    const opens: boolean = !inClass && token === '[';
    if (inClass && token === ']') inClass = false;
    if (inClass && tokens[index + 1] === '-' && tokens[index + 2] !== ']' && tokens[index + 2] !== undefined) {
      const range = `${token}-${tokens[index + 2]}`;
      result += anyCase ? bothCases(range) : range;
      index += 2;
    } else result += inClass ? classToken(token, anyCase) : plainToken(token, anyCase, dotAll);
    inClass ||= opens;
  }
  return result;
}

function classToken(token: string, anyCase: boolean): string {
  const posix = /^\[:(\w+):\]$/.exec(token)?.[1];
  if (posix !== undefined) return POSIX[posix] ?? token;
  return anyCase && /^[a-zA-Z]$/.test(token) ? token + swapped(token) : token;
}

function plainToken(token: string, anyCase: boolean, dotAll: boolean): string {
  if (token.startsWith('\\Q')) return token.slice(2, -2).replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
  if (token === '\\A') return '^';
  if (token === '\\z' || token === '\\Z') return '$';
  if (token.startsWith('(?P<')) return `(?<${token.slice(4)}`;
  if (token.startsWith('(?P=')) return `\\k<${token.slice(4, -1)}>`;
  // Without atomic groups an engine goes back, which finds the same but for the most contrived patterns.
  if (token === '(?>') return '(?:';
  if (token.startsWith('(?#')) return '';
  if (token.length === 2 && /^[*+?}]\+$/.test(token)) return token.slice(0, 1);
  if (dotAll && token === '.') return '[\\s\\S]';
  return anyCase && /^[a-zA-Z]$/.test(token) ? `[${token}${swapped(token)}]` : token;
}

/** A range of letters and the same in the other case; other ranges stay. */
function bothCases(range: string): string {
  return /^(?:[a-z]-[a-z]|[A-Z]-[A-Z])$/.test(range) ? range + swapped(range) : range;
}

function swapped(text: string): string {
  return text === text.toLowerCase() ? text.toUpperCase() : text.toLowerCase();
}
