import type { JsonSchema, JsonType, JsonValue } from '../../../json-schema/model/json-schema';
import type { Random } from '../../../json-schema/model/random';
import type { RecordProfile } from '../names/record-profile';
import { cutTo, isLongEnough } from './boundary-values';
import { generatorFor, wordsOf } from './generator-for';
import { type Generator, type GeneratorName, generators, WORD_GENERATORS } from './generators';

/** Proposes a value for one record, or undefined when none comes to mind. */
export type Proposal = (profile: RecordProfile, random: Random) => JsonValue | undefined;

/** The proposal for a place, found once and used for every record. */
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
  const canCut = WORD_GENERATORS.has(name);
  return (profile, random) => {
    const value = generate(profile, random);
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

/** Usual values by name: from, to, and the step of numbers that are no integers. The first that matches counts. */
const USUAL: readonly (readonly [pattern: RegExp, from: number, to: number, step: number])[] = [
  [/price|amount|cost|total|fee|salary|balance/, 1, 500, 0.01],
  [/quantity|stock|count|pieces|seats|units/, 0, 250, 1],
  [/\bage\b/, 18, 90, 1],
  [/year/, 1990, 2025, 1],
  [/percent|discount|\brate\b|share/, 0, 100, 0.5],
  [/rating|score|stars/, 0, 5, 0.1],
  [/\blat(itude)?\b/, -60, 70, 0.0001],
  [/\b(lon|lng|longitude)\b/, -180, 180, 0.0001],
  [/weight|height|width|length|depth|size/, 1, 250, 0.1],
];

/**
 * Chooses a number that suits a property's name within the limits of its schema, on the grid of `multipleOf`.
 *
 * @returns undefined when the limits leave none on the grid
 */
export function numberFor(name: string, schema: JsonSchema, integer: boolean, random: Random): number | undefined {
  const words = wordsOf(name);
  const [, from, to, fine] = USUAL.find(([pattern]) => pattern.test(words)) ?? [words, 1, 1000, 0.01];
  const step = schema.multipleOf ?? (integer ? 1 : fine);
  const lowest = Math.max(schema.minimum ?? -Infinity, (schema.exclusiveMinimum ?? -Infinity) + step);
  const highest = Math.min(schema.maximum ?? Infinity, (schema.exclusiveMaximum ?? Infinity) - step);
  const usualFits = Math.max(from, lowest) <= Math.min(to, highest);
  const [low, high] = usualFits
    ? [Math.max(from, lowest), Math.min(to, highest)]
    : [
        Number.isFinite(lowest) ? lowest : highest - 1000 * step,
        Number.isFinite(highest) ? highest : lowest + 1000 * step,
      ];
  const [first, last] = [Math.ceil(low / step - 1e-9), Math.floor(high / step + 1e-9)];
  if (!(first <= last) || !Number.isSafeInteger(first) || !Number.isSafeInteger(last)) return undefined;
  return onGrid(random.integer(first, last), step);
}

/** A multiple of a step as the decimal that a person would write, free of rounding noise. */
function onGrid(multiple: number, step: number): number {
  const [mantissa = '', power = '0'] = String(step).split('e');
  const decimals = (mantissa.split('.')[1]?.length ?? 0) - Number(power);
  const value = Number((multiple * step).toFixed(Math.min(100, Math.max(0, decimals))));
  return value === 0 ? 0 : value;
}
