import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline, Readable } from 'node:stream';
import type { MockResponse } from '../../mock/messages/message';
import { headerList } from './send-response';

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
