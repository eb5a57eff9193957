import type { JsonObject, JsonValue } from '../../json-schema/json-schema';
import type { LocatedSchema, Schemas } from '../../json-schema/schemas';
import { normalizeName } from '../../openapi/names';
import { itemsOf, propertiesOf, requiredOf, typesOf } from '../../openapi/schema-facts';
import type { SampleValue } from '../generation/sample-value';
import {
  insteadOfNothing,
  placeIn,
  problemWords,
  sayViolation,
  violationWords,
  type Words,
} from './problem-vocabulary';
import type { Problem } from './problems';
import type { RequestViolation } from './request-violation';

/** Writes a problem as a value of the schema that the document declares for errors. */
export type ProblemShape = (problem: Problem) => JsonValue;

type RowWriter = (violation: RequestViolation, sentence?: string) => JsonValue | undefined;
type Writer = (problem: Problem) => JsonValue | undefined;

/** How deep objects of an error are filled; error schemas often contain themselves. */
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
    const value = write(hasList || problem.violations.length === 0 ? problem : inOneSentence(problem));
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
    const say = speaker(problemWords, name, property);
    const types = typesOf(schemas, property);
    const nested =
      (types.has('array') || types.has('object')) && (depth < MAX_DEPTH || required)
        ? valueWriter(property, depth + 1)
        : undefined;
    const isList = types.has('array');
    return (problem) => {
      const spoken = say(problem);
      if (spoken !== undefined) return spoken;
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
      const words = speaker(violationWords, name, property);
      // JSON:API says where in an object: `source: { pointer }` or `source: { parameter }`.
      const isObject = isOutermost && propertiesOf(schemas, property).size > 0;
      const nested = isObject ? rowWriter(property, false) : undefined;
      return { name, words, nested, isMessage: isMessage(name), property, required: required.has(name) };
    });
    return (violation, sentence) => {
      const value: JsonObject = {};
      for (const { name, words, nested, isMessage, property, required } of members) {
        const spoken = isMessage && sentence !== undefined ? sentence : words(violation);
        const said = spoken === undefined ? nested?.(violation) : spoken;
        if (said !== undefined) value[name] = said;
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

  /** The first meaning of a name whose value the schema allows. */
  function speaker<T>(words: Words<T>, name: string, property: LocatedSchema): (subject: T) => JsonValue | undefined {
    const meanings = words.get(normalizeName(name));
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

function isMessage(name: string): boolean {
  return violationWords.get(normalizeName(name))?.includes(sayViolation) === true;
}

function say(violation: RequestViolation): string {
  const place = placeIn(violation.path);
  return place === '' ? sayViolation(violation) : `${place}: ${sayViolation(violation)}`;
}

function inOneSentence(problem: Problem): Problem {
  return { ...problem, detail: `${problem.detail} ${problem.violations.map(say).join(' ')}` };
}
