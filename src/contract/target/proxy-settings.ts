import { TargetUrlError } from './target-url';

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
  const [http, https, none] = [read('HTTP_PROXY'), read('HTTPS_PROXY'), read('NO_PROXY')];
  return {
    ...(http === undefined ? {} : { http }),
    ...(https === undefined ? {} : { https }),
    ...(none === undefined ? {} : { none }),
  };
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
