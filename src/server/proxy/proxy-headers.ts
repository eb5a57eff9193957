import type { MockRequest, Onward } from '../../mock/messages/message';

/** Header fields by name, each with all its values, as `IncomingMessage.headersDistinct` gives them. */
export type DistinctHeaders = Readonly<Record<string, readonly string[] | undefined>>;

/** Fields that are about one connection and go no further (RFC 9110, section 7.6.1). */
const HOP_BY_HOP = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/**
 * The fields that go on to the next server: all but those about this connection, among them those that `Connection` names.
 *
 * @param others - further fields that stay here, in lower case
 */
export function forwardedHeaders(headers: DistinctHeaders, others: readonly string[]): Record<string, string[]> {
  const named = (headers.connection ?? [])
    .flatMap((value) => value.split(','))
    .map((name) => name.trim().toLowerCase());
  const staying = new Set([...HOP_BY_HOP, ...named, ...others]);
  const going: Record<string, string[]> = {};
  for (const [name, values] of Object.entries(headers)) {
    if (values !== undefined && !staying.has(name)) going[name] = [...values];
  }
  return going;
}

/** The same with one text for each field (RFC 9110, section 5.3). */
export function joinedHeaders(headers: DistinctHeaders): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, values]) => [name, (values ?? []).join(', ')]));
}

/** The header fields of a request as the real API gets them: without what was for the mock only. */
export function onwardHeaders(
  headers: Readonly<Record<string, string[]>>,
  { headers: sent }: Pick<MockRequest, 'headers'>,
  { prefer, withheld, isMalformed }: Onward,
): Record<string, string[]> {
  const going = { ...headers };
  for (const name of withheld) delete going[name];
  if (prefer === undefined) delete going.prefer;
  else if (prefer !== sent.prefer) going.prefer = [prefer];
  // A coding would hide how its JSON is broken.
  if (isMalformed === true) going['accept-encoding'] = ['identity'];
  return going;
}

/** Fields that are lists, to which is added. */
const LISTS = new Set(['vary', 'preference-applied']);

/** The header fields of an answer with more of them, which take the place of others of the same name, or add to a list. */
export function withMore(
  headers: Readonly<Record<string, string[]>>,
  more: Readonly<Record<string, string>>,
): Record<string, string[]> {
  const all = { ...headers };
  for (const [name, value] of Object.entries(more)) {
    all[name] = LISTS.has(name) ? [...(headers[name] ?? []), value] : [value];
  }
  return all;
}

/** The place that an answer of the real API is adapted to. */
export interface LocalPlace {
  readonly upstream: URL;
  /** The text before the paths of a session that is part of the path; `''` for others. */
  readonly prefix: string;
  /** The header fields that let pages of any origin read every answer. */
  readonly cors: Readonly<Record<string, string>>;
}

/**
 * Adapts the header fields of an answer of the real API: what leads back there leads here, its cookies are ours, and pages of other
 * origins may read it unless it says something about that itself.
 */
export function localHeaders(
  headers: Record<string, string[]>,
  { upstream, prefix, cors }: LocalPlace,
): Record<string, string[]> {
  const { location, 'set-cookie': cookies } = headers;
  const isAllowed = headers['access-control-allow-origin'] !== undefined;
  const adapted = {
    ...headers,
    ...(location !== undefined && { location: location.map((value) => localLocation(value, upstream, prefix)) }),
    ...(cookies !== undefined && { 'set-cookie': cookies.map((cookie) => cookie.replace(/;\s*domain=[^;]*/gi, '')) }),
  };
  return isAllowed ? adapted : withMore(adapted, cors);
}

function localLocation(location: string, upstream: URL, prefix: string): string {
  if (location.startsWith('/') && !location.startsWith('//')) return prefix + location;
  if (!URL.canParse(location)) return location;
  const url = new URL(location);
  return url.origin === upstream.origin ? `${prefix}${url.pathname}${url.search}${url.hash}` : location;
}
