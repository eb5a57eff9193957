import type { JsonSchema, JsonValue } from '../../../json-schema/model/json-schema';
import { createRandom, hashKeys, type Random } from '../../../json-schema/model/random';
import { regularExpression } from '../../../json-schema/model/regular-expression';
import { singulars } from '../../../openapi/model/names';
import { slugOf } from '../locales/slug';
import type { Sampler } from '../random/sampler';
import type { IdRules } from './id-rules';
import { createUuidIndexes, createUuids } from './uuid';

/** The ids of a resource or pool by index; no two are alike. */
export interface IdSeries {
  /** @returns undefined when the schema allows no further id */
  at(index: number): JsonValue | undefined;
  /** Tells whether the schema may run out of ids. */
  readonly mayEnd: boolean;
  /** The index of an id, below 2^31; undefined when it is none of the series. Missing where ids do not tell their index. */
  indexOf?(id: string): number | undefined;
}

/**
 * Creates a series of ids: UUIDs for `format: uuid`, 1, 2, 3, … for integers, `customer-k3v0x9a` for free text or one like the
 * documented example, and what the sampler finds for text with a pattern or other limits.
 *
 * @param name - of the resource or pool, for example `customers`
 * @param taken - ids that examples or fixtures have: the series leaves them out, and they count as its first entries
 */
export function createIds(
  name: string,
  rules: IdRules,
  seed: number,
  taken: ReadonlySet<JsonValue>,
  sample: Sampler,
): IdSeries {
  const { type = 'string', format, pattern, enum: values, minLength = 0, maxLength = 255 } = rules.schema;
  const types = Array.isArray(type) ? type : [type];
  if (values === undefined && !types.includes('string') && (types.includes('integer') || types.includes('number'))) {
    return countedIds(rules.schema, taken);
  }
  if (values === undefined && pattern === undefined && types.includes('string')) {
    const example = exampleOf(rules.schema);
    if (format === 'uuid' || (format === undefined && minLength <= 36 && maxLength >= 36 && isUuid(example)))
      return uuidIds(name, seed, taken);
    if (format === undefined && minLength <= 7 && maxLength >= 7)
      return wordIds(name, seed, maxLength, taken, typeof example === 'string' ? example : undefined);
    if (format === undefined && maxLength >= 1 && maxLength < 7) return shortIds(minLength, maxLength, taken);
  }
  return drawnIds(name, rules, seed, taken, sample);
}

/** Ids where there is no room for a word: letters and digits that count. */
function shortIds(minLength: number, maxLength: number, taken: ReadonlySet<JsonValue>): IdSeries {
  const used = new Set([...taken].map(String));
  const most = 36 ** maxLength;
  const ids: string[] = [];
  let next = 0;
  return {
    mayEnd: true,
    at(index) {
      const place = index - taken.size;
      for (; ids.length <= place && next < most; next++) {
        const id = next.toString(36).padStart(Math.max(1, minLength), '0');
        if (!used.has(id)) ids.push(id);
      }
      return ids[place];
    },
  };
}

function exampleOf({ examples, example }: JsonSchema): JsonValue | undefined {
  return Array.isArray(examples) && examples.length > 0 ? examples[0] : example;
}

function isUuid(example: JsonValue | undefined): boolean {
  return typeof example === 'string' && /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(example);
}

function countedIds(schema: JsonSchema, taken: ReadonlySet<JsonValue>): IdSeries {
  const step = schema.multipleOf ?? 1;
  const lowest = Math.max(1, schema.minimum ?? 1, (schema.exclusiveMinimum ?? 0) + 1);
  const first = Math.ceil(lowest / step) * step;
  const highest = Math.min(schema.maximum ?? Infinity, (schema.exclusiveMaximum ?? Infinity) - 1);
  const skipped = [...taken]
    .map(Number)
    .filter(Number.isFinite)
    .sort((a, b) => a - b);
  return {
    mayEnd: Number.isFinite(highest),
    at(index) {
      let id = first + (index - taken.size) * step;
      for (const used of skipped) if (used >= first && used <= id && (used - first) % step === 0) id += step;
      return id <= highest ? id : undefined;
    },
  };
}

function wordIds(
  name: string,
  seed: number,
  maxLength: number,
  taken: ReadonlySet<JsonValue>,
  example: string | undefined,
): IdSeries {
  const noun = slugOf(singulars(name.split('.').at(-1)!)[0]!);
  const prefix = noun !== '' && noun.length + 8 <= maxLength ? `${noun}-` : '';
  const uuids = createUuids(seed, name);
  const word = (index: number): string => Number.parseInt(uuids(index).slice(0, 8), 16).toString(36).padStart(7, '0');
  const like = example === undefined ? undefined : idsLike(example, word, maxLength);
  return withoutTaken(like ?? ((index) => prefix + word(index)), taken);
}

