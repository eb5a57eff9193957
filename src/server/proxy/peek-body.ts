import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { announcesBody } from '../http/request-listener';

/** A request's body that may be looked at before it is passed on. */
export interface PeekedBody {
  /**
   * Reads the body, once; what is over the limit is left unread, and the result is longer than the limit then.
   *
   * @returns undefined when there is none, or the client goes away before its end
   */
  read(): Promise<Uint8Array | undefined>;
  /** All of the body, what has been read before included. */
  whole(): Readable;
}

/**
 * Lets the body of a request be read and passed on all the same. Unless it is read, it stays a stream.
 *
 * @param limit - bytes that are held in memory
 */
export function peekBody(request: IncomingMessage, limit: number): PeekedBody {
  const chunks: Buffer[] = [];
  let rest: AsyncIterator<Buffer> | undefined;
  let reading: Promise<Uint8Array | undefined> | undefined;

  const collect = async (): Promise<Uint8Array | undefined> => {
    rest = request[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
    let size = 0;
    try {
      while (size <= limit) {
        const { done, value } = await rest.next();
        if (done === true) break;
        chunks.push(value);
        size += value.byteLength;
      }
    } catch {
      // The client went away; the stream tells that to what passes the body on.
      return undefined;
    }
    return size === 0 ? undefined : Buffer.concat(chunks);
  };
  async function* replay(further: AsyncIterator<Buffer>): AsyncGenerator<Buffer, void, undefined> {
    yield* chunks;
    for (;;) {
      const { done, value } = await further.next();
      if (done === true) return;
      yield value;
    }
  }
  return {
    async read() {
      if (!announcesBody(request)) return undefined;
      reading ??= collect();
      return reading;
    },
    whole: () => (rest === undefined ? request : Readable.from(replay(rest), { objectMode: false })),
  };
}
