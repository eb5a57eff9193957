import type { IncomingMessage, ServerResponse } from 'node:http';
import { Transform, type TransformCallback, Writable } from 'node:stream';

/** Lets a body pass and keeps a copy of it, as long as it is not too long. */
export class BodyCopy extends Transform {
  readonly #limit: number;
  readonly #chunks: Buffer[] = [];
  #size = 0;

  /** @param limit - bytes; of a longer body no copy is kept */
  constructor(limit: number) {
    super();
    this.#limit = limit;
  }

  override _transform(chunk: Buffer, _encoding: string, done: TransformCallback): void {
    this.#size += chunk.byteLength;
    if (this.#size <= this.#limit) this.#chunks.push(chunk);
    else this.#chunks.length = 0;
    done(null, chunk);
  }

  /** The bytes that have passed so far; undefined when it was too long. */
  get bytes(): Buffer | undefined {
    return this.#size > this.#limit ? undefined : Buffer.concat(this.#chunks);
  }
}

/** Lets JSON pass and puts a comma in the place of its last byte, so that it is as long as before and no JSON. */
export class MalformedEnding extends Transform {
  #held: Buffer | undefined;

  override _transform(chunk: Buffer, _encoding: string, done: TransformCallback): void {
    if (this.#held !== undefined) this.push(this.#held);
    this.#held = chunk;
    done();
  }

  override _flush(done: TransformCallback): void {
    const last = this.#held;
    done(null, last && Buffer.concat([last.subarray(0, -1), Buffer.from(',')]));
  }
}

/**
 * Creates a writable that takes a body and breaks the connection to the client in the middle of it: after the first half, or, where its length
 * is not known, in its first piece. Without a body, the connection is reset.
 *
 * @param length - the bytes of the body, where they are known
 */
export function createTruncation(
  request: IncomingMessage,
  response: ServerResponse,
  length: number | undefined,
): Writable {
  let room = length === undefined ? undefined : length >> 1;
  return new Writable({
    write(chunk: Buffer, _encoding, done) {
      if (room !== undefined && chunk.byteLength < room) {
        room -= chunk.byteLength;
        response.write(chunk, () => done());
        return;
      }
      response.write(chunk.subarray(0, room ?? Math.max(1, chunk.byteLength >> 1)), () => {
        request.socket.destroy();
        done(new Error('cut short'));
      });
    },
    final(done) {
      request.socket.resetAndDestroy();
      done();
    },
  });
}
