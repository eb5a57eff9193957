import type { JsonSchema, JsonType, JsonValue } from '../../../json-schema/json-schema';
import type { Random } from '../../../json-schema/random';
import type { Subject } from '../names/record-profile';
import { cutTo, isLongEnough } from './boundary-values';
import { generatorFor } from './generator-for';
import { type Generator, type GeneratorName, generators, wordGenerators } from './generators';
import { numberFor } from './number-for';

/** Proposes a value for one record, or undefined when none comes to mind. */
export type Proposal = (subject: Subject, random: Random) => JsonValue | undefined;

/** What is proposed for a place, found out once and used for every record. */
export interface Proposer {
  readonly propose: Proposal;
  /** The generator that it asks, where it asks one. */
  readonly generator?: GeneratorName;
}

/**
 * Finds out what suits a scalar value by its schema, its format and its name. The value fits the schema's type, `enum`,
 * lengths and limits; other keywords are for the caller to check.
 *
 * @param name - the property's name
 * @param noun - the name of the resource, or of the property that holds the record
 * @param as - the generator to use whatever the name
 */
export function createProposer(name: string, noun: string, schema: JsonSchema, as?: GeneratorName): Proposer {
  if (schema.const !== undefined) return { propose: () => schema.const };
  if (schema.enum !== undefined) {
    const values = schema.enum.filter((value) => value !== null);
    return { propose: (_, random) => (values.length === 0 ? undefined : random.pick(values)) };
  }
  const type = typesOf(schema).find((candidate) => candidate !== 'null');
  if (type === 'boolean') return { propose: (_, random) => random.chance(0.5) };
  if (type === 'integer' || type === 'number') {
    return { propose: (_, random) => numberFor(name, schema, type === 'integer', random) };
  }
  if (type !== 'string') return { propose: () => undefined };
  const generator = as ?? generatorFor(name, noun, schema) ?? plainText(schema);
  if (generator === undefined) return { propose: () => undefined };
  return { generator, propose: textProposal(generator, schema) };
}

function textProposal(name: GeneratorName, schema: JsonSchema): Proposal {
  const generate: Generator = generators[name];
  const canCut = wordGenerators.has(name);
  return (subject, random) => {
    const value = generate(subject, random);
    if (!isLongEnough(value, schema)) return undefined;
    const cut = cutTo(value, schema.maxLength);
    return cut === value || canCut ? cut : undefined;
  };
}

/** Text of which nothing is known reads like a title rather than like noise. */
function plainText(schema: JsonSchema): GeneratorName | undefined {
  if (schema.format !== undefined || schema.pattern !== undefined) return undefined;
  return (schema.maxLength ?? 255) >= 40 ? 'title' : 'tag';
}

function typesOf({ type = [] }: JsonSchema): readonly JsonType[] {
  return Array.isArray(type) ? type : [type];
}
