import type { JsonValue } from '../../json-schema/model/json-schema';
import { isJsonObject } from '../../json-schema/model/json-value';
import type { Exchange } from '../exchange/exchange';
import { readJson } from '../exchange/read-json';
import type { RawFinding } from './finding';

/** Checks that speak of a refusal: what was refused is known by the answer, and not by the case that met it. */
const OF_REFUSALS: ReadonlySet<string> = new Set(['accepts-valid', 'no-server-error']);

/**
 * Tests if one plain refusal is behind two faults: the same operation answers the same status and says the same, apart from values
 * that it repeats. Of several, the one with the least request explains the others.
 */
export function isSameRefusal(cause: RawFinding, effect: RawFinding): boolean {
  if (cause.check !== effect.check || cause.operation !== effect.operation) return false;
  const words = refusalOf(effect);
  return words !== undefined && refusalOf(cause) === words && isPlainer(cause, effect);
}

/** Status and words of the refusal that a fault is about; undefined for every other fault. */
export function refusalOf({ check, exchanges }: RawFinding): string | undefined {
  const exchange = exchanges.at(-1);
  return exchange === undefined || !OF_REFUSALS.has(check) ? undefined : wordsOf(exchange);
}

function isPlainer(one: RawFinding, other: RawFinding): boolean {
  const difference = one.curl.length - other.curl.length;
  return difference < 0 || (difference === 0 && one.key < other.key);
}

const known = new WeakMap<Exchange, string>();

/** Status and body of a refusal, without the values that differ from one request to the next. */
function wordsOf(exchange: Exchange): string {
  const words = known.get(exchange) ?? `${exchange.response.status} ${bodyOf(exchange)}`;
  known.set(exchange, words);
  return words;
}

function bodyOf({ json, request, response }: Exchange): string {
  if (json.kind !== 'json') return plain(new TextDecoder().decode(response.body.subarray(0, 2_000)));
  const sent = new Set<string>([...new URLSearchParams(request.path.split('?')[1]).values()]);
  const body = readJson(request.body ?? new Uint8Array());
  if (body.kind === 'json') collect(body.value, sent);
  const said = (value: JsonValue, depth = 0): JsonValue => {
    if (depth > deepest) return null;
    if (Array.isArray(value)) return value.map((each) => said(each, depth + 1));
    if (isJsonObject(value))
      return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, said(each, depth + 1)]));
    if (typeof value === 'number') return 0;
    return typeof value !== 'string' ? value : sent.has(value) ? '' : plain(value);
  };
  return JSON.stringify(said(json.value));
}

/** Bodies may be nested as deep as somebody likes. */
const deepest = 20;

function collect(value: JsonValue, texts: Set<string>, depth = 0): void {
  if (depth > deepest) return;
  if (typeof value === 'string') texts.add(value);
  else if (typeof value === 'object' && value !== null)
    for (const each of Object.values(value)) collect(each, texts, depth + 1);
}

// What stands in quotes, numbers, dates and ids.
function plain(text: string): string {
  return text
    .replace(/"[^"]*"|'[^']*'|`[^`]*`/g, '""')
    .replace(/\b[0-9a-f]{8,}(?:-[0-9a-f]{4,})*\b/gi, '0')
    .replace(/\d+/g, '0');
}
