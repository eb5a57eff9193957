import type { PathSegment, PathTemplate } from '../model/model';

/** A path template that breaks the rules of OpenAPI 3.1, section 4.8.8. The message is a sentence without the template. */
export class PathTemplateError extends Error {
  override readonly name = 'PathTemplateError';
}

/**
 * Cuts a path template at its slashes and finds its parameters (OpenAPI 3.1, sections 4.8.1 and 4.8.8).
 *
 * @param key - of `paths`, for example `/customers/{id}/notes`; a query tells variants of an operation apart (`/?Action=List`)
 * @throws {@link PathTemplateError} when it does not start with a slash, braces do not pair up, or a name is given twice
 * @example parsePathTemplate('/notes/{id}').parameterNames // ['id']
 */
export function parsePathTemplate(key: string): PathTemplate {
  const [source = '', query] = key.split(/\?(.*)/s, 2);
  if (!source.startsWith('/')) throw new PathTemplateError('must start with a slash');
  const segments = source.slice(1).split('/').map(parseSegment);
  const parameterNames = segments.flatMap(namesOf);
  const twice = parameterNames.find((name, index) => parameterNames.indexOf(name) !== index);
  if (twice !== undefined) throw new PathTemplateError(`names the parameter {${twice}} more than once`);
  return { source, segments, parameterNames, ...(query && { query }) };
}

/** A key of `paths` with the slash that it must begin with, where its author has left that out. */
export function withLeadingSlash(path: string): string {
  return path.startsWith('/') ? path : `/${path}`;
}

/**
 * True for a key of `paths` that requests can reach. Some documents tell variants of an operation apart by a fragment
 * (`/files/{id}#shared`), which HTTP does not send; extensions are no paths at all.
 */
export function isReachable(path: string): boolean {
  return !path.startsWith('x-') && !path.includes('#');
}

/**
 * The template with the parameters' names taken out: two templates of the same shape match the same paths, which
 * OpenAPI forbids (section 4.8.8).
 */
export function templateShape(template: PathTemplate): string {
  return template.source.replace(/\{[^{}]*\}/g, '{}');
}

/**
 * The template without a slash at its end. `/notes/` and `/notes/{id}` are one resource all the same; many frameworks end
 * collections, or everything, in a slash.
 */
export function withoutTrailingSlash(template: PathTemplate): PathTemplate {
  const { source, segments } = template;
  const last = segments.at(-1);
  if (segments.length < 2 || last?.kind !== 'literal' || last.text !== '') return template;
  return { ...template, source: source.slice(0, -1), segments: segments.slice(0, -1) };
}

function parseSegment(text: string): PathSegment {
  const pieces = text.split(/\{([^{}/]*)\}/);
  const literals = pieces.filter((_, index) => index % 2 === 0);
  const names = pieces.filter((_, index) => index % 2 === 1);
  if (literals.some((literal) => /[{}]/.test(literal))) throw new PathTemplateError('has a brace without its partner');
  if (names.includes('')) throw new PathTemplateError('has a parameter without a name');
  const [name, second] = names;
  if (name === undefined) return { kind: 'literal', text };
  if (second === undefined) {
    return { kind: 'parameter', name, prefix: literals[0] ?? '', suffix: literals[1] ?? '' };
  }
  return { kind: 'compound', names, literals };
}

function namesOf(segment: PathSegment): readonly string[] {
  if (segment.kind === 'literal') return [];
  return segment.kind === 'parameter' ? [segment.name] : segment.names;
}

/**
 * Fills a path template in: each value is percent-encoded for one segment (RFC 3986, section 3.3).
 *
 * @param template - the path template
 * @param values - the parameters as text, by name; see `encodeParameter` for how a typed value becomes text
 * @returns a path with a leading slash
 * @throws RangeError when a parameter is left out or empty
 * @example expandPath(parsePathTemplate('/notes/{id}'), { id: 'a/b' }) // '/notes/a%2Fb'
 */
export function expandPath(template: PathTemplate, values: Readonly<Record<string, string>>): string {
  const read = (name: string): string => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (value === undefined || value === '') throw new RangeError(`${template.source} needs a value for {${name}}`);
    return encodeSegment(value);
  };
  return template.segments.map((segment) => `/${expandSegment(segment, read)}`).join('');
}

/**
 * Percent-encodes a text so that it can stand in one segment of a path. A segment of dots only would be taken for a step
 * up or removed on the way (RFC 3986, section 5.2.4), so its dots are encoded too; unpaired surrogates become U+FFFD.
 */
export function encodeSegment(text: string): string {
  const encoded = percentEncode(text);
  return encoded === '.' || encoded === '..' ? encoded.replaceAll('.', '%2E') : encoded;
}

/**
 * Percent-encodes everything that is reserved (RFC 3986, section 2.2), `!'()*` as well, which encodeURIComponent leaves alone;
 * unpaired surrogates become U+FFFD.
 */
export function percentEncode(text: string): string {
  const hex = (character: string): string => `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
  return encodeURIComponent(wellFormed(text)).replace(/[!'()*]/g, hex);
}

function expandSegment(segment: PathSegment, read: (name: string) => string): string {
  if (segment.kind === 'literal') return encodeLiteral(segment.text);
  if (segment.kind === 'parameter')
    return encodeLiteral(segment.prefix) + read(segment.name) + encodeLiteral(segment.suffix);
  return segment.literals
    .map((literal, index) => encodeLiteral(literal) + (index < segment.names.length ? read(segment.names[index]!) : ''))
    .join('');
}

// A document may write a blank or an umlaut as it is, where a path cannot have it (RFC 3986, section 3.3).
function encodeLiteral(text: string): string {
  return text.replace(/%(?![0-9A-Fa-f]{2})|[^!$%&'()*+,\-./0-9:;=@A-Z_a-z~]+/g, percentEncode);
}

// encodeURIComponent throws at half a surrogate pair, which has no UTF-8.
function wellFormed(text: string): string {
  return text.replace(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, '\uFFFD');
}
