import type { JsonValue } from '../../json-schema/model/json-schema';
import { isJsonObject } from '../../json-schema/model/json-value';
import type { Parameter } from '../model/model';
import type { ParameterValue } from './parameter-codec';
import { DELIMITERS } from './parameter-texts';

/** Name and value of one query parameter, header, cookie or path parameter, before any percent-encoding. */
export type ParameterPair = readonly [name: string, value: string];

/**
 * Writes the value of a parameter in its style (OpenAPI 3.1, section 4.8.12.2), before any percent-encoding. A path,
 * header or cookie parameter gives one pair; a query parameter gives one for each time it is to be repeated, none for an
 * empty list.
 *
 * A list in an object repeats its property, which no style defines but all clients do.
 *
 * Inside a delimited list an item that contains the delimiter cannot be told from two items.
 *
 * @param value - a value of the parameter's schema; null is written as `null`
 * @example encodeParameter(tags, ['a', 'b']) // [['tags', 'a'], ['tags', 'b']] when it explodes, else [['tags', 'a,b']]
 */
export function encodeParameter(parameter: Parameter, value: ParameterValue): ParameterPair[] {
  const { name, style, explode } = parameter;
  // A whole query is what stands before the equals sign that there is none of.
  if (style === 'querystring') return [[typeof value === 'string' ? value : JSON.stringify(value), '']];
  if (parameter.json) return [[name, JSON.stringify(value)]];
  if (style === 'cookie' && explode) return queryPairs(parameter, value);
  if (parameter.in === 'query') return queryPairs(parameter, value);
  const one = (text: string): ParameterPair[] => [[name, text]];
  if (style === 'label') return one(`.${joined(value, explode ? '.' : ',', explode)}`);
  if (style === 'matrix') return one(matrixText(name, value, explode));
  return one(joined(value, ',', explode && parameter.in !== 'cookie'));
}

function queryPairs({ name, style, explode }: Parameter, value: ParameterValue): ParameterPair[] {
  if (Array.isArray(value)) {
    if (explode) return value.map((item) => [name, textOf(item)]);
    return value.length === 0 ? [] : [[name, joined(value, DELIMITERS[style] ?? ',', false)]];
  }
  if (isJsonObject(value)) {
    const entries = Object.entries(value);
    const repeated = (key: string, item: JsonValue): ParameterPair[] =>
      [item].flat().map((one) => [key, textOf(one as JsonValue)]);
    if (style === 'deepObject') return entries.flatMap(([key, item]) => repeated(`${name}[${key}]`, item));
    if (explode) return entries.flatMap(([key, item]) => repeated(key, item));
    return entries.length === 0 ? [] : [[name, joined(value, DELIMITERS[style] ?? ',', false)]];
  }
  return [[name, textOf(value)]];
}

function matrixText(name: string, value: ParameterValue, explode: boolean): string {
  if (explode && Array.isArray(value)) return value.map((item) => `;${name}=${textOf(item)}`).join('');
  if (explode && isJsonObject(value))
    return Object.entries(value)
      .map(([key, item]) => `;${key}=${textOf(item)}`)
      .join('');
  return `;${name}=${joined(value, ',', false)}`;
}

function joined(value: ParameterValue, delimiter: string, paired: boolean): string {
  if (Array.isArray(value)) return value.map(textOf).join(delimiter);
  if (!isJsonObject(value)) return textOf(value);
  const entries = Object.entries(value);
  if (paired) return entries.map(([key, item]) => `${key}=${textOf(item)}`).join(delimiter);
  return entries.flatMap(([key, item]) => [key, textOf(item)]).join(delimiter);
}

// Exponents are no integers on the wire: 1e21 is written out.
function textOf(value: ParameterValue): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' && Number.isInteger(value)) return BigInt(value).toString();
  return typeof value === 'bigint' ? value.toString() : JSON.stringify(value);
}
