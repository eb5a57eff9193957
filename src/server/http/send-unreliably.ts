import type { IncomingMessage, ServerResponse } from 'node:http';
import type { MockResponse } from '../../mock/messages/message';
import { headerList, sendResponse } from './send-response';

/**
 * Delivers an answer that has to wait or to go wrong on its way, as `delay` and `transport` say. A server that stops does
 * not wait: answers that are held back are sent at once, and connections that hang are cut.
 *
 * @param request - the request that is answered
 * @param response - Node's response, nothing of it sent yet
 * @param answer - what the engine says
 * @param stopping - aborted when the server begins to stop
 * @returns what became of it, for the log: status 0 when the client got no whole answer
 */
export async function sendUnreliably(
  request: IncomingMessage,
  response: ServerResponse,
  answer: MockResponse,
  stopping: AbortSignal | undefined,
): Promise<MockResponse> {
  const { delay, transport } = answer;
  if (delay !== undefined) await pause(delay, response, stopping);
  if (response.destroyed || request.socket.destroyed) return { ...answer, status: 0, note: 'the client did not wait' };
  if (transport === undefined) {
    sendResponse(request, response, answer, stopping?.aborted === true, stopping);
    return answer;
  }
  if (transport === 'hang') await pause(undefined, response, stopping);
  if (transport === 'truncate' && sendHalf(request, response, answer)) return answer;
  if (transport === 'hang') request.socket.destroy();
  else request.socket.resetAndDestroy();
  return { ...answer, status: 0 };
}

/**
 * Promises a whole body, sends the first half of it and breaks the connection.
 *
 * @returns false when there is too little to break
 */
function sendHalf(request: IncomingMessage, response: ServerResponse, answer: MockResponse): boolean {
  const bytes = Buffer.from(answer.body ?? '');
  if (bytes.byteLength < 2 || request.method === 'HEAD') return false;
  response.writeHead(answer.status, headerList(request, answer, true));
  response.write(bytes.subarray(0, bytes.byteLength >> 1), () => request.socket.destroy());
  return true;
}

/**
 * Waits until the time is over, the client is gone or the server stops; without a time only for the latter two.
 *
 * @param delay - milliseconds
 * @param stopping - aborted when the server begins to stop
 */
export function pause(
  delay: number | undefined,
  response: ServerResponse,
  stopping: AbortSignal | undefined,
): Promise<void> {
  return new Promise((resolve) => {
    if (stopping?.aborted || response.destroyed) return resolve();
    const end = (): void => {
      clearTimeout(timer);
      response.off('close', end);
      stopping?.removeEventListener('abort', end);
      resolve();
    };
    // The connection keeps the process alive, and nothing else should.
    const timer = delay === undefined ? undefined : setTimeout(end, delay).unref();
    response.on('close', end);
    stopping?.addEventListener('abort', end);
  });
}
