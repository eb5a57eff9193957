import { normalizeName } from '../../openapi/model/names';
import { ERROR_TITLES } from './error-titles';

/** Words by which error codes name a status, besides its own name. */
const STATUS_WORDS: Readonly<Record<number, readonly string[]>> = {
  400: ['invalid', 'validation', 'malformed', 'badinput', 'parameter', 'argument', 'input', 'request', 'parse'],
  401: ['unauthenticated', 'authentication', 'credential', 'token', 'login', 'apikey'],
  403: ['permission', 'denied', 'access', 'notallowed', 'privilege', 'scope'],
  404: ['missing', 'unknown', 'nosuch', 'notexist', 'nonexistent', 'unavailableresource'],
  405: ['method', 'unsupportedoperation'],
  406: ['accept'],
  409: ['duplicate', 'exists', 'taken', 'already', 'concurren'],
  410: ['deleted', 'expired'],
  412: ['precondition', 'version', 'etag', 'modified'],
  413: ['toolarge', 'size', 'toobig'],
  415: ['mediatype', 'contenttype', 'unsupportedtype'],
  422: ['validation', 'invalid', 'unprocessable', 'semantic'],
  429: ['ratelimit', 'throttl', 'quota', 'toomany', 'limitexceeded', 'exhausted'],
  500: ['internal', 'server', 'unexpected', 'exception', 'fatal'],
  501: ['unimplemented', 'notimplemented'],
  503: ['unavailable', 'maintenance', 'overload', 'temporar'],
  504: ['timeout', 'timedout', 'deadline'],
};

/** Words by which the codes of violations name a keyword of JSON Schema. */
const KEYWORD_WORDS: Readonly<Record<string, readonly string[]>> = {
  required: ['required', 'missing', 'blank', 'presence', 'empty'],
  additionalProperties: ['unknown', 'unexpected', 'additional', 'extra', 'notallowed'],
  type: ['type'],
  format: ['format', 'malformed'],
  pattern: ['pattern', 'format', 'malformed'],
  enum: ['enum', 'inclusion', 'choice', 'option'],
  minLength: ['minlength', 'tooshort', 'length'],
  maxLength: ['maxlength', 'toolong', 'length'],
  minimum: ['minimum', 'toosmall', 'toolow', 'range'],
  maximum: ['maximum', 'toolarge', 'toohigh', 'toobig', 'range'],
  uniqueItems: ['unique', 'duplicate'],
};

/**
 * Chooses among the error codes that a document lists the one whose words are nearest to a status.
 *
 * @param codes - at least one
 * @example codeOfStatus(['not_found', 'invalid_request'], 400) // 'invalid_request'
 */
export function codeOfStatus(codes: readonly string[], status: number): string {
  const others = Object.keys(STATUS_WORDS).flatMap((other) => (Number(other) === status ? [] : wordsOf(Number(other))));
  const own = wordsOf(status);
  return nearest(
    codes,
    own,
    others.filter((word) => !own.includes(word)),
  );
}

/** The same for one violation, by the keyword that is broken. */
export function codeOfKeyword(codes: readonly string[], keyword: string): string {
  const own = KEYWORD_WORDS[keyword] ?? [normalizeName(keyword)];
  const others = Object.values(KEYWORD_WORDS).flat();
  return nearest(
    codes,
    // The general word counts least.
    [...own, 'inv'],
    others.filter((word) => !own.includes(word)),
  );
}

function wordsOf(status: number): readonly string[] {
  const name = ERROR_TITLES[status];
  return [...(name === undefined ? [] : [normalizeName(name)]), ...(STATUS_WORDS[status] ?? [])];
}

/** A code gains by the longest word that is meant and loses by the longest one that means something else; the first of equals wins. */
function nearest(codes: readonly string[], own: readonly string[], others: readonly string[]): string {
  let best = codes[0]!;
  let bestRank = Number.NEGATIVE_INFINITY;
  for (const code of codes) {
    const text = normalizeName(code);
    const rank = longestIn(text, own) - longestIn(text, others) / 2;
    if (rank > bestRank) [best, bestRank] = [code, rank];
  }
  return best;
}

function longestIn(text: string, words: readonly string[]): number {
  return Math.max(0, ...words.filter((word) => text.includes(word)).map((word) => word.length));
}
