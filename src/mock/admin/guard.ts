import { isIP } from 'node:net';
import { isJson } from '../../openapi/operations/media-types';
import { isPreflight, type MockRequest } from '../messages/message';
import { createProblem, type Problem } from '../problems/problems';
import { sameSecret } from '../secrets/same-secret';
import type { AdminOptions } from './admin-target';

/** Refuses a request that may not control the mock; undefined when it may. */
export type AdminGuard = (request: MockRequest) => Problem | undefined;

const READING = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Creates the guard of the admin API. A developer's browser can reach the mock, and so could any page in it: what comes from
 * another origin is refused, read or write, with no CORS header in the answer, unless it is allowed by name; and what changes something must say
 * `content-type: application/json`, which a page cannot do across origins without asking first.
 */
export function createAdminGuard({ token, host, origins }: AdminOptions): AdminGuard {
  return (request) => {
    const { method, headers } = request;
    if (headers.host !== undefined && host !== undefined && !isSafeHost(headers.host, host, token !== undefined)) {
      return refused(
        `The mock does not go by the name ${printable(headers.host)}. Use its address, or start it with --admin-token.`,
      );
    }
    const isAllowed = token !== undefined && isAllowedOrigin(headers.origin, origins);
    if (!isAllowed && !isSameOrigin(headers)) return refused(REFUSED);
    // A browser asks for permission without the token.
    if (isAllowed && isPreflight(request)) return undefined;
    if (token !== undefined && !sameSecret(headers.authorization ?? '', `Bearer ${token}`)) {
      const detail = 'Send the token that the mock was started with: Authorization: Bearer TOKEN.';
      return createProblem('unauthorized', {
        detail,
        headers: { 'www-authenticate': 'Bearer realm="mock"' },
        note: 'admin token',
      });
    }
    if (!READING.has(method) && !isJson(headers['content-type'] ?? '')) {
      const detail = 'Send content-type: application/json, also without a body.';
      return createProblem('unsupported-media-type', { detail, headers: { accept: 'application/json' } });
    }
    return undefined;
  };
}

const REFUSED =
  'The mock is controlled from its own pages only. Start it with --admin-origin ORIGIN --admin-token TOKEN to allow others.';

/** Tells whether the pages of an origin are among those that may control the mock. */
export function isAllowedOrigin(origin: string | undefined, origins: AdminOptions['origins']): boolean {
  return origin !== undefined && origins?.includes(origin.toLowerCase()) === true;
}

/** A page's own requests say `same-origin`, an address that was typed says `none`, and programs say nothing at all. */
function isSameOrigin({ origin, host, 'sec-fetch-site': site }: MockRequest['headers']): boolean {
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
  if (origin === undefined) return true;
  return /^https?:\/\//.test(origin) && origin.replace(/^https?:\/\//, '').toLowerCase() === host?.toLowerCase();
}

function refused(detail: string): Problem {
  return createProblem('forbidden', { detail });
}

function printable(host: string): string {
  return host.slice(0, 100).replace(/[^\x21-\x7e]/g, '?');
}

/**
 * Tells whether a `Host` header names the mock by a name that a stranger cannot have pointed at it. In DNS rebinding a page's own
 * domain name suddenly resolves to an address of ours, so that the browser takes the mock for that page's origin; the
 * domain's name is then in `Host`.
 *
 * @param header - `name[:port]`
 * @param listening - the address or name that the server listens on
 * @param anyName - whether a domain name is enough, because something else protects the mock
 */
export function isSafeHost(header: string, listening: string, anyName: boolean): boolean {
  const name = nameOf(header);
  if (isLoopback(name) || name === listening.toLowerCase()) return true;
  if (isLoopback(listening.toLowerCase())) return false;
  // Addresses are no domain names, and names without a dot are those of a container or a machine nearby.
  return isIP(name) !== 0 || !name.includes('.') || name.endsWith('.internal') || name.endsWith('.local') || anyName;
}

function nameOf(header: string): string {
  const bracketed = /^\[([^\]]+)\](?::\d+)?$/.exec(header)?.[1];
  return (bracketed ?? header.replace(/:\d+$/, '')).toLowerCase().replace(/\.$/, '');
}

function isLoopback(name: string): boolean {
  return (
    name === 'localhost' ||
    name.endsWith('.localhost') ||
    name === '::1' ||
    (isIP(name) === 4 && name.startsWith('127.'))
  );
}
