/** A base URL, proxy or certificate setting that cannot be used. The message says what is wrong with it. */
export class TargetUrlError extends Error {
  override readonly name = 'TargetUrlError';
}

/**
 * Reads the base URL of a target. A path is kept, with or without a slash at its end.
 *
 * @throws {@link TargetUrlError} when it is no URL, is not http or https, or has a query or fragment
 * @example parseTargetUrl('http://[::1]:4010/api/').pathname // '/api/'
 */
export function parseTargetUrl(url: string): URL {
  if (!/^https?:\/\//i.test(url) || !URL.canParse(url)) {
    throw new TargetUrlError(`"${url}" is not a URL; write it like http://localhost:4010`);
  }
  const base = new URL(url);
  if (base.search !== '' || base.hash !== '') throw new TargetUrlError(`"${url}" must not have a query or fragment`);
  if (base.username !== '' || base.password !== '') {
    throw new TargetUrlError(
      `${base.origin} must not have a user name and password in its URL, where logs and reports would show them; ` +
        "give --header 'Authorization: Basic …'",
    );
  }
  return base;
}

/**
 * Tests if a URL leads to this machine. A text that is no URL counts as such: the function that reads it reports the error.
 *
 * @example isLoopback('http://127.0.0.1:4010') // true
 */
export function isLoopback(url: string): boolean {
  const host = URL.canParse(url) ? new URL(url).hostname.toLowerCase().replace(/\.$/, '') : '';
  return (
    host === '' ||
    host === 'localhost' ||
    host.endsWith('.localhost') ||
    host === '[::1]' ||
    host === '0.0.0.0' ||
    host === '[::]' ||
    /^\[::ffff:7f[0-9a-f]{2}:[0-9a-f]+\]$/.test(host) ||
    /^127(\.\d+){3}$/.test(host)
  );
}

/** The proxies of an environment. */
export interface ProxySettings {
  /** For targets that speak http. */
  readonly http?: string;
  /** For targets that speak https. */
  readonly https?: string;
  /** Hosts that are spoken to directly: names with commas, `.example.com` for all below, `host:port`, `*` for all. */
  readonly none?: string;
}

/**
 * Reads the proxies of an environment, as curl and most other tools do: HTTP_PROXY, HTTPS_PROXY and NO_PROXY, in lower case
 * as well, which wins.
 */
export function proxiesOf(env: Readonly<Record<string, string | undefined>>): ProxySettings {
  const read = (name: string): string | undefined => env[name.toLowerCase()] || env[name] || undefined;
  return { http: read('HTTP_PROXY'), https: read('HTTPS_PROXY'), none: read('NO_PROXY') };
}

/**
 * The URL of the proxy that leads to a target.
 *
 * @returns undefined when there is none on the way
 * @throws {@link TargetUrlError} when it is no URL
 */
export function proxyFor(target: URL, { http, https, none = '' }: ProxySettings): string | undefined {
  const proxy = target.protocol === 'https:' ? https : http;
  if (proxy === undefined || isExcepted(target, none)) return undefined;
  const url = /^[a-z][a-z0-9+.-]*:\/\//i.test(proxy) ? proxy : `http://${proxy}`;
  if (URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)) return url;
  throw new TargetUrlError('the proxy in HTTP_PROXY or HTTPS_PROXY is not a URL; write it like http://proxy:3128');
}

function isExcepted({ hostname, port, protocol }: URL, none: string): boolean {
  const host = hostname.replace(/^\[|\]$/g, '').toLowerCase();
  const portNumber = port === '' ? (protocol === 'https:' ? '443' : '80') : port;
  return none
    .split(/[\s,]+/)
    .filter((entry) => entry !== '')
    .some((entry) => {
      if (entry === '*') return true;
      const [, name = entry, entryPort] = /^(.*[^:]):(\d+)$/.exec(entry) ?? [];
      if (entryPort !== undefined && entryPort !== portNumber) return false;
      const suffix = name
        .toLowerCase()
        .replace(/^\*?\./, '')
        .replace(/^\[|\]$/g, '');
      return host === suffix || host.endsWith(`.${suffix}`);
    });
}
