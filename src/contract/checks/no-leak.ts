import { shorten } from '../exchange/describe-value';
import type { Exchange } from '../exchange/exchange';
import { type Check, faultKey } from '../findings/check';

const PAGE = 'a page of a framework';

const LEAKS: readonly (readonly [what: string, pattern: RegExp])[] = [
  ['a stack trace', /^\s*at\s+\S.*(:\d+:\d+\)?|\.(java|kt|scala):\d+\))/m],
  ['a stack trace', /Traceback \(most recent call last\)|^\s*File ".+", line \d+/m],
  ['a stack trace', /\.(php|rb|py|go|cs)(:| on line |:line )\d+/],
  ['a stack trace', /goroutine \d+ \[|Exception in thread "/],
  ['a file path', /(^|[\s"'(=])\/(usr|home|var|app|srv|opt|root|workspace|tmp)\/[\w.-]+\/[\w./-]+/],
  ['a file path', /node_modules[/\\]|[A-Z]:\\+(Users|inetpub|Program Files|Windows)\\/],
  [
    'a database message',
    /\b(SQLSTATE|ORA-\d{5}|ER_[A-Z]+_[A-Z]+|SQLITE_[A-Z]+|PG::\w+Error|duplicate key value violates)/,
  ],
  ['an SQL statement', /\b(SELECT\s.{1,200}\sFROM|INSERT\s+INTO\s|UPDATE\s.{1,80}\sSET\s|DELETE\s+FROM\s)/],
  ['the name of an internal error', /\b\w+\.\w+(\.\w+)*(Exception|Error)\b:?/],
  [PAGE, /<!doctype html|<html[\s>]/i],
];

/** An error tells a client nothing of the server's inside: no stack trace, file path, SQL or framework page. */
export const noLeak: Check<Exchange> = {
  name: 'no-leak',
  severity: 'error',
  basis: 'RFC 9457, section 5; OWASP API Security Top 10 (2023), API8',
  judge({ documented, isBorrowed, response }) {
    if (response.status < 400 || response.body.byteLength === 0) return [];
    const raw = new TextDecoder().decode(response.body.subarray(0, 65_536));
    // In JSON, the lines of a trace are joined by escapes.
    const text = raw.replaceAll('\\n', '\n').replaceAll('\\t', '\t');
    for (const [what, pattern] of LEAKS) {
      const found = pattern.exec(text);
      if (found === null) continue;
      // No standard forbids a page; and where no operation promises a body, there is nothing to hold on to.
      const isLoose =
        documented === undefined || isBorrowed === true || documented.mediaTypes.length === 0 || what === PAGE;
      return [
        {
          severity: isLoose ? 'warning' : undefined,
          title: `shows ${what} in an error with status ${response.status}`,
          promised: 'an error without anything of the inside of the server',
          received: shorten(text.slice(Math.max(0, found.index - 20), found.index + 200), 220),
          // What no operation promises is written in one place of the server.
          pointer: documented?.pointer ?? '#/paths',
          symptom: what,
          causedBy:
            documented === undefined ? [] : [faultKey('media-type-documented', documented.pointer, 'text/html')],
        },
      ];
    }
    return [];
  },
};
