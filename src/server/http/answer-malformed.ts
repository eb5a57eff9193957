import { METHODS } from 'node:http';
import type { Duplex } from 'node:stream';
import type { MockResponse } from '../../mock/messages/message';
import { toRawHttp } from './protocol-faults';
import { originForm, type RequestHandler } from './request-listener';
import type { RequestLog } from './request-log';
import { transportProblem } from './transport-problem';

/** An error of Node's HTTP parser. */
interface ParserError extends NodeJS.ErrnoException {
  /** The bytes that could not be parsed, from the start of the piece that they came in. */
  readonly rawPacket?: Uint8Array;
}

/** Answers by the parser's code; anything else is a 400. */
const FAULTS: Readonly<Record<string, readonly [status: number, detail: string]>> = {
  HPE_HEADER_OVERFLOW: [431, 'The header section is too large; at most 16 KiB are read.'],
  HPE_CHUNK_EXTENSIONS_OVERFLOW: [413, 'The chunk extensions are too large.'],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'The request did not arrive in time.'],
};

/** A request line whose method is a token (RFC 9112, section 3). */
const REQUEST_LINE = /^([!#$%&'*+.^_`|~0-9A-Za-z-]{1,64}) (\S+) HTTP\/1\.[01]\r?\n/;

/**
 * Creates the answer to bytes that Node does not take for a request; fits the `clientError` event of `http.Server`.
 *
 * They get a problem instead of Node's bare status line, and the connection, whose state is unknown, is closed. A request
 * with a method that Node does not know is a request all the same: the handler says what it says of other methods.
 *
 * @param handler - who answers unknown methods
 * @param log - takes note of each answer
 */
export function createMalformedAnswer(handler: RequestHandler, log?: RequestLog) {
  return async (error: ParserError, socket: Duplex): Promise<void> => {
    if (error.code === 'ECONNRESET' || !socket.writable) {
      socket.destroy();
      return;
    }
    const [, method, target] = requestLineOf(error) ?? [];
    const answer =
      method === undefined || target === undefined ? malformed(error) : await answerOf(handler, method, target);
    log?.({ method: method ?? '???', path: target ?? '', status: answer.status, durationMs: 0, note: answer.note });
    socket.end(toRawHttp(answer), () => socket.destroy());
  };
}

function requestLineOf({ code, rawPacket }: ParserError): RegExpExecArray | null {
  if (code !== 'HPE_INVALID_METHOD' || rawPacket === undefined) return null;
  const line = REQUEST_LINE.exec(Buffer.from(rawPacket).toString('latin1'));
  // A known method at the start means that the unknown one comes later, after requests that are answered already.
  return line === null || METHODS.includes(line[1]!) ? null : line;
}

function malformed(error: ParserError): MockResponse {
  const [status, detail] = FAULTS[error.code ?? ''] ?? [400, 'The request is not well-formed HTTP.'];
  return transportProblem(status, detail, error.message);
}

async function answerOf(handler: RequestHandler, method: string, target: string): Promise<MockResponse> {
  const [path = '/', query = ''] = originForm(target).split('?', 2);
  return handler.handle({ method, path, query, headers: {} });
}
