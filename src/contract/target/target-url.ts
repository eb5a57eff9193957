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
 * Whether a URL leads to this machine. A text that is no URL does not lead anywhere else, and is told about by whoever reads it.
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
