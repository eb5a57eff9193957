import { sample, stringMatching } from 'fast-check';
import { isObject, type Json, type JsonObject, objectOf, resolve } from './open-document';

const FORMATS: Readonly<Record<string, string>> = {
  uuid: '7c9e6679-7425-40de-944b-e07fc1f90ae7',
  email: 'ada@example.com',
  date: '2026-03-01',
  'date-time': '2026-03-01T12:00:00Z',
  time: '12:00:00Z',
  duration: 'P1D',
  uri: 'https://example.com/a',
  url: 'https://example.com/a',
  'uri-reference': '/a',
  hostname: 'example.com',
  ipv4: '192.0.2.1',
  ipv6: '2001:db8::1',
  byte: 'YQ==',
};

/** How deep a value may nest before only what is required is followed no further. */
const DEPTH = 12;

/**
 * Makes the simplest value of a schema: what the document shows, else its bounds. Only required properties are made.
 *
 * @param isShown - false when what the document shows breaks its own schema
 * @returns undefined when there is none; the result may still break the schema, so it has to be judged
 */
export function makeValue(document: JsonObject, schema: Json | undefined, depth = 0, isShown = true): Json | undefined {
  const shown = isShown ? shownValue(document, schema) : undefined;
  if (shown !== undefined) return shown;
  const merged = merge(document, schema, 0);
  if (merged.const !== undefined) return merged.const;
  if (Array.isArray(merged.enum) && merged.enum.length > 0) return merged.enum.find((each) => each !== null) ?? null;
  if (depth > DEPTH) return undefined;
  switch (typeOf(merged)) {
    case 'object':
      return makeObject(document, merged, depth, isShown);
    case 'array':
      return makeArray(document, merged, depth, isShown);
    case 'string':
      return makeString(merged);
    case 'integer':
    case 'number':
      return makeNumber(merged);
    case 'boolean':
      return true;
    case 'null':
      return null;
    default:
      return 'text';
  }
}

/** The value that the document shows for a schema as a whole. */
function shownValue(document: JsonObject, schema: Json | undefined): Json | undefined {
  const [, node] = resolve(document, '', schema);
  const shown = objectOf(node);
  if (shown.example !== undefined) return shown.example;
  if (Array.isArray(shown.examples) && shown.examples.length > 0) return shown.examples[0];
  return shown.default ?? undefined;
}

/** One schema of what `allOf` adds and of the first branch of `oneOf` and `anyOf`. */
function merge(document: JsonObject, schema: Json | undefined, depth: number): JsonObject {
  const [, node] = resolve(document, '', schema);
  if (!isObject(node) || depth > DEPTH) return {};
  const { allOf, oneOf, anyOf, ...rest } = node;
  const branches = [oneOf, anyOf].flatMap((list) => {
    const real = (Array.isArray(list) ? list : []).find((each) => objectOf(each).type !== 'null');
    return real === undefined ? [] : [real];
  });
  const parts = [...(Array.isArray(allOf) ? allOf : []), ...branches].map((each) => merge(document, each, depth + 1));
  const all = [...parts, rest];
  return Object.assign({}, ...all, {
    properties: Object.assign({}, ...all.map(({ properties }) => objectOf(properties))),
    required: all.flatMap(({ required }) => (Array.isArray(required) ? required : [])),
  });
}

function typeOf(schema: JsonObject): string | undefined {
  if (Array.isArray(schema.type)) return schema.type.find((each) => each !== 'null') as string | undefined;
  if (typeof schema.type === 'string') return schema.type;
  if (Object.keys(objectOf(schema.properties)).length > 0) return 'object';
  if (schema.items !== undefined) return 'array';
  if (schema.minimum !== undefined || schema.maximum !== undefined) return 'number';
  return (schema.required as Json[] | undefined)?.length ? 'object' : undefined;
}

function makeObject(document: JsonObject, schema: JsonObject, depth: number, isShown: boolean): Json {
  const properties = objectOf(schema.properties);
  const required = new Set((schema.required as Json[]).filter((each) => typeof each === 'string'));
  const made: JsonObject = {};
  for (const name of required) {
    const [, property] = resolve(document, '', properties[name as string]);
    if (objectOf(property).readOnly === true) continue;
    made[name as string] = makeValue(document, properties[name as string], depth + 1, isShown) ?? null;
  }
  const least = Number(schema.minProperties ?? 0);
  for (const name of Object.keys(properties)) {
    if (Object.keys(made).length >= least) break;
    made[name] ??= makeValue(document, properties[name], depth + 1, isShown) ?? null;
  }
  return made;
}

function makeArray(document: JsonObject, schema: JsonObject, depth: number, isShown: boolean): Json {
  const least = Number(schema.minItems ?? 0);
  const first = Array.isArray(schema.prefixItems) ? schema.prefixItems : [];
  return Array.from(
    { length: Math.min(Math.max(least, first.length, depth < 3 ? 1 : 0), 100) },
    (_, index) => makeValue(document, first[index] ?? schema.items, depth + 1, isShown) ?? null,
  );
}

function makeString(schema: JsonObject): string {
  const least = Number(schema.minLength ?? 0);
  const most = Number(schema.maxLength ?? Number.POSITIVE_INFINITY);
  if (typeof schema.pattern === 'string') {
    try {
      const pattern = stringMatching(new RegExp(schema.pattern, 'u')).filter(
        (text) => text.length >= least && text.length <= most,
      );
      return sample(pattern, { seed: 1, numRuns: 1 })[0] ?? '';
    } catch {}
  }
  const text = FORMATS[String(schema.format)] ?? 'text';
  return text.length < least ? text.padEnd(least, 'a') : text.slice(0, most);
}

function makeNumber(schema: JsonObject): number {
  const step = typeof schema.multipleOf === 'number' ? schema.multipleOf : 1;
  let least = Number(schema.minimum ?? 1);
  if (schema.exclusiveMinimum === true) least += step;
  else if (typeof schema.exclusiveMinimum === 'number') least = schema.exclusiveMinimum + step;
  const most = Number(schema.maximum ?? schema.exclusiveMaximum ?? Number.POSITIVE_INFINITY);
  const value = Math.ceil(least / step) * step;
  return Math.min(value, most);
}
