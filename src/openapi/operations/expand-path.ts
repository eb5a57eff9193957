import type { PathSegment, PathTemplate } from '../model/model';

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
  const encoded = encodeURIComponent(wellFormed(text));
  return encoded === '.' || encoded === '..' ? encoded.replaceAll('.', '%2E') : encoded;
}

function expandSegment(segment: PathSegment, read: (name: string) => string): string {
  if (segment.kind === 'literal') return segment.text;
  if (segment.kind === 'parameter') return segment.prefix + read(segment.name) + segment.suffix;
  return segment.literals
    .map((literal, index) => literal + (index < segment.names.length ? read(segment.names[index]!) : ''))
    .join('');
}

// encodeURIComponent throws at half a surrogate pair, which has no UTF-8.
function wellFormed(text: string): string {
  return text.replace(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, '\uFFFD');
}
