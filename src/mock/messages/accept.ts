import { isJson } from '../../openapi/operations/media-types';

/** The weight that a client gives to a media range: 0 (not at all) to 1 (RFC 9110, section 12.4.2). */
interface MediaRange {
  readonly type: string;
  readonly subtype: string;
  readonly weight: number;
}

/** Picks a media type for the value of an `Accept` header; undefined when it excludes all of them. */
export type Negotiator = (accept: string | undefined) => string | undefined;

/** The number of `Accept` values that are remembered; browsers and libraries send very few. */
const REMEMBERED = 100;

/**
 * Creates the content negotiation for a representation (RFC 9110, section 12.5.1). Parameters of media ranges other than
 * the weight are ignored, and so is what is no media range at all; a header without any range accepts everything. Whoever asks
 * for JSON, under a vendor's name or without, gets the other one where nothing else fits.
 *
 * The library `negotiator` does less here: `application/json; charset=utf-8` excludes JSON for it, a broken weight everything, and
 * it throws at a documented name that is no media type.
 *
 * @param offered - the media types that can be given, the preferred one first; at least one
 * @example createNegotiator(['application/json'])('text/html, application/*;q=0.8') // 'application/json'
 */
export function createNegotiator(offered: readonly string[]): Negotiator {
  const remembered = new Map<string, string | undefined>();
  return (accept) => {
    if (accept === undefined || accept === '*/*') return offered[0];
    const known = remembered.get(accept);
    if (known !== undefined || remembered.has(accept)) return known;
    const choice = choose(offered, parseAccept(accept));
    if (remembered.size < REMEMBERED) remembered.set(accept, choice);
    return choice;
  };
}

function choose(offered: readonly string[], ranges: readonly MediaRange[]): string | undefined {
  if (ranges.length === 0) return offered[0];
  let best: string | undefined;
  let bestWeight = 0;
  for (const mediaType of offered) {
    const weight = weightOf(mediaType, ranges);
    if (weight > bestWeight) {
      best = mediaType;
      bestWeight = weight;
    }
  }
  return (
    best ?? (ranges.some(isJsonRange) ? offered.find((name) => isJson(name) && !isRefused(name, ranges)) : undefined)
  );
}

/** Problem details are no representation of a resource. */
function isJsonRange({ type, subtype, weight }: MediaRange): boolean {
  return weight > 0 && isJson(`${type}/${subtype}`) && subtype !== 'problem+json';
}

function isRefused(name: string, ranges: readonly MediaRange[]): boolean {
  return ranges.some(({ type, subtype, weight }) => weight === 0 && name === `${type}/${subtype}`);
}

/** The weight that the most specific matching range gives. */
function weightOf(mediaType: string, ranges: readonly MediaRange[]): number {
  const [type, subtype] = mediaType.split('/');
  let weight = 0;
  let specificity = 0;
  for (const range of ranges) {
    const matches = (range.type === '*' || range.type === type) && (range.subtype === '*' || range.subtype === subtype);
    const precision = range.type === '*' ? 1 : range.subtype === '*' ? 2 : 3;
    if (!matches || precision < specificity) continue;
    weight = precision === specificity ? Math.max(weight, range.weight) : range.weight;
    specificity = precision;
  }
  return weight;
}

function parseAccept(accept: string): MediaRange[] {
  const ranges: MediaRange[] = [];
  for (const element of accept.split(',')) {
    const [range = '', ...parameters] = element.split(';').map((part) => part.trim().toLowerCase());
    const [type, subtype, ...rest] = range.split('/');
    if (!type || !subtype || rest.length > 0 || (type === '*' && subtype !== '*')) continue;
    ranges.push({ type, subtype, weight: weightIn(parameters) });
  }
  return ranges;
}

function weightIn(parameters: readonly string[]): number {
  const weight = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
  if (weight === undefined) return 1;
  const value = Number(weight);
  return weight !== '' && value >= 0 && value <= 1 ? value : 1;
}