/** Ids in the form of an example: `cus_NffrFeUf` gives `cus_k3v0x9ab`, `10342` gives the numbers from `10001`. */
function idsLike(
  example: string,
  word: (index: number) => string,
  maxLength: number,
): ((index: number) => string) | undefined {
  if (/^[1-9]\d{0,14}$/.test(example)) {
    const first = 10 ** (example.length - 1);
    return (index) => String(first + 1 + index);
  }
  const [, prefix = '', token = ''] =
    /^((?:[A-Za-z][A-Za-z0-9]*[_-])+)([A-Za-z0-9]*\d[A-Za-z0-9]*)$/.exec(example) ?? [];
  if (prefix === '' || prefix.length + 7 > maxLength) return undefined;
  const length = Math.min(Math.max(7, token.length), maxLength - prefix.length);
  return (index) => {
    const own = word(index);
    return prefix + own.repeat(Math.ceil(length / own.length)).slice(0, length);
  };
}

function uuidIds(name: string, seed: number, taken: ReadonlySet<JsonValue>): IdSeries {
  const ids = withoutTaken(createUuids(seed, name), taken);
  const indexOf = createUuidIndexes(seed, name);
  return {
    ...ids,
    indexOf(id) {
      const index = indexOf(id) % FAR_BEHIND;
      return ids.at(index) === id ? index : undefined;
    },
  };
}

const FAR_BEHIND = 0x7fff0000;

/** A hand-written id may come from a series: then an id from far behind takes its place. */
function withoutTaken(series: (index: number) => string, taken: ReadonlySet<JsonValue>): IdSeries {
  if (taken.size === 0) return { at: series, mayEnd: false };
  return {
    mayEnd: false,
    at(index) {
      let id = series(index);
      for (let turn = 1; taken.has(id); turn++) id = series(index + turn * FAR_BEHIND);
      return id;
    },
  };
}

/** Draws ids in order and keeps them, because only then it is known that a later one is new. */
function drawnIds(
  name: string,
  rules: IdRules,
  seed: number,
  taken: ReadonlySet<JsonValue>,
  sample: Sampler,
): IdSeries {
  const drawn: JsonValue[] = [];
  const used = new Set([...taken].map(String));
  const isNew = (id: JsonValue | undefined): id is JsonValue =>
    id !== undefined && id !== null && !used.has(String(id)) && rules.accepts(id);
  const matching = tokenPattern(rules.schema);
  const draw = (): JsonValue | undefined => {
    for (let turn = 0; turn < 100; turn++) {
      const key = hashKeys([seed, name, 'id', drawn.length, turn]);
      if (matching !== undefined && turn < 20) {
        const id = matching(createRandom(key));
        if (isNew(id)) return id;
        continue;
      }
      const id = sample(rules.drawnFrom, {
        direction: 'response',
        optional: 'none',
        randomAt: (path) => createRandom(key, ...path),
      });
      if (isNew(id)) return id;
    }
    return rules.schema.enum?.find(isNew);
  };
  let ended = false;
  return {
    mayEnd: true,
    at(index) {
      const place = index - taken.size;
      while (drawn.length <= place) {
        const id = ended ? undefined : draw();
        ended = id === undefined;
        if (id === undefined) return undefined;
        used.add(String(id));
        drawn.push(id);
      }
      return drawn[place];
    },
  };
}

const CHARACTERS = [...'abcdefghijkmnopqrstuvwxyz0123456789ABCDEFGHJKLMNPQRSTUVWXYZ'];

/**
 * Follows the pattern that most ids with a pattern have: a prefix and a run of letters or digits (`^bank_[a-zA-Z0-9]+$`).
 *
 * @returns undefined for any other pattern
 */
function tokenPattern({ pattern = '', maxLength = 255, minLength = 0 }: JsonSchema) {
  const parts = /^\^((?:[\w:-]|\\[-.:/])*)(\[[^\]^][^\]]*\]|\\[wd])(\+|\*|\{(\d+)(,(\d*))?\})\$$/.exec(pattern);
  if (parts === null) return undefined;
  const [, written = '', kind = '', count = '', least, range, most] = parts;
  const prefix = written.replaceAll('\\', '');
  const allowed = CHARACTERS.filter((character) => regularExpression(`^${kind}$`).test(character));
  const shortest = Math.max(count === '+' ? 1 : Number(least ?? 0), minLength - prefix.length);
  const longest = Math.min(
    count.startsWith('{') && range === undefined ? shortest : Number(most || 255),
    maxLength - prefix.length,
  );
  const length = Math.max(shortest, Math.min(longest, 10));
  if (allowed.length === 0 || length <= 0 || length > longest) return undefined;
  return (random: Random) => prefix + Array.from({ length }, () => random.pick(allowed)).join('');
}
