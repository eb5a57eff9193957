import type { JsonSchema, JsonType, JsonValue } from '../../../json-schema/model/json-schema';
import type { Random } from '../../../json-schema/model/random';
import type { RecordProfile } from '../names/record-profile';
import { cutTo, isLongEnough } from './boundary-values';
import { shapeOf } from './example-shape';
import { generatorFor, NAMING, singularOf, stemOf, wordsOf } from './generator-for';
import { type Generator, type GeneratorName, generators, WORD_GENERATORS } from './generators';
import { numberFor } from './number-for';

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
    return { propose: (_, random) => numberFor(name, schema, type === 'integer', random, exampleOf(schema)) };
  }
  if (type !== 'string') return { propose: () => undefined };
  const told = as === undefined && exampleOf(schema) === undefined ? toldText(schema) : undefined;
  if (told !== undefined) return { propose: () => told };
  const known = as ?? generatorFor(name, noun, schema);
  const example = as === undefined ? exampleOf(schema) : undefined;
  const generator = known ?? plainText(schema);
  const isOpen = known === undefined || (as === undefined && known === 'title' && NAMING.test(wordsOf(name)));
  const own = isOpen ? namedText(name, noun) : undefined;
  if (typeof example === 'string' && !isLike(generator, example)) {
    const shape = shapeOf(example, name) ?? wordsLike(example, name, known, schema.maxLength);
    if (shape !== undefined) return { propose: textProposal(shape, false, schema) };
  }
  if (generator === undefined) return { propose: () => undefined };
  const generate = generator === 'title' ? (own ?? generators.title) : generators[generator];
  return { generator, propose: textProposal(generate, WORD_GENERATORS.has(generator), schema) };
}

/**
 * Makes text of which nothing is known say what it is: `Borrower 12` for a borrower, `Planet 3` for the name of a planet; undefined
 * where nothing has a name.
 */
function namedText(name: string, noun: string): Generator | undefined {
  const words = stemOf(wordsOf(name));
  const subject = singularOf(words === '' ? wordsOf(noun.split('.').at(-1)!) : words);
  if (subject === '') return undefined;
  const start = subject.charAt(0).toUpperCase() + subject.slice(1);
  return (_, random) => `${start} ${random.integer(1, 999)}`;
}

/** The one text that a description says a value has: `Always "list"`, `Set to 'Zone'`. */
function toldText({ description, format, pattern }: JsonSchema): string | undefined {
  if (typeof description !== 'string' || format !== undefined || pattern !== undefined) return undefined;
  const said = /\b(?:is )?always (?:set to |equal to )?(?:the (?:string|value) )?["'“‘`]([\w.:/-]{1,60})["'”’`]/i.exec(
    description,
  );
  return (said ?? /^set to ["'“‘`]([\w.:/-]{1,60})["'”’`]\.?$/i.exec(description.trim()))?.[1];
}

function exampleOf({ examples, example }: JsonSchema): JsonValue | undefined {
  return Array.isArray(examples) && examples.length > 0 ? examples[0] : example;
}

/** True where the texts of a generator look like an example of them: no shape need be taken from it. */
function isLike(generator: GeneratorName | undefined, example: string): boolean {
  return generator !== undefined && SHAPES[generator]?.test(example) === true;
}

/** Generators that know less than any example. */
const VAGUE: ReadonlySet<GeneratorName> = new Set([
  'title',
  'status',
  'kind',
  'slug',
  'file-name',
  'media-type',
  'time-zone',
  'region',
]);

/** Words of an example that no generator can better: a name is numbered, so that records differ, a sentence stays as it is. */
function wordsLike(
  example: string,
  name: string,
  known: GeneratorName | undefined,
  maxLength = Number.POSITIVE_INFINITY,
): Generator | undefined {
  const isSentence = known === 'text' && /\s/.test(example);
  if (known !== undefined && !VAGUE.has(known) && !isSentence) return undefined;
  const isNumbered = /^(display )?(name|title)$/.test(wordsOf(name)) && example.length + 4 <= maxLength;
  if (isSentence || !isNumbered) return () => example;
  return (_, random) => example.replace(/(?=\.\w{2,4}$)|(?<!\.\w{2,4})$/, ` ${random.integer(2, 999)}`);
}

const SHAPES: Readonly<Partial<Record<GeneratorName, RegExp>>> = {
  email: /^[^\s<>@]+@[^\s<>@]+$/,
  phone: /^\+\d{8,15}$/,
  'street-address': /^[\p{L} .'-]+\d*[a-z]?$|^\d+ [\p{L} .'-]+$/iu,
  postcode: /^.{4,8}$/,
  'house-number': /^\d+$/,
};

function textProposal(generate: Generator, canCut: boolean, schema: JsonSchema): Proposal {
  return (profile, random) => {
    const value = generate(profile, random);
    if (!isLongEnough(value, schema)) return undefined;
    const cut = cutTo(value, schema.maxLength);
    return cut === value || canCut ? cut : undefined;
  };
}

/** Text of which nothing is known reads like words rather than like noise. */
function plainText(schema: JsonSchema): GeneratorName | undefined {
  if (schema.format !== undefined || schema.pattern !== undefined) return undefined;
  return (schema.maxLength ?? 255) >= 40 ? 'title' : 'tag';
}

function typesOf({ type = [] }: JsonSchema): readonly JsonType[] {
  return Array.isArray(type) ? type : [type];
}
