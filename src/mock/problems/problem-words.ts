import type { JsonValue } from '../../json-schema/model/json-schema';
import { formatPropertyPath } from '../../json-schema/model/pointer';
import type { PropertyPath } from '../../json-schema/model/schemas';
import { normalizeName } from '../../openapi/model/names';
import { type ViolationMeaning, violationMeaning } from '../../openapi/resources/error-body';
import type { RequestViolation } from '../messages/message';
import type { Problem } from './problems';

/** The sentence for one violation, with its place. */
export function say(violation: RequestViolation): string {
  const place = placeIn(violation.path);
  return place === '' ? sayViolation(violation) : `${place}: ${sayViolation(violation)}`;
}

/** A problem whose detail names its violations, too, for errors without a list. */
export function inOneSentence(problem: Problem): Problem {
  if (problem.violations.length === 0) return problem;
  return { ...problem, detail: `${problem.detail} ${problem.violations.map(say).join(' ')}` };
}

/** The members of our own problem details: RFC 9457, with one row for each violation. */
export const problemMembers = ['type', 'title', 'status', 'detail'] as const;
export const violationsMember = 'violations';
const violationMembers = ['property_path', 'in', 'detail'] as const;

/** One meaning of a name; undefined when it says nothing about this subject. */
export type Spoken<T> = (subject: T) => JsonValue | undefined;

/** Meanings by normalised name; of several the first one is meant whose value the schema allows. */
type Words<T> = ReadonlyMap<string, readonly Spoken<T>[]>;

const placeWords: readonly Spoken<RequestViolation>[] = [wholeAsNull, namePlace, splitPlace];

/**
 * Meanings of an error's members, by the names that APIs use for them. Names are normalised: lower case, letters and digits
 * only.
 */
const problemWords: Words<Problem> = table<Problem>([
  [['type', 'typeuri', 'errortype', 'kind'], [({ type }) => type]],
  [['title', 'summary', 'reason', 'error', 'name', 'statustext'], [({ title }) => title]],
  [
    ['status', 'statuscode', 'httpstatus', 'httpcode', 'httpstatuscode'],
    [({ status }) => status, ({ status }) => String(status)],
  ],
  [
    ['code', 'errorcode', 'errcode', 'errorid', 'key'],
    [({ code }) => code, ({ status }) => status],
  ],
  [['detail', 'details', 'message', 'description', 'msg', 'text', 'explanation', 'cause'], [sayProblem]],
  [['errormessage', 'errordescription', 'errordetail', 'usermessage', 'developermessage'], [sayProblem]],
  [['success', 'ok'], [() => false]],
]);

/** The values of a violation's members by their meaning; of several the first one is meant that the schema allows. */
const violationWords: Readonly<Record<ViolationMeaning, readonly Spoken<RequestViolation>[]>> = {
  place: placeWords,
  parameter: [({ in: part, path }) => (part === 'body' ? undefined : placeIn(path))],
  pointer: [pointToPlace],
  steps: [splitPlace, namePlace],
  part: [({ in: part }) => part],
  placeOrPart: [...placeWords, ({ in: part }) => part],
  sentence: [sayViolation],
  rule: [({ keyword }) => keyword],
};

export function wordsOfViolation(name: string): readonly Spoken<RequestViolation>[] | undefined {
  const meaning = violationMeaning(name);
  return meaning && violationWords[meaning];
}

export function wordsOfProblem(name: string): readonly Spoken<Problem>[] | undefined {
  return problemWords.get(normalizeName(name));
}

/**
 * The sentence for one violation, without its place.
 *
 * @example sayViolation(violation) // 'Value must be at most 255 characters.'
 */
export function sayViolation({ reason, subject = 'Value' }: Pick<RequestViolation, 'reason' | 'subject'>): string {
  return `${subject} ${reason}.`;
}

/** The place of a violation, for a person: `items[0].name`. */
export function placeIn(path: PropertyPath): string {
  return formatPropertyPath(path);
}

/** One sentence for the whole problem; an error without a list must name its violations in it. */
function sayProblem({ detail }: Problem): string {
  return detail;
}

/** A violation as a row of our own problem details. */
export function violationRow(violation: RequestViolation): Record<(typeof violationMembers)[number], string> {
  return { property_path: placeIn(violation.path), in: violation.in, detail: sayViolation(violation) };
}

function namePlace({ path }: RequestViolation): string {
  return placeIn(path);
}

/** Null for the body as a whole, where the document allows null. */
function wholeAsNull({ path }: RequestViolation): JsonValue | undefined {
  return path.length === 0 ? null : undefined;
}

function splitPlace({ in: part, path }: RequestViolation): JsonValue {
  return [part, ...path];
}

/** A JSON Pointer into the body (RFC 6901, section 6); other parts of a request have none. */
function pointToPlace({ in: part, path }: RequestViolation): string | undefined {
  return part === 'body' ? pointTo(path) : undefined;
}

/** A path as a JSON Pointer in a URI fragment (RFC 6901, section 6). */
function pointTo(path: PropertyPath): string {
  return `#${path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')}`;
}

/** The value of a row's member that is required where none of its words fits: a pointer leads to a parameter, too. */
export function insteadOfNothing(name: string, { path }: RequestViolation): JsonValue | undefined {
  return violationMeaning(name) === 'pointer' ? pointTo(path) : undefined;
}

function table<T>(rows: readonly (readonly [names: readonly string[], meanings: readonly Spoken<T>[]])[]): Words<T> {
  return new Map(rows.flatMap(([names, meanings]) => names.map((name) => [name, meanings] as const)));
}
