import { STATUS_CODES } from 'node:http';
import type { MockResponse } from '../../mock/messages/message';
import { createProblem } from '../../mock/problems/problems';

/**
 * Builds the problem details of a fault of ours. The client is not told the reason, the log is.
 *
 * @param error - what was thrown
 */
export function internalError(error: unknown): MockResponse {
  const { type, title, status, detail } = createProblem('internal-error');
  const note = `internal error: ${error instanceof Error ? error.message : String(error)}`;
  return problemResponse({ type, title, status, detail }, note);
}

/**
 * Builds the problem details (RFC 9457) of bytes that are no HTTP request. The document says nothing of these, so the
 * type is `about:blank` and the title is that of the status (section 4.2.1).
 *
 * @param status - the HTTP status
 * @param detail - a sentence for a person
 * @param note - what the log says
 * @example transportProblem(431, 'The header section is larger than 16 KiB.', 'headers too large')
 */
export function transportProblem(status: number, detail: string, note: string): MockResponse {
  return problemResponse({ type: 'about:blank', title: STATUS_CODES[status] ?? 'Error', status, detail }, note);
}

/**
 * Writes a response as the bytes of HTTP/1.1, for a connection on which Node could not parse a request.
 *
 * @param response - the response; the connection is announced as closing
 */
export function toRawHttp(response: MockResponse): string {
  const body = String(response.body ?? '');
  const lines = [`HTTP/1.1 ${response.status} ${STATUS_CODES[response.status] ?? 'Error'}`];
  for (const [name, value] of Object.entries(response.headers)) lines.push(`${name}: ${value}`);
  lines.push(`content-length: ${Buffer.byteLength(body)}`, `date: ${new Date().toUTCString()}`, 'connection: close');
  return `${lines.join('\r\n')}\r\n\r\n${body}`;
}

function problemResponse(problem: { status: number } & Record<string, unknown>, note: string): MockResponse {
  const headers = { 'content-type': 'application/problem+json' };
  return { status: problem.status, headers, body: JSON.stringify(problem), note };
}
