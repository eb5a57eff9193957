import type { SendCallback } from '../../mock/callbacks/delivery';

/** Milliseconds until a receiver that does not answer is given up. */
const TIMEOUT = 10_000;

/** The most bytes of an answer that are read: what a receiver says is for the journal only. */
const LONGEST_ANSWER = 65_536;

/**
 * Sends a callback over HTTP. Redirects are not followed, so that no receiver leads the mock elsewhere.
 *
 * @returns the answer, with the beginning of its body
 * @throws the network's error, or one that says that the receiver took longer than ten seconds
 * @example createMock({ spec, callbacks: { send: sendCallback } })
 */
export const sendCallback: SendCallback = async ({ method, url, headers, body }) => {
  const response = await fetch(url, {
    method,
    headers: { 'user-agent': 'contact-points-mock', ...headers },
    // Bytes or text; the type of fetch knows no bytes of shared memory, which there are none of here.
    body: body as string | undefined,
    redirect: 'manual',
    signal: AbortSignal.timeout(TIMEOUT),
  });
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: await readBeginning(response),
  };
};

async function readBeginning({ body }: Response): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of (body ?? []) as AsyncIterable<Uint8Array>) {
    chunks.push(chunk);
    length += chunk.byteLength;
    if (length >= LONGEST_ANSWER) break;
  }
  return Buffer.concat(chunks).subarray(0, LONGEST_ANSWER);
}
