import type { JsonObject, JsonValue } from '../../json-schema/model/json-schema';
import { isJsonObject } from '../../json-schema/model/json-value';
import type { LocatedSchema, Schemas } from '../../json-schema/model/schemas';
import { normalizeName } from '../../openapi/model/names';
import { itemsOf, propertiesOf, requiredOf, schemaParts, typesOf } from '../../openapi/model/schema-facts';
import { violationMeaning } from '../../openapi/resources/error-body';
import type { SampleValue } from '../generation/value-maker';
import type { RequestViolation } from '../messages/message';
import { codeOfKeyword, codeOfStatus } from './nearest-code';
import {
  inOneSentence,
  insteadOfNothing,
  placeIn,
  type Spoken,
  say,
  sayViolation,
  wordsOfProblem,
  wordsOfViolation,
} from './problem-words';
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
 * @param example - a documented error: what is required and means nothing to us is taken from it
 */
export function createProblemShape(
  schemas: Schemas,
  schema: LocatedSchema,
  sample: SampleValue,
  example?: JsonValue,
): ProblemShape {
  let hasList = false;
  const write = valueWriter(schema, 0, example);
  const validate = schemas.validator(schema, 'response');
  return (problem) => {
    const value = write(hasList ? problem : inOneSentence(problem));
    if (value !== undefined && validate(value).length === 0) return value;
    const spare = structuredClone(sample(schema));
    if (isContainer(spare) && isContainer(value)) graft(spare, spare, value);
    return spare;
  };

  /** Puts into a valid value as much of another one as leaves it valid. */
  function graft(whole: JsonValue, target: Container, said: Container): void {
    for (const [name, part] of Object.entries(said)) {
      const before = target[name];
      if (Array.isArray(target) && before === undefined) return;
      if (isContainer(before) && isContainer(part)) {
        graft(whole, before, part);
        continue;
      }
      target[name] = part;
      if (validate(whole).length === 0) continue;
      if (before === undefined) delete target[name];
      else target[name] = before;
    }
  }

  /** A value for a required member without a meaning. */
  function stopgap(property: LocatedSchema, example: JsonValue | undefined): JsonValue {
    const isFit = example !== undefined && schemas.validator(property, 'response')(example).length === 0;
    return isFit ? example : sample(property);
  }

  function valueWriter(place: LocatedSchema, depth: number, example?: JsonValue): Writer {
    const types = typesOf(schemas, place);
    if (types.has('array')) return listWriter(place);
    if (!types.has('object')) return types.has('string') ? ({ detail }) => detail : () => undefined;
    const properties = propertiesOf(schemas, place);
    if (properties.size === 0) return mapWriter(place);
    const required = requiredOf(schemas, place);
    const members = [...properties].map(([name, property]) => ({
      name,
      write: memberWriter(name, property, depth, required.has(name), memberOf(example, name)),
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

  function memberWriter(
    name: string,
    property: LocatedSchema,
    depth: number,
    required: boolean,
    example: JsonValue | undefined,
  ): Writer {
    const isWord = normalizeName(name) === 'status' && typeof example === 'string' && /\D/.test(example);
    const say = speaker(isWord ? [() => example] : wordsOfProblem(name), property);
    const types = typesOf(schemas, property);
    const nested =
      (types.has('array') || types.has('object')) && (depth < MAX_DEPTH || required)
        ? valueWriter(property, depth + 1, example)
        : undefined;
    const isList = types.has('array');
    const codes = required || CODE_NAME.test(normalizeName(name)) ? codesOf(property) : [];
    return (problem) => {
      const spoken = say(problem);
      if (spoken !== undefined) return spoken;
      if (codes.length > 0) return codeOfStatus(codes, problem.status);
      if (isList && !required && problem.violations.length === 0) return undefined;
      return nested?.(problem) ?? (required ? stopgap(property, example) : undefined);
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
      return {
        name,
        words,
        nested,
        isMessage: violationMeaning(name) === 'sentence',
        property,
        codes,
        required: required.has(name),
      };
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

type Container = { [name: string]: JsonValue };

function isContainer(value: JsonValue | undefined): value is Container {
  return typeof value === 'object' && value !== null;
}

function memberOf(value: JsonValue | undefined, name: string): JsonValue | undefined {
  return isJsonObject(value ?? null) ? (value as JsonObject)[name] : undefined;
}

/** Names of members that hold one of a few codes. */
const CODE_NAME = /type|code|kind|status|reason|category/;
