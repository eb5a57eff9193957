import type { JsonObject, JsonValue } from '../../json-schema/model/json-schema';
import { formatPropertyPath } from '../../json-schema/model/pointer';
import type { LocatedSchema, PropertyPath, Schemas } from '../../json-schema/model/schemas';
import { normalizeName } from '../../openapi/model/names';
import { itemsOf, propertiesOf, requiredOf, schemaParts, typesOf } from '../../openapi/model/schema-facts';
import { type ViolationMeaning, violationMeaning } from '../../openapi/resources/error-body';
import type { SampleValue } from '../generation/value-maker';
import type { RequestViolation } from '../messages/message';
import { codeOfKeyword, codeOfStatus } from './nearest-code';
import type { Problem } from './problems';

/** Writes a problem as a value of the schema that the document declares for errors. */
export type ProblemShape = (problem: Problem) => JsonValue;

type RowWriter = (violation: RequestViolation, sentence?: string) => JsonValue | undefined;
type Writer = (problem: Problem) => JsonValue | undefined;

/** The depth to which objects of an error are filled; error schemas often contain themselves. */
const MAX_DEPTH = 3;

/**
 * Creates the writer of problems for an error schema of a document. Members are understood by their names, a list gets
 * one item for each violation, and what is required but means nothing to us is a sample. An error without a list names
 * its violations in its message.
 *
 * @param schema - the schema of the error body
 * @param sample - makes a valid value of a schema
 */
export function createProblemShape(schemas: Schemas, schema: LocatedSchema, sample: SampleValue): ProblemShape {
  let hasList = false;
  const write = valueWriter(schema, 0);
  const validate = schemas.validator(schema, 'response');
  return (problem) => {
    const value = write(hasList ? problem : inOneSentence(problem));
    return value !== undefined && validate(value).length === 0 ? value : sample(schema);
  };

  function valueWriter(place: LocatedSchema, depth: number): Writer {
    const types = typesOf(schemas, place);
    if (types.has('array')) return listWriter(place);
    if (!types.has('object')) return types.has('string') ? ({ detail }) => detail : () => undefined;
    const properties = propertiesOf(schemas, place);
    if (properties.size === 0) return mapWriter(place);
    const required = requiredOf(schemas, place);
    const members = [...properties].map(([name, property]) => ({
      name,
      write: memberWriter(name, property, depth, required.has(name)),
    }));
    return (problem) => {
      const value: JsonObject = {};
      for (const member of members) {
        const part = member.write(problem);
        if (part !== undefined) value[member.name] = part;
      }
      return value;
    };
  }

  function memberWriter(name: string, property: LocatedSchema, depth: number, required: boolean): Writer {
    const say = speaker(wordsOfProblem(name), property);
    const types = typesOf(schemas, property);
    const nested =
      (types.has('array') || types.has('object')) && (depth < MAX_DEPTH || required)
        ? valueWriter(property, depth + 1)
        : undefined;
    const isList = types.has('array');
    const codes = required || CODE_NAME.test(normalizeName(name)) ? codesOf(property) : [];
    return (problem) => {
      const spoken = say(problem);
      if (spoken !== undefined) return spoken;
      if (codes.length > 0) return codeOfStatus(codes, problem.status);
      if (isList && !required && problem.violations.length === 0) return undefined;
      return nested?.(problem) ?? (required ? sample(property) : undefined);
    };
  }

  /** One item for each violation; where the list must not be empty, one for the problem as a whole. */
  function listWriter(place: LocatedSchema): Writer {
    hasList = true;
    const items = itemsOf(schemas, place);
    const row = items === undefined ? undefined : rowWriter(items);
    const allows = schemas.validator(place, 'response');
    return (problem) => {
      const rows = problem.violations.map((violation) => row?.(violation) ?? say(violation));
      if (rows.length > 0 || allows([]).length === 0) return rows;
      const whole = { in: 'body', path: [], keyword: problem.code, reason: '' } as const;
      return [row?.(whole, problem.detail) ?? problem.detail];
    };
  }

  function rowWriter(items: LocatedSchema, isOutermost = true): RowWriter {
    const properties = propertiesOf(schemas, items);
    if (properties.size === 0) return (violation, sentence) => sentence ?? say(violation);
    const required = requiredOf(schemas, items);
    const members = [...properties].map(([name, property]) => {
      const words = speaker(wordsOfViolation(name), property);
      // JSON:API says where in an object: `source: { pointer }` or `source: { parameter }`.
      const isObject = isOutermost && propertiesOf(schemas, property).size > 0;
      const nested = isObject ? rowWriter(property, false) : undefined;
      const codes = required.has(name) || violationMeaning(name) === 'rule' ? codesOf(property) : [];
      return { name, words, nested, isMessage: isMessage(name), property, codes, required: required.has(name) };
    });
    return (violation, sentence) => {
      const value: JsonObject = {};
      for (const { name, words, nested, isMessage, property, codes, required } of members) {
        const spoken = isMessage && sentence !== undefined ? sentence : words(violation);
        const said = spoken === undefined ? nested?.(violation) : spoken;
        if (said !== undefined) value[name] = said;
        else if (codes.length > 0) value[name] = codeOfKeyword(codes, violation.keyword);
        else if (required) value[name] = insteadOfNothing(name, violation) ?? sample(property);
      }
      return value;
    };
  }

  /** Messages by the name of the offending property, where the error is an open object. */
  function mapWriter(place: LocatedSchema): Writer {
    const entry = schemas.below(place, 'additionalProperties');
    if (entry === undefined) return () => undefined;
    hasList = true;
    const inLists = typesOf(schemas, entry).has('array');
    return ({ violations }) => {
      const messages = new Map<string, string[]>();
      for (const violation of violations) {
        const name = placeIn(violation.path);
        messages.set(name, [...(messages.get(name) ?? []), sayViolation(violation)]);
      }
      return Object.fromEntries([...messages].map(([name, all]) => [name, inLists ? all : all.join(' ')]));
    };
  }

  /** The texts that an enumeration allows. */
  function codesOf(property: LocatedSchema): string[] {
    const values = schemaParts(schemas, property).flatMap((part) => part.schema.enum ?? []);
    const isAllowed = schemas.validator(property, 'response');
    return values.filter((value): value is string => typeof value === 'string' && isAllowed(value).length === 0);
  }

  /** The first meaning whose value the schema allows. */
  function speaker<T>(
    meanings: readonly Spoken<T>[] | undefined,
    property: LocatedSchema,
  ): (subject: T) => JsonValue | undefined {
    if (meanings === undefined) return () => undefined;
    const violations = schemas.validator(property, 'response');
    return (subject) => {
      for (const meaning of meanings) {
        const value = meaning(subject);
        if (value !== undefined && violations(value).length === 0) return value;
      }
      return undefined;
    };
  }
}

