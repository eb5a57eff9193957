import type { Operation } from '../../openapi/model';
import { createProblem, type Problem } from '../problems/problems';
import type { Demand } from './override';
import { parsePrefer } from './parse-prefer';
import { findExample, orList, possibleCodes, possibleExamples, promisedResponse } from './possible-answers';

/** The longest delay that may be asked for: ten minutes. */
const LONGEST_DELAY = 600_000;

/** How many drifts a refusal names. */
const SOME = 12;

/** What can be had where the document has no operation. */
const ONLY_ERRORS = 'must be any from 400 to 599, since the document does not describe this';
const NOTHING_ELSE =
  'must be left out: the document does not describe this, so that only a code from 400 to 599 and a delay can be had';

/** What a client wants of one answer. */
export interface Wishes {
  readonly demand: Demand;
  /** The value of `Preference-Applied`. */
  readonly applied: string;
  /** What is left of the header: preferences that are none of ours. */
  readonly rest: string;
}

/**
 * Reads what a client wants: `code=404`, `example=NAME`, `dynamic=true`, `delay=MS`, `drift=NAME` (RFC 7240; the first three
 * are Prism's). Other preferences are none of ours and passed over, as section 2 asks for.
 *
 * @param header - the `Prefer` header
 * @param operation - the operation that is asked; undefined where the document has none, and then only errors and delays can be had
 * @param driftNames - gives the names of the document's drifts
 * @returns undefined when there is nothing for us in it; a problem that says what is possible when a wish is not
 */
export function readWishes(
  header: string,
  operation: Operation | undefined,
  driftNames: () => readonly string[],
): Wishes | Problem | undefined {
  const preferences = parsePrefer(header);
  if ('fault' in preferences) return refusal(operation, [['', preferences.fault]]);
  const given = new Map(preferences.map(({ name, value }) => [name, value]));
  const faults: Fault[] = [];
  const wish: { -readonly [Field in keyof Demand]?: Demand[Field] } = {};
  const refuse = (name: string, reason: string): void => void faults.push([name, reason]);

  const delay = given.get('delay');
  if (delay !== undefined) {
    if (/^\d{1,6}$/.test(delay) && Number(delay) <= LONGEST_DELAY) wish.delay = Number(delay);
    else refuse('delay', `must be a whole number of milliseconds from 0 to ${LONGEST_DELAY}`);
  }
  const code = given.get('code');
  if (code !== undefined) {
    const status = /^[2-5]\d\d$/.test(code) ? Number(code) : undefined;
    if (
      status !== undefined &&
      (operation === undefined ? status >= 400 : promisedResponse(operation, status) !== undefined)
    )
      wish.status = status;
    else refuse('code', operation === undefined ? ONLY_ERRORS : `must be ${possibleCodes(operation)}`);
  }
  const example = given.get('example');
  if (example !== undefined && operation === undefined) refuse('example', NOTHING_ELSE);
  else if (example !== undefined && faults.every(([name]) => name !== 'code')) {
    const possible = possibleExamples(operation!, wish.status);
    if (findExample(operation!, example, wish.status) !== undefined) wish.example = example;
    else refuse('example', possible === '' ? 'must be left out: there is no example' : `must be ${possible}`);
  }
  const dynamic = given.get('dynamic');
  if (dynamic === 'true' || dynamic === '') {
    if (operation === undefined) refuse('dynamic', NOTHING_ELSE);
    else if (wish.example !== undefined) refuse('dynamic', 'must not be asked for together with an example');
    // Errors are true, whatever else is asked for: nothing of theirs is made up.
    else if (wish.status === undefined || wish.status < 400) wish.dynamic = true;
  } else if (dynamic !== undefined && dynamic !== 'false') refuse('dynamic', 'must be true or false');
  const drift = given.get('drift');
  if (drift !== undefined && operation === undefined) refuse('drift', NOTHING_ELSE);
  else if (drift !== undefined) {
    const names = driftNames();
    if (names.includes(drift)) wish.drift = drift;
    else refuse('drift', describeDrifts(names));
  }
  if (faults.length > 0) return refusal(operation, faults);
  const applied = ['code', 'example', 'dynamic', 'delay', 'drift'].filter((name) =>
    name === 'code' ? wish.status !== undefined : wish[name as 'example'] !== undefined,
  );
  if (applied.length === 0) return undefined;
  const told = applied.map((name) => `${name}=${wordOf(given.get(name) || 'true')}`).join(', ');
  const others = preferences.filter(({ name }) => !applied.includes(name));
  const rest = others.map(({ text }) => text).join(', ');
  return { demand: { ...wish, because: `prefer ${told}` }, applied: told, rest };
}

type Fault = readonly [name: string, reason: string];

function refusal(operation: Operation | undefined, faults: readonly Fault[]): Problem {
  const subject = operation === undefined ? 'this request' : operation.id;
  const names = faults.map(([name]) => name).filter((name) => name !== '');
  const what =
    names.length === 0 ? 'The Prefer header cannot be read' : `The wish for ${orList(names)} cannot be met by`;
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
