import type { RenderedBody, TimedExchange } from './content/rendered-exchange';
import type { Report } from './content/report';

/**
 * Writes every exchange of a run as HAR 1.2, which browsers and HTTP tools open. Secrets are masked, long bodies cut; the comment
 * of an entry says why its request was sent, `_case` names the case.
 */
export function harReport(report: Report): string {
  const { startedAt, recorded = [], target, title } = report;
  const log = {
    version: '1.2',
    creator: { name: 'contact-points-kit', version: '' },
    comment: `${title} on ${target}, from ${startedAt}`,
    entries: recorded.map((each) => entryOf(each, target)),
  };
  return `${JSON.stringify({ log }, null, 2)}\n`;
}

/** Facts that no exchange knows of, as HAR has them. */
const UNKNOWN = { cookies: [], httpVersion: 'HTTP/1.1', headersSize: -1 };

function entryOf({ at, caseId, request, response, because }: TimedExchange, target: string): object {
  const url = target + request.path;
  const query = URL.canParse(url) ? [...new URL(url).searchParams] : [];
  const type = (headers: Readonly<Record<string, string>>): string => headers['content-type'] ?? '';
  return {
    startedDateTime: at,
    time: response.milliseconds,
    request: {
      ...UNKNOWN,
      method: request.method,
      url,
      headers: pairs(request.headers),
      queryString: query.map(([name, value]) => ({ name, value })),
      postData: request.body && { mimeType: type(request.headers), ...contentOf(request.body) },
      bodySize: request.body?.bytes ?? 0,
    },
    response: {
      ...UNKNOWN,
      status: response.status,
      statusText: '',
      headers: pairs(response.headers),
      content: { size: response.body?.bytes ?? 0, mimeType: type(response.headers), ...contentOf(response.body) },
      redirectURL: response.headers.location ?? '',
      bodySize: response.body?.bytes ?? 0,
    },
    cache: {},
    timings: { send: 0, wait: response.milliseconds, receive: 0 },
    comment: because,
    _case: caseId,
  };
}

function contentOf(body: RenderedBody | undefined): object {
  if (body === undefined) return {};
  const cut = body.truncated === true ? { comment: `the start of ${body.bytes} bytes` } : {};
  return body.text === undefined ? { text: body.base64, encoding: 'base64', ...cut } : { text: body.text, ...cut };
}

function pairs(headers: Readonly<Record<string, string>>): object[] {
  return Object.entries(headers).map(([name, value]) => ({ name, value }));
}
