/**
 * Percent-decodes a text as UTF-8 (RFC 3986, section 2.1). A plus sign stays one.
 *
 * @returns undefined when an escape is broken or the bytes are not UTF-8
 * @example decodePercent('caf%C3%A9') // 'café'
 */
export function decodePercent(text: string): string | undefined {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/** The parameters of a query string: the raw values by decoded name, in the order given. */
export type RawQuery = ReadonlyMap<string, readonly string[]>;

const noQuery: RawQuery = new Map();

/**
 * Cuts a query string into names and values (application/x-www-form-urlencoded, WHATWG URL section 5.1). Values stay
 * percent-encoded, because in some styles an encoded delimiter is data and a plain one is not; see {@link decodePercent}.
 * A name without `=` has the value `''`. A name with broken percent-encoding is kept as it stands.
 *
 * @param query - without the question mark
 * @example parseQuery('a=1&a=x+y').get('a') // ['1', 'x%20y']
 */
export function parseQuery(query: string): RawQuery {
  if (query === '') return noQuery;
  const parameters = new Map<string, string[]>();
  for (const pair of query.split('&')) {
    if (pair === '') continue;
    const equals = pair.indexOf('=');
    const rawName = equals === -1 ? pair : pair.slice(0, equals);
    const value = equals === -1 ? '' : pair.slice(equals + 1).replaceAll('+', '%20');
    const name = decodePercent(rawName.replaceAll('+', '%20')) ?? rawName;
    const values = parameters.get(name);
    if (values === undefined) parameters.set(name, [value]);
    else values.push(value);
  }
  return parameters;
}
