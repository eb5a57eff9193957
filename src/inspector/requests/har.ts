import type { ExchangeJson, MessageJson } from '../client/admin-json';

/**
 * Writes exchanges as HAR 1.2, which browsers and HTTP tools open. Credentials are masked in the journal, and so they are here; the
 * comment of an entry says why it was answered so.
 *
 * @param exchanges - the newest first, as the page has them
 * @param root - the base URL of the mock, without a trailing slash
 */
export function harOf(exchanges: readonly ExchangeJson[], root: string): string {
  const log = {
    version: '1.2',
    creator: { name: 'contact-points-kit', version: '' },
    entries: [...exchanges].reverse().map((exchange) => entryOf(exchange, root)),
  };
  return JSON.stringify({ log }, null, 2);
}

/** Facts that the journal does not keep, as HAR has them. */
const UNKNOWN = { cookies: [], httpVersion: 'HTTP/1.1', headersSize: -1, bodySize: -1 };

function entryOf(
  { time, duration_ms, method, path, query, status, note, request, response }: ExchangeJson,
  root: string,
) {
  const url = `${path.startsWith('/') ? root : ''}${path}${query === '' ? '' : `?${query}`}`;
  const body = contentOf(request);
  return {
    startedDateTime: time,
    time: duration_ms,
    request: {
      ...UNKNOWN,
      method,
      url,
      headers: pairs(Object.entries(request.headers)),
      queryString: pairs(new URLSearchParams(query)),
      ...(body.text === undefined ? {} : { postData: body }),
    },
    response: {
      ...UNKNOWN,
      status,
      statusText: '',
      headers: pairs(Object.entries(response.headers)),
      content: { size: -1, ...contentOf(response) },
      redirectURL: response.headers.location ?? '',
    },
    cache: {},
    timings: { send: 0, wait: duration_ms, receive: 0 },
    comment: note,
  };
}

function contentOf({ headers, body, body_cut }: MessageJson) {
  const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
  return { mimeType: headers['content-type'] ?? '', text, comment: body_cut && 'only its start is in the journal' };
}

function pairs(entries: Iterable<readonly [string, string]>): { name: string; value: string }[] {
  return Array.from(entries, ([name, value]) => ({ name, value }));
}
