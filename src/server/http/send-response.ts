import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline, Readable } from 'node:stream';
import type { MockResponse } from '../../mock/messages/message';
import { isSequence, itemByItem } from '../../mock/representations/sequences';

/** The property that Express adds to a request that passed a mount point. */
interface MaybeMounted {
  readonly baseUrl?: string;
}

/**
 * Writes an answer: a complete header list, then the body, in one piece unless it is a sequence, which is sent item by item.
 *
 * `Content-Length` is added here, for HEAD too, where the body itself is not sent (RFC 9110, section 9.3.2).
 * A `Location` that is a path is relative to the mock; below an Express mount point it gets that prefix.
 *
 * @param request - the request that is answered
 * @param response - Node's response, nothing of it sent yet
 * @param answer - what the engine says
 * @param closing - true when the connection must not be used again
 * @param stopping - aborted when the server begins to stop; ends a sequence
 */
export function sendResponse(
  request: IncomingMessage & MaybeMounted,
  response: ServerResponse,
  answer: MockResponse,
  closing: boolean,
  stopping?: AbortSignal,
): void {
  if (response.headersSent || response.destroyed) return;
  const { body } = answer;
  const type = answer.headers['content-type'];
  if (
    type !== undefined &&
    typeof body === 'string' &&
    !NO_SEQUENCES.has(type) &&
    isSequence(type) &&
    request.method !== 'HEAD' &&
    !closing
  ) {
    const { body: _, ...head } = answer;
    sendStream(request, response, { ...head, stream: itemByItem(type, body) }, stopping);
    return;
  }
  const length = lengthOf(body);
  response.writeHead(answer.status, headerList(request, answer, closing, length));
  if (body === undefined || request.method === 'HEAD') response.end();
  // As many bytes as characters is ASCII, which needs no encoder.
  else if (length === body.length && typeof body === 'string') response.end(body, 'latin1');
  else response.end(body);
}

/** The content types of nearly all answers. */
const NO_SEQUENCES = new Set(['application/json', 'application/problem+json']);

/**
 * The header fields of an answer as `writeHead` takes them: names and values in turn.
 *
 * @param closing - true when the connection must not be used again
 * @param length - the bytes of the body
 */
export function headerList(
  request: IncomingMessage & MaybeMounted,
  { body, headers }: MockResponse,
  closing: boolean,
  length: number = lengthOf(body),
): string[] {
  const { baseUrl } = request;
  const list: string[] = [];
  for (const name in headers) {
    const value = headers[name] as string;
    list.push(name, baseUrl && isPathLocation(name, value) ? baseUrl + value : value);
  }
  if (body !== undefined) list.push('content-length', String(length));
  if (closing) list.push('connection', 'close');
  return list;
}

function isPathLocation(name: string, value: string): boolean {
  return name.length === 8 && name.toLowerCase() === 'location' && value.startsWith('/');
}

function lengthOf(body: MockResponse['body']): number {
  if (body === undefined) return 0;
  return typeof body === 'string' ? Buffer.byteLength(body) : body.byteLength;
}

/**
 * Writes an answer whose body comes bit by bit. When the client goes, the source is told to end; when the server begins to
 * stop, the body ends.
 *
 * @param request - the request that is answered
 * @param response - Node's response, nothing of it sent yet
 * @param answer - with a `stream`
 * @param stopping - aborted when the server begins to stop
 */
export function sendStream(
  request: IncomingMessage,
  response: ServerResponse,
  answer: MockResponse,
  stopping: AbortSignal | undefined,
): void {
  if (response.headersSent || response.destroyed) return;
  response.writeHead(answer.status, headerList(request, answer, stopping?.aborted === true));
  if (request.method === 'HEAD' || stopping?.aborted === true) {
    response.end();
    return;
  }
  const source = Readable.from(answer.stream ?? [], { objectMode: false, highWaterMark: 16_384 });
  const end = (): void => {
    source.unpipe(response);
    response.end();
  };
  stopping?.addEventListener('abort', end);
  pipeline(source, response, () => stopping?.removeEventListener('abort', end));
}
