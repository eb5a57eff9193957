import type { ExchangeJson } from '../client/admin-json';

/** Header fields that every client adds by itself, or that say nothing about the request. */
const LEFT_OUT =
  /^(host|connection|content-length|accept-encoding|user-agent|accept-language|cache-control|pragma|origin|referer|dnt|sec-.*|priority|upgrade-insecure-requests)$/;

/**
 * Writes the command line that repeats a request. Credentials are masked in the journal, and so they are here.
 *
 * @param root - the base URL of the mock, without a trailing slash
 * @param session - the session of the request; one that stood in the URL is not in the journal's path any more
 */
export function curlOf({ method, path, query, request }: ExchangeJson, root: string, session: string): string {
  // The path of a callback, which the mock has sent, is the whole address.
  const isOwn = path.startsWith('/');
  const url = `${isOwn ? root : ''}${path}${query === '' ? '' : `?${query}`}`;
  const parts = [
    method === 'GET' ? 'curl -i' : method === 'HEAD' ? 'curl -I' : `curl -i -X ${quote(method)}`,
    quote(url),
  ];
  const named = !isOwn || session === '' || request.headers['x-mock-session'] !== undefined;
  const headers = named ? request.headers : { ...request.headers, 'x-mock-session': session };
  for (const [name, value] of Object.entries(headers)) {
    if (!LEFT_OUT.test(name) && !(name === 'accept' && value === '*/*')) parts.push(`-H ${quote(`${name}: ${value}`)}`);
  }
  if (request.body !== undefined) parts.push(`--data-raw ${quote(textOf(request.body))}`);
  return parts.join(' \\\n  ');
}

function textOf(body: unknown): string {
  return typeof body === 'string' ? body : JSON.stringify(body);
}

/** One word for a POSIX shell. */
function quote(text: string): string {
  return /^[\w./:@%+,=-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