/** Names of members that hold one of a few codes. */
const CODE_NAME = /type|code|kind|status|reason|category/;

function isMessage(name: string): boolean {
  return violationMeaning(name) === 'sentence';
}

function say(violation: RequestViolation): string {
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
export const violationMembers = ['property_path', 'in', 'detail'] as const;

/** One meaning of a name; undefined when it says nothing about this subject. */
export type Spoken<T> = (subject: T) => JsonValue | undefined;

/** Meanings by normalised name; of several the first one is meant whose value the schema allows. */
export type Words<T> = ReadonlyMap<string, readonly Spoken<T>[]>;

const placeWords: readonly Spoken<RequestViolation>[] = [wholeAsNull, namePlace, splitPlace];

/**
 * Meanings of an error's members, by the names that APIs use for them. Names are normalised: lower case, letters and digits
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

function wordsOfViolation(name: string): readonly Spoken<RequestViolation>[] | undefined {
  const meaning = violationMeaning(name);
  return meaning && violationWords[meaning];
}

function wordsOfProblem(name: string): readonly Spoken<Problem>[] | undefined {
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
export function pointTo(path: PropertyPath): string {
  return `#${path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')}`;
}

/** The value of a row's member that is required where none of its words fits: a pointer leads to a parameter, too. */
export function insteadOfNothing(name: string, { path }: RequestViolation): JsonValue | undefined {
  return violationMeaning(name) === 'pointer' ? pointTo(path) : undefined;
}

function table<T>(rows: readonly (readonly [names: readonly string[], meanings: readonly Spoken<T>[]])[]): Words<T> {
  return new Map(rows.flatMap(([names, meanings]) => names.map((name) => [name, meanings] as const)));
}
