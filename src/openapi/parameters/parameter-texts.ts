import type { Parameter } from '../model/model';
import type { RawQuery } from '../model/url-encoding';
import { decodePercent } from '../model/url-encoding';
import type { ParameterType } from './parameter-type';

/** A parameter taken apart by its style, before types are read. */
export type ParameterTexts =
  | { readonly kind: 'scalar'; readonly text: string }
  | { readonly kind: 'array'; readonly texts: readonly string[] }
  | { readonly kind: 'object'; readonly entries: readonly ObjectEntry[] }
  | { readonly kind: 'broken'; readonly keyword: 'encoding' | 'repetition' | 'style'; readonly detail: string };

/** A property of an object parameter: one text, or those of a list. */
export type ObjectEntry = readonly [name: string, text: string | readonly string[]];

/** A text that is no percent-encoded UTF-8. */
export const BAD_ENCODING: ParameterTexts = {
  kind: 'broken',
  keyword: 'encoding',
  detail: 'must be percent-encoded UTF-8',
};
const REPEATED: ParameterTexts = { kind: 'broken', keyword: 'repetition', detail: 'must be given only once' };

/**
 * Takes a query parameter apart by its style: `form`, `spaceDelimited`, `pipeDelimited`, `deepObject` (OpenAPI 3.1,
 * section 4.8.12.2).
 *
 * @returns undefined when the query does not have it
 */
export function queryTexts(parameter: Parameter, type: ParameterType, query: RawQuery): ParameterTexts | undefined {
  if (type.shape === 'object' && !parameter.json) {
    const entries = parameter.style === 'deepObject' ? deepEntries(parameter.name, query) : undefined;
    // `created=7` beside `created[gte]=7`, where the schema allows both.
    const isPlain = entries?.length === 0 && type.scalars.length > 0;
    if (entries !== undefined && !isPlain) return objectOf(type, entries);
    if (parameter.explode && !isPlain)
      return objectOf(
        type,
        [...type.properties!.keys()].flatMap((name) => entriesNamed(name, name, query)),
      );
  }
  const values = query.get(parameter.name);
  if (values === undefined) return undefined;
  if (values.length === 1 && parameter.style === 'deepObject') {
    const text = decodePercent(values[0]!);
    return text === undefined ? BAD_ENCODING : { kind: 'scalar', text };
  }
  if (type.shape === 'array' && parameter.explode && !parameter.json) {
    const texts = values.map(decodePercent);
    if (texts.includes(undefined)) return BAD_ENCODING;
    // A schema that allows one value as well as a list gets one value when there is one.
    if (texts.length === 1 && type.scalars.length > 0) return { kind: 'scalar', text: texts[0]! };
    return { kind: 'array', texts: texts as string[] };
  }
  if (values.length > 1) return REPEATED;
  return delimitedTexts(parameter, type, values[0]!, DELIMITERS[parameter.style] ?? ',');
}

/**
 * Takes the percent-encoded text of a parameter apart at a delimiter. A client may have encoded the delimiters as well;
 * where no plain one is left, the encoded ones count.
 */
export function delimitedTexts(
  parameter: Pick<Parameter, 'json'>,
  type: ParameterType,
  raw: string,
  delimiter: string,
): ParameterTexts {
  const whole = decodePercent(raw);
  if (whole === undefined) return BAD_ENCODING;
  if (type.shape === 'scalar' || parameter.json) return { kind: 'scalar', text: whole };
  const texts = raw.includes(delimiter)
    ? raw.split(delimiter).map((piece) => decodePercent(piece) ?? piece)
    : whole.split(delimiter);
  if (type.shape === 'object') return objectOfList(texts);
  if (texts.length === 1 && type.scalars.length > 0) return { kind: 'scalar', text: whole };
  return { kind: 'array', texts: whole === '' ? [] : texts };
}

/** Reads alternating names and values (`R,100,G,200`) as an object. */
function objectOfList(texts: readonly string[]): ParameterTexts {
  if (texts.length % 2 === 1) return BROKEN_STYLE;
  return {
    kind: 'object',
    entries: texts.flatMap((text, at) => (at % 2 === 0 ? [[text, texts[at + 1]!] as const] : [])),
  };
}

/** Reads `name=value` pieces as an object. */
function objectOfPairs(pieces: readonly string[]): ParameterTexts {
  const entries = pieces.map(
    (piece) => [piece.slice(0, piece.indexOf('=')), piece.slice(piece.indexOf('=') + 1)] as const,
  );
  return pieces.every((piece) => piece.includes('=')) ? { kind: 'object', entries } : BROKEN_STYLE;
}

const BROKEN_STYLE: ParameterTexts = { kind: 'broken', keyword: 'style', detail: 'must be a list of names and values' };

/** The delimiters of a list in a query parameter, by style. */
export const DELIMITERS: Readonly<Record<string, string>> = { form: ',', spaceDelimited: ' ', pipeDelimited: '|' };

