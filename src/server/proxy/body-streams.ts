import { Transform, type TransformCallback } from 'node:stream';
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';

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

  /** What has passed so far; undefined when it was too long. */
  get bytes(): Buffer | undefined {
    return this.#size > this.#limit ? undefined : Buffer.concat(this.#chunks);
  }
}

const DECODERS: Readonly<Record<string, (bytes: Buffer, options: { maxOutputLength: number }) => Buffer>> = {
  gzip: gunzipSync,
  'x-gzip': gunzipSync,
  deflate: inflateSync,
  br: brotliDecompressSync,
};

/**
 * Takes the content coding off a body (RFC 9110, section 8.4).
 *
 * @param coding - the value of `Content-Encoding`
 * @param limit - the most bytes of the result
 * @returns undefined when the coding is not known, is not kept, or the result is too long
 */
export function decodeBody(bytes: Buffer, coding: string | undefined, limit: number): Buffer | undefined {
  if (coding === undefined || coding === '' || coding.toLowerCase() === 'identity' || bytes.byteLength === 0)
    return bytes;
  try {
    return DECODERS[coding.toLowerCase()]?.(bytes, { maxOutputLength: limit });
  } catch {
    return undefined;
  }
}
