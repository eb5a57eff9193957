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

function problemResponse(problem: { status: number } & Record<string, unknown>, note: string): MockResponse {
  const headers = { 'content-type': 'application/problem+json' };
  return { status: problem.status, headers, body: JSON.stringify(problem), note };
}
