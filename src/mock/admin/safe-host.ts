import { isIP } from 'node:net';

/**
 * Whether a `Host` header names the mock by a name that a stranger cannot have pointed at it. In DNS rebinding a page's own
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
  // Addresses are nobody's domain, and names without a dot are those of a container or a machine nearby.
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
