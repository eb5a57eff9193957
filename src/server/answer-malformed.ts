import type { Duplex } from 'node:stream';
import { toRawHttp, transportProblem } from './transport-problem';

/** What Node's HTTP parser reports, by its code; anything else is a 400. */
const FAULTS: Readonly<Record<string, readonly [status: number, detail: string]>> = {
  HPE_HEADER_OVERFLOW: [431, 'The header section is too large; at most 16 KiB are read.'],
  HPE_CHUNK_EXTENSIONS_OVERFLOW: [413, 'The chunk extensions are too large.'],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'The request did not arrive in time.'],
};

/**
 * Answers bytes that are no HTTP request with a problem instead of Node's bare status line, then closes the
 * connection, whose state is unknown. Fits the `clientError` event of `http.Server`.
 *
 * @param error - what the parser reports
 * @param socket - the connection; nothing is written when it is gone already
 */
export function answerMalformed(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const [status, detail] = FAULTS[error.code ?? ''] ?? [400, 'The request is not well-formed HTTP.'];
  socket.end(toRawHttp(transportProblem(status, detail, error.message)), () => socket.destroy());
}
