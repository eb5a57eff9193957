import type { Operation } from '../../openapi/model/model';
import { createProblem, type Problem } from '../problems/problems';
import type { Override } from './override';
import {
  findExample,
  orList,
  possibleCodes,
  possibleExamples,
  promisedResponse,
  statusInRange,
} from './possible-answers';

/** The longest delay that may be asked for: ten minutes. */
const LONGEST_DELAY = 600_000;

/** The number of drifts that a refusal names. */
const SOME = 12;

/** Reasons for requests that the document has no operation for. */
const ONLY_ERRORS = 'must be any from 400 to 599, since the document does not describe this';
const NOTHING_ELSE =
  'must be left out: the document does not describe this, so that only a code from 400 to 599 and a delay can be had';

/** The preferences of a client for one answer. */
export interface Preferences {
  readonly override: Override;
  /** The value of `Preference-Applied`. */
  readonly applied: string;
  /** The rest of the header: preferences that the mock does not know. */
  readonly rest: string;
}

/**
 * Reads what a client wants: `code=404` or `code=4XX`, `example=NAME`, `dynamic=true`, `delay=MS`, `drift=NAME` (RFC 7240; the first three
 * are Prism's). Other preferences are none of ours and passed over, as section 2 asks for.
 *
 * @param header - the `Prefer` header
 * @param operation - the operation that is asked; undefined where the document has none, and then only errors and delays are possible
 * @param driftNames - gives the names of the document's drifts
 * @returns undefined when none of the preferences is ours; a problem that says what is possible when one of them is not
 */
export function readPreferences(
  header: string,
  operation: Operation | undefined,
  driftNames: () => readonly string[],
): Preferences | Problem | undefined {
  const preferences = parsePrefer(header);
  if ('fault' in preferences) return refusal(operation, [['', preferences.fault]]);
  const given = new Map(preferences.map(({ name, value }) => [name, value]));
  const faults: Fault[] = [];
  const preferred: { -readonly [Field in keyof Override]?: Override[Field] } = {};
  const refuse = (name: string, reason: string): void => void faults.push([name, reason]);

  const delay = given.get('delay');
  if (delay !== undefined) {
    if (/^\d{1,6}$/.test(delay) && Number(delay) <= LONGEST_DELAY) preferred.delay = Number(delay);
    else refuse('delay', `must be a whole number of milliseconds from 0 to ${LONGEST_DELAY}`);
  }
  const code = given.get('code');
  if (code !== undefined) {
    const status = /^[2-5]xx$/i.test(code)
      ? statusInRange(operation, code[0]!)
      : /^[2-5]\d\d$/.test(code)
        ? Number(code)
        : undefined;
    if (
      status !== undefined &&
      (operation === undefined ? status >= 400 : promisedResponse(operation, status) !== undefined)
    )
      preferred.status = status;
    else refuse('code', operation === undefined ? ONLY_ERRORS : `must be ${possibleCodes(operation)}`);
  }
  const example = given.get('example');
  if (example !== undefined && operation === undefined) refuse('example', NOTHING_ELSE);
  else if (example !== undefined && faults.every(([name]) => name !== 'code')) {
    const possible = possibleExamples(operation!, preferred.status);
    if (findExample(operation!, example, preferred.status) !== undefined) preferred.example = example;
    else refuse('example', possible === '' ? 'must be left out: there is no example' : `must be ${possible}`);
  }
  const dynamic = given.get('dynamic');
  if (dynamic === 'true' || dynamic === '') {
    if (operation === undefined) refuse('dynamic', NOTHING_ELSE);
    else if (preferred.example !== undefined) refuse('dynamic', 'must not be asked for together with an example');
    // Errors are true, whatever else is asked for: nothing of theirs is made up.
    else if (preferred.status === undefined || preferred.status < 400) preferred.dynamic = true;
  } else if (dynamic !== undefined && dynamic !== 'false') refuse('dynamic', 'must be true or false');
  const drift = given.get('drift');
  if (drift !== undefined && operation === undefined) refuse('drift', NOTHING_ELSE);
  else if (drift !== undefined) {
    const names = driftNames();
    if (names.includes(drift)) preferred.drift = drift;
    else refuse('drift', describeDrifts(names));
  }
  if (faults.length > 0) return refusal(operation, faults);
  const applied = ['code', 'example', 'dynamic', 'delay', 'drift'].filter((name) =>
    name === 'code' ? preferred.status !== undefined : preferred[name as 'example'] !== undefined,
  );
  if (applied.length === 0) return undefined;
  const told = applied.map((name) => `${name}=${wordOf(given.get(name) || 'true')}`).join(', ');
  const others = preferences.filter(({ name }) => !applied.includes(name));
  const rest = others.map(({ text }) => text).join(', ');
  return { override: { ...preferred, because: `prefer ${told}` }, applied: told, rest };
}

type Fault = readonly [name: string, reason: string];

function refusal(operation: Operation | undefined, faults: readonly Fault[]): Problem {
  const subject = operation === undefined ? 'this request' : operation.id;
  const names = faults.map(([name]) => name).filter((name) => name !== '');
  const what =
    names.length === 0 ? 'The Prefer header cannot be read' : `The preference for ${orList(names)} cannot be met by`;
  const reasons = faults.map(([name, reason]) => `${name === '' ? 'it' : name} ${reason}`).join('; ');
  return createProblem('impossible-preference', {
    detail: names.length === 0 ? `${what}: ${reasons}.` : `${what} ${subject}: ${reasons}.`,
    violations: faults.map(([name, reason]) => ({
      in: 'header',
      path: name === '' ? ['Prefer'] : ['Prefer', name],
      keyword: 'preference',
      reason,
    })),
    note: `impossible: ${reasons}`,
  });
}

function describeDrifts(names: readonly string[]): string {
  if (names.length === 0) return 'must be left out: there is no drift for this document';
  const shown = names.slice(0, SOME);
  const more = names.length > SOME ? [`one of ${names.length - SOME} more`] : [];
  return `must be ${orList([...shown, ...more])}`;
}

/** A token as it is, anything else quoted (RFC 7240, section 2). */
function wordOf(text: string): string {
  return /^[!#$%&'*+.^_`|~\w-]+$/.test(text)
    ? text
    : `"${text.replace(/["\\]/g, '\\$&').replace(/[^\x20-\x7e]/g, '?')}"`;
}

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
  /** The fault, a clause without its subject. */
  readonly fault: string;
}

const TOKEN = /[!#$%&'*+.^_`|~0-9A-Za-z-]+/y;
/** A value: a token, and characters that separate nothing there, so that `drift=a:b` needs no quotes. */
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
