import type { MediaTypeSpec } from '../model/model';

/**
 * The media type of a `Content-Type` value: lower case, without parameters (RFC 9110, section 8.3.1).
 *
 * @example mediaTypeName('Application/JSON; charset=utf-8') // 'application/json'
 */
export function mediaTypeName(contentType: string): string {
  const end = contentType.indexOf(';');
  return (end === -1 ? contentType : contentType.slice(0, end)).trim().toLowerCase();
}

/**
 * True for a media type that is JSON: `application/json`, `text/json` or a structured syntax suffix `+json` (RFC 6839).
 *
 * @param mediaType - with or without parameters, in any case
 * @example isJson('application/problem+json; charset=utf-8') // true
 */
export function isJson(mediaType: string): boolean {
  const name = mediaTypeName(mediaType);
  return name === 'application/json' || name === 'text/json' || name.endsWith('+json');
}

/** True for a media type that is XML: `application/xml`, `text/xml` or a structured syntax suffix `+xml` (RFC 7303). */
export function isXml(name: string): boolean {
  return name === 'application/xml' || name === 'text/xml' || name.endsWith('+xml');
}

/**
 * Finds the documented media type that a content type falls under, the most specific first (OpenAPI 3.1, sections
 * 4.8.13 and 4.8.17): `text/plain` before `text/*` before a wildcard for both. Parameters are ignored.
 *
 * @param list - the documented media types
 * @param contentType - a `Content-Type` value as sent
 * @returns undefined when the document has none that matches
 */
export function matchMediaType(list: readonly MediaTypeSpec[], contentType: string): MediaTypeSpec | undefined {
  const name = mediaTypeName(contentType);
  const range = `${name.slice(0, name.indexOf('/') + 1)}*`;
  let best: MediaTypeSpec | undefined;
  for (const candidate of list) {
    if (candidate.name === name) return candidate;
    if (candidate.name === range) best = candidate;
    else if (candidate.name === '*/*') best ??= candidate;
  }
  return best;
}
