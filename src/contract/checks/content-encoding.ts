import type { Exchange } from '../exchange/exchange';
import type { Check } from '../findings/check';

/** The first bytes of encodings that have any. */
const MAGIC: Readonly<Record<string, readonly number[]>> = {
  gzip: [0x1f, 0x8b],
  'x-gzip': [0x1f, 0x8b],
  zstd: [0x28, 0xb5],
};

/** A body is encoded as `Content-Encoding` says, and not at all when only `identity` is accepted. */
export const contentEncoding: Check<Exchange> = {
  name: 'content-encoding',
  severity: 'error',
  basis: 'RFC 9110, sections 8.4 and 12.5.3',
  judge({ documented, operation, response }) {
    const coding = response.headers['content-encoding']?.trim().toLowerCase() ?? 'identity';
    if (coding === 'identity' || response.body.byteLength === 0) return [];
    const start = MAGIC[coding];
    const claimed = start === undefined || start.every((byte, index) => response.body[index] === byte);
    return [
      {
        title: claimed
          ? `encodes a body as ${coding}, which was not accepted`
          : `says that a body is ${coding}, which it is not`,
        promised: 'a body without an encoding, as the request accepts identity only',
        received: `Content-Encoding: ${coding}`,
        pointer: documented?.pointer ?? operation?.pointer ?? '#/paths',
        symptom: coding,
      },
    ];
  },
};
