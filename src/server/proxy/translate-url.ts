import type { MockRequest } from '../../mock/messages/message';

/**
 * Where a request stands at the real API: below the path of its URL, unless the request names that itself.
 *
 * @example upstreamTarget(new URL('https://api.example.com/v1'), { path: '/notes', query: 'a=1' }) // '/v1/notes?a=1'
 */
export function upstreamTarget(upstream: URL, { path, query }: Pick<MockRequest, 'path' | 'query'>): string {
  const base = upstream.pathname.replace(/\/+$/, '');
  const target = base === '' || path === base || path.startsWith(`${base}/`) ? path : base + path;
  return query === '' ? target : `${target}?${query}`;
}

/** What an answer of the real API is adapted to. */
export interface LocalPlace {
  readonly upstream: URL;
  /** What precedes the paths of a session that is part of the path; `''` for others. */
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
  return {
    ...headers,
    ...(location !== undefined && { location: location.map((value) => localLocation(value, upstream, prefix)) }),
    ...(cookies !== undefined && { 'set-cookie': cookies.map((cookie) => cookie.replace(/;\s*domain=[^;]*/gi, '')) }),
    ...(!isAllowed && Object.fromEntries(Object.entries(cors).map(([name, value]) => [name, [value]]))),
  };
}

function localLocation(location: string, upstream: URL, prefix: string): string {
  if (location.startsWith('/') && !location.startsWith('//')) return prefix + location;
  if (!URL.canParse(location)) return location;
  const url = new URL(location);
  return url.origin === upstream.origin ? `${prefix}${url.pathname}${url.search}${url.hash}` : location;
}
