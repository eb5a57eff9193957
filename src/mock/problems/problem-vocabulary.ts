import type { JsonValue } from '../../json-schema/model/json-schema';
import { formatPropertyPath } from '../../json-schema/model/pointer';
import type { PropertyPath } from '../../json-schema/model/schemas';
import { normalizeName } from '../../openapi/model/names';
import type { Problem } from './problems';
import type { RequestViolation } from './request-violation';

/** The members of our own problem details: RFC 9457, with one row for each violation. */
export const problemMembers = ['type', 'title', 'status', 'detail'] as const;
export const violationsMember = 'violations';
export const violationMembers = ['property_path', 'in', 'detail'] as const;

/** One meaning of a name; undefined when it says nothing about this subject. */
export type Spoken<T> = (subject: T) => JsonValue | undefined;

/** Meanings by normalised name; of several the first one is meant whose value the schema allows. */
export type Words<T> = ReadonlyMap<string, readonly Spoken<T>[]>;

const placeWords: readonly Spoken<RequestViolation>[] = [wholeAsNull, namePlace, splitPlace];

/**
 * What a member of an error says, by the names that APIs use for it. Names are normalised: lower case, letters and digits
 * only.
 */
export const problemWords: Words<Problem> = table<Problem>([
  [['type', 'typeuri', 'errortype', 'kind'], [({ type }) => type]],
  [['title', 'summary', 'reason', 'error', 'name', 'statustext'], [({ title }) => title]],
  [['status', 'statuscode', 'httpstatus', 'httpcode', 'httpstatuscode'], [({ status }) => status]],
  [
    ['code', 'errorcode', 'errcode', 'errorid', 'key'],
    [({ code }) => code, ({ status }) => status],
  ],
  [['detail', 'details', 'message', 'description', 'msg', 'text', 'explanation', 'cause'], [sayProblem]],
  [['errormessage', 'errordescription', 'errordetail', 'usermessage', 'developermessage'], [sayProblem]],
  [['success', 'ok'], [() => false]],
]);

/** The same for one violation, which is one row of an error's list. */
export const violationWords: Words<RequestViolation> = table<RequestViolation>([
  [['propertypath', 'path', 'field', 'fieldname', 'property', 'propertyname', 'attribute', 'target'], placeWords],
  [['name', 'param', 'paramname', 'key', 'source', 'argument', 'subject', 'location'], placeWords],
  [
    ['parameter', 'parametername', 'queryparameter'],
    [({ in: part, path }) => (part === 'body' ? undefined : placeIn(path))],
  ],
  [['pointer', 'jsonpointer', 'datapath', 'instancepath'], [pointToPlace]],
  [['loc'], [splitPlace, namePlace]],
  [['in', 'where', 'part', 'origin'], [({ in: part }) => part]],
  [
    ['detail', 'details', 'message', 'description', 'reason', 'msg', 'text', 'title', 'error', 'errormessage'],
    [sayViolation],
  ],
  [['code', 'errorcode', 'rule', 'keyword', 'constraint', 'type', 'kind'], [({ keyword }) => keyword]],
]);

/**
 * The sentence for one violation, without its place.
 *
 * @example sayViolation(violation) // 'Value must be at most 255 characters.'
 */
export function sayViolation({ reason, subject = 'Value' }: Pick<RequestViolation, 'reason' | 'subject'>): string {
  return `${subject} ${reason}.`;
}

/** Where a violation is, for a person: `items[0].name`. */
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
export function pointTo(path: PropertyPath): string {
  return `#${path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')}`;
}

/** What a row says where it must say something and none of its words fits: a pointer leads to a parameter, too. */
export function insteadOfNothing(name: string, { path }: RequestViolation): JsonValue | undefined {
  return violationWords.get(normalizeName(name))?.includes(pointToPlace) === true ? pointTo(path) : undefined;
}

function table<T>(rows: readonly (readonly [names: readonly string[], meanings: readonly Spoken<T>[]])[]): Words<T> {
  return new Map(rows.flatMap(([names, meanings]) => names.map((name) => [name, meanings] as const)));
}
