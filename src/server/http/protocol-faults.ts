import { type IncomingMessage, type Server, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import type { MockResponse } from '../../mock/messages/message';
import type { RequestLog } from './request-log';
import { sendResponse } from './send-response';
import { transportProblem } from './transport-problem';

/** A host and perhaps a port (RFC 3986, section 3.2). A comma is left out of it: it joins the fields of two. */
export const HOST = /^(?:\[[0-9a-f:.v]+\]|[\w.~!$&'()*+;=%-]*)(?::\d*)?$/i;

/**
 * Lets a server refuse, with a problem in place of Node's bare status line or its silence, what is HTTP but no request to this
 * server: an `Expect` that cannot be met, and a tunnel.
 *
 * @param log - takes note of each refusal
 */
export function refuseProtocolFaults(server: Server, log?: RequestLog): void {
  server.on('checkExpectation', (request, response) => refuse(request, response, expectationProblem, log));
  server.on('connect', (request: IncomingMessage, socket: Duplex) => {
    socket.on('error', () => socket.destroy());
    socket.end(toRawHttp(tunnelProblem), () => socket.destroy());
    takeNote(log, request, tunnelProblem);
  });
}

const expectationProblem = transportProblem(417, 'No Expect but 100-continue can be met.', 'unknown expectation');

const tunnelProblem = transportProblem(501, 'This server is no proxy: it opens no tunnels.', 'CONNECT');

function refuse(request: IncomingMessage, response: ServerResponse, answer: MockResponse, log?: RequestLog): void {
  sendResponse(request, response, answer, true);
  takeNote(log, request, answer);
}

/** Refuses a request without a `Host`, with two of them, or with one that is none (RFC 9112, section 3.2). */
export function refuseHost(request: IncomingMessage, response: ServerResponse, log?: RequestLog): void {
  refuse(request, response, hostProblem(request), log);
}

function hostProblem({ rawHeaders }: IncomingMessage): MockResponse {
  const fields = rawHeaders.filter((text, index) => index % 2 === 0 && text.toLowerCase() === 'host').length;
  if (fields === 0) return transportProblem(400, 'The request lacks the field Host.', 'no Host');
  if (fields > 1) return transportProblem(400, `The request has the field Host ${fields} times.`, 'several Hosts');
  return transportProblem(400, 'The field Host is no host and port.', 'malformed Host');
}

function takeNote(log: RequestLog | undefined, { method, url }: IncomingMessage, { status, note }: MockResponse): void {
  log?.({ method: method ?? '', path: url ?? '', status, durationMs: 0, note });
}

/**
 * Writes a response as the bytes of HTTP/1.1, for a connection that Node has given away.
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