type RawEntry = readonly [property: string, values: readonly string[]];

function deepEntries(name: string, query: RawQuery): RawEntry[] {
  return [...query].flatMap(([key, values]) => {
    if (!key.startsWith(`${name}[`) || !key.endsWith(']')) return [];
    const property = key.slice(name.length + 1, -1);
    return /[[\]]/.test(property) ? [] : [[property, values] as const];
  });
}

function entriesNamed(property: string, key: string, query: RawQuery): RawEntry[] {
  const values = query.get(key);
  return values === undefined ? [] : [[property, values]];
}

function objectOf({ properties }: ParameterType, raw: readonly RawEntry[]): ParameterTexts | undefined {
  if (raw.length === 0) return undefined;
  const isList = (name: string): boolean => properties?.get(name)?.items !== undefined;
  if (raw.some(([name, values]) => values.length > 1 && !isList(name))) return REPEATED;
  const entries = raw.map(([name, values]) => [name, values.map(decodePercent)] as const);
  if (entries.some(([, texts]) => texts.includes(undefined))) return BAD_ENCODING;
  const decoded = entries as (readonly [string, string[]])[];
  return { kind: 'object', entries: decoded.map(([name, texts]) => [name, isList(name) ? texts : texts[0]!]) };
}

/**
 * Takes the decoded text of a path or header parameter apart by its style: `simple`, `label`, `matrix` (OpenAPI 3.1,
 * section 4.8.12.2, after RFC 6570).
 *
 * @param text - for a path parameter the percent-decoded segment, for a header the field value
 */
export function plainTexts(parameter: Parameter, type: ParameterType, text: string): ParameterTexts {
  if (parameter.json || (parameter.style === 'simple' && type.shape === 'scalar')) return { kind: 'scalar', text };
  if (parameter.style === 'label') return labelTexts(parameter, type, text);
  if (parameter.style === 'matrix') return matrixTexts(parameter, type, text);
  const pieces = text.split(',').map((piece) => (parameter.in === 'header' ? piece.trim() : piece));
  return assemble(parameter, type, text, pieces);
}

/**
 * Reads a cookie of the style `cookie` (OpenAPI 3.2, section 4.12.3): nothing is percent-encoded, and what explodes is given by
 * cookies of the same name, or of the names of the properties.
 */
export function cookieTexts(
  { name, explode }: Parameter,
  type: ParameterType,
  cookies: readonly (readonly [name: string, value: string])[],
): ParameterTexts | undefined {
  if (type.shape === 'object' && explode) {
    const entries = cookies.filter(([cookie]) => type.properties?.has(cookie));
    return entries.length === 0 ? undefined : { kind: 'object', entries };
  }
  const values = cookies.flatMap(([cookie, value]) => (cookie === name ? [value] : []));
  const [first] = values;
  if (first === undefined) return undefined;
  if (type.shape === 'object') return objectOfList(first.split(','));
  return type.shape === 'array'
    ? { kind: 'array', texts: explode ? values : first.split(',') }
    : { kind: 'scalar', text: first };
}

function labelTexts(parameter: Parameter, type: ParameterType, text: string): ParameterTexts {
  if (!text.startsWith('.')) return { kind: 'broken', keyword: 'style', detail: 'must start with a dot' };
  const rest = text.slice(1);
  return assemble(parameter, type, rest, rest.split(parameter.explode ? '.' : ','));
}

function matrixTexts(parameter: Parameter, type: ParameterType, text: string): ParameterTexts {
  const wrong = { kind: 'broken', keyword: 'style', detail: `must start with ";${parameter.name}="` } as const;
  if (!text.startsWith(';')) return wrong;
  const pieces = text.slice(1).split(';');
  if (parameter.explode && type.shape === 'object') return objectOfPairs(pieces);
  const prefix = `${parameter.name}=`;
  if (!pieces.every((piece) => piece.startsWith(prefix))) return wrong;
  const values = pieces.map((piece) => piece.slice(prefix.length));
  if (parameter.explode && type.shape === 'array') return { kind: 'array', texts: values };
  if (values.length > 1) return { kind: 'broken', keyword: 'repetition', detail: 'must be given only once' };
  return assemble({ ...parameter, explode: false }, type, values[0]!, values[0]!.split(','));
}

function assemble(parameter: Parameter, type: ParameterType, whole: string, pieces: readonly string[]): ParameterTexts {
  if (type.shape === 'scalar') return { kind: 'scalar', text: whole };
  if (type.shape === 'object') return parameter.explode ? objectOfPairs(pieces) : objectOfList(pieces);
  if (pieces.length === 1 && type.scalars.length > 0) return { kind: 'scalar', text: whole };
  return { kind: 'array', texts: whole === '' ? [] : pieces };
}
