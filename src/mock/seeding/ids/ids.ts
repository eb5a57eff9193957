import type { JsonSchema, JsonValue } from '../../../json-schema/model/json-schema';
import { createRandom, hashKeys } from '../../../json-schema/model/random';
import type { LocatedSchema } from '../../../json-schema/model/schemas';
import { singulars } from '../../../openapi/model/names';
import { slugOf } from '../locales/slug';
import type { Sampler } from '../random/sampler';
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
 * Creates a series of ids: UUIDs for `format: uuid`, 1, 2, 3, … for integers, `customer-k3v0x9a` for free text, and what the
 * sampler finds for text with a pattern or other limits.
 *
 * @param name - of the resource or pool, for example `customers`
 * @param taken - ids that examples or fixtures have: the series leaves them out, and they count as its first entries
 */
export function createIds(
  name: string,
  schema: LocatedSchema,
  seed: number,
  taken: ReadonlySet<JsonValue>,
  sample: Sampler,
): IdSeries {
  const { type = 'string', format, pattern, enum: values, minLength = 0, maxLength = 255 } = schema.schema;
  const types = Array.isArray(type) ? type : [type];
  if (types.includes('integer') || types.includes('number')) return countedIds(schema.schema, taken);
  if (values === undefined && pattern === undefined && types.includes('string')) {
    if (format === 'uuid') return uuidIds(name, seed, taken);
    if (format === undefined && minLength <= 7 && maxLength >= 7) return wordIds(name, seed, maxLength, taken);
  }
  return drawnIds(name, schema, seed, taken, sample);
}

function countedIds(schema: JsonSchema, taken: ReadonlySet<JsonValue>): IdSeries {
  const step = schema.multipleOf ?? 1;
  const lowest = Math.max(1, schema.minimum ?? 1, (schema.exclusiveMinimum ?? 0) + 1);
  const first = Math.ceil(lowest / step) * step;
  const highest = Math.min(schema.maximum ?? Infinity, (schema.exclusiveMaximum ?? Infinity) - 1);
  const skipped = [...taken].filter((id): id is number => typeof id === 'number').sort((a, b) => a - b);
  return {
    mayEnd: Number.isFinite(highest),
    at(index) {
      let id = first + (index - taken.size) * step;
      for (const used of skipped) if (used >= first && used <= id && (used - first) % step === 0) id += step;
      return id <= highest ? id : undefined;
    },
  };
}

function wordIds(name: string, seed: number, maxLength: number, taken: ReadonlySet<JsonValue>): IdSeries {
  const noun = slugOf(singulars(name.split('.').at(-1)!)[0]!);
  const prefix = noun !== '' && noun.length + 8 <= maxLength ? `${noun}-` : '';
  const uuids = createUuids(seed, name);
  const word = (index: number): string => Number.parseInt(uuids(index).slice(0, 8), 16).toString(36).padStart(7, '0');
  return withoutTaken((index) => prefix + word(index), taken);
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
  schema: LocatedSchema,
  seed: number,
  taken: ReadonlySet<JsonValue>,
  sample: Sampler,
): IdSeries {
  const drawn: JsonValue[] = [];
  const used = new Set(taken);
  const draw = (): JsonValue | undefined => {
    for (let turn = 0; turn < 100; turn++) {
      const key = hashKeys([seed, name, 'id', drawn.length, turn]);
      const id = sample(schema, {
        direction: 'response',
        optional: 'none',
        randomAt: (path) => createRandom(key, ...path),
      });
      if (id !== null && !used.has(id)) return id;
    }
    return schema.schema.enum?.find((id) => id !== null && !used.has(id));
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
        used.add(id);
        drawn.push(id);
      }
      return drawn[place];
    },
  };
}
