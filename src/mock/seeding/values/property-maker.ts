import type { EffectiveSchema } from '../../../json-schema/effective/effective-schema';
import { flatSchema } from '../../../json-schema/effective/flat-schema';
import { DOUBTFUL_NULL, type JsonSchema, type JsonValue } from '../../../json-schema/model/json-schema';
import { createRandom, hashKeys } from '../../../json-schema/model/random';
import type { LocatedSchema } from '../../../json-schema/model/schemas';
import type { SampleOptions } from '../../../json-schema/sample/generation';
import type { RecordProfile } from '../names/record-profile';
import type { Sampler } from '../random/sampler';
import { Stream } from '../random/stream';
import { BOUNDARY_SHARES, foreignText, hasLongest, longestText } from './boundary-values';
import { type GeneratorName, WORD_GENERATORS } from './generators';
import { createProposer, type Proposer } from './propose-value';
import type { SeedExtension } from './seed-extension';

/** Makes the values of one property. */
export interface PropertyMaker {
  /** The value in one record; undefined leaves the property out. */
  make(profile: RecordProfile): JsonValue | undefined;
  /** Tells whether values are valid by the way they are made, so that they need no check. */
  readonly isSound: boolean;
}

/** The property that values are made for. */
export interface PropertyPlace {
  readonly resource: string;
  readonly name: string;
  readonly schema: LocatedSchema;
  readonly required: boolean;
  readonly extension: SeedExtension;
}

/**
 * Creates the maker of a property. Its values depend on the seed, the resource, the record's index and the property's
 * name alone. In known shares ({@link BOUNDARY_SHARES}) they are boundary values of the schema.
 */
export function createPropertyMaker(place: PropertyPlace, seed: number, sample: Sampler): PropertyMaker {
  const { resource, name, schema, extension } = place;
  const key = hashKeys([seed, resource, name]);
  const plain = isPlain(schema.schema);
  const { propose, generator } = createProposer(name, resource, schema.schema, extension.as);
  const sampled = (profile: RecordProfile): JsonValue =>
    sample(schema, {
      direction: 'response',
      optional: 'some',
      randomAt: (path) => createRandom(seed, resource, profile.index, name, ...path),
      propose: proposeLeaf(profile, [resource, name]),
    });
  const boundary = createBoundaryChooser(place, plain ? generator : undefined);
  const make = (profile: RecordProfile): JsonValue | undefined => {
    const random = new Stream(key, profile.index);
    const kind = boundary === undefined ? 'none' : boundary(random.next());
    if (kind === 'absent') return undefined;
    if (kind === 'null') return null;
    if (kind === 'empty') return '';
    if (kind === 'nonAscii') return foreignText(schema.schema, random);
    const value = (plain ? propose(profile, random) : undefined) ?? sampled(profile);
    return kind === 'longest' && typeof value === 'string' ? longestText(value, schema.schema) : value;
  };
  return { make, isSound: plain && generator !== undefined && suits(generator, schema.schema) };
}

type BoundaryKind = keyof typeof BOUNDARY_SHARES | 'none';

/** Cuts the range 0..1 into the boundary values that the property can have; undefined when it has none. */
function createBoundaryChooser(
  { name, schema, required, extension }: PropertyPlace,
  generator: GeneratorName | undefined,
) {
  const slots: (readonly [BoundaryKind, number])[] = [];
  // What is listed has not been deleted.
  if (/^(?:delet|remov|trash|archiv)ed_?(?:at|on|date|time)$/i.test(name)) {
    if (allowsNull(schema.schema)) return (): BoundaryKind => 'null';
    if (!required) return (): BoundaryKind => 'absent';
  }
  if (!required) slots.push(['absent', BOUNDARY_SHARES.absent]);
  if (allowsNull(schema.schema)) slots.push(['null', extension.nulls ?? BOUNDARY_SHARES.null]);
  if (generator === 'phone' && !schema.schema.minLength) slots.push(['empty', BOUNDARY_SHARES.empty]);
  if (generator !== undefined && WORD_GENERATORS.has(generator)) {
    if (hasLongest(schema.schema)) slots.push(['longest', BOUNDARY_SHARES.longest]);
    slots.push(['nonAscii', BOUNDARY_SHARES.nonAscii]);
  }
  if (slots.length === 0) return undefined;
  return (drawn: number): BoundaryKind => {
    let left = drawn;
    for (const [kind, share] of slots) {
      if (left < share) return kind;
      left -= share;
    }
    return 'none';
  };
}

/**
 * Proposes realistic leaves to the sampler: `suppliers[0].name` becomes a company.
 *
 * @param names - of what holds the sampled value, outermost first
 */
export function proposeLeaf(profile: RecordProfile, names: readonly string[]): NonNullable<SampleOptions['propose']> {
  return ({ path, effective, random }) => {
    const around = [...names, ...path.filter((step) => typeof step === 'string')];
    const [noun = '', name = ''] = [around.at(-2), around.at(-1)];
    const lastItem = path.findLastIndex((step) => typeof step === 'number');
    const item = lastItem === -1 ? profile : profile.itemOf([...names, ...path.slice(0, lastItem + 1)]);
    return proposerOf(effective, name, noun).propose(item, random);
  };
}

const proposers = new WeakMap<EffectiveSchema, Map<string, Proposer>>();

/** The proposer of a place; found once, as thousands of records have the place. */
function proposerOf(effective: EffectiveSchema, name: string, noun: string): Proposer {
  const known = proposers.get(effective) ?? new Map<string, Proposer>();
  proposers.set(effective, known);
  const key = `${noun} ${name}`;
  const found = known.get(key) ?? createProposer(name, noun, flatSchema(effective));
  known.set(key, found);
  return found;
}

function allowsNull({ type, enum: values, [DOUBTFUL_NULL]: isDoubtful }: JsonSchema): boolean {
  if (isDoubtful === true) return false;
  if (values !== undefined) return values.includes(null);
  return Array.isArray(type) && type.includes('null');
}

/** Keywords that a proposed value fits by construction; with any other the sampler makes the value. */
const UNDERSTOOD = new Set([
  ...['type', 'format', 'enum', 'const', 'minLength', 'maxLength', 'minimum', 'maximum', 'exclusiveMinimum'],
  ...['exclusiveMaximum', 'multipleOf', 'title', 'description', 'default', 'example', 'examples', 'readOnly'],
  ...['deprecated', '$comment'],
]);

const FORMATS: Readonly<Partial<Record<GeneratorName, readonly string[]>>> = {
  email: ['email', 'idn-email'],
  url: ['uri', 'uri-reference', 'iri'],
  domain: ['hostname'],
  day: ['date'],
  'made-at': ['date-time'],
  'changed-at': ['date-time'],
  'due-at': ['date-time'],
};

/** Tells whether a schema of one value has only keywords that proposed values are made to fit. */
export function isPlain(schema: JsonSchema): boolean {
  return Object.keys(schema).every((keyword) => UNDERSTOOD.has(keyword) || keyword.startsWith('x-'));
}

/** Tells whether all texts of a generator, cut to length and put in other scripts as they may be, are valid for a plain schema. */
export function suits(generator: GeneratorName, { format, minLength = 0, enum: values, ...rest }: JsonSchema): boolean {
  if (values !== undefined || rest.const !== undefined || minLength > 0) return false;
  return format === undefined || FORMATS[generator]?.includes(format) === true;
}
