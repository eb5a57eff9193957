import type { Target, WireRequest, WireResponse } from '../exchange/exchange';
import type { AccessToken } from './client-credentials';

/** A token is renewed so long before its end, in milliseconds, or half its life before when it lives shorter. */
const margin = 30_000;

/**
 * Wraps a target so that tokens may end during a run: a request that carries the run's first token is sent with the newest one.
 * It is renewed shortly before it ends, and once when the target answers 401 to it. Requests with another token, or none, go as
 * they are.
 *
 * @param first - the token that the run knows, and the only one that it ever sees
 * @param renew - gets a new one
 * @param now - tells the time in milliseconds
 */
export function createRenewingTarget(
  target: Target,
  first: AccessToken,
  renew: () => Promise<AccessToken>,
  now: () => number = Date.now,
): Target {
  const known = first.token;
  let newest = first.token;
  let endsAt = endOf(first, now());
  let renewal: Promise<void> | undefined;
  const renewed = (): Promise<void> => {
    renewal ??= (async () => {
      try {
        const next = await renew();
        newest = next.token;
        endsAt = endOf(next, now());
      } catch {
        // The old one may still do; if not, the target says so, and that is judged. It is not asked for all the time.
        endsAt = now() + margin;
      } finally {
        renewal = undefined;
      }
    })();
    return renewal;
  };

  const sendWith = async (request: WireRequest, scheme: string): Promise<WireResponse> => {
    const headers = { ...request.headers, authorization: `${scheme} ${newest}` };
    return translated(await target.send({ ...request, headers }), newest, known);
  };

  return {
    url: target.url,
    close: () => target.close(),
    async send(request) {
      const { authorization = '' } = request.headers;
      const [, scheme = '', token] = /^(bearer) (.*)$/i.exec(authorization) ?? [];
      if (token !== known) return target.send(request);
      if (now() >= endsAt) await renewed();
      const used = newest;
      const response = await sendWith(request, scheme);
      if (response.status !== 401) return response;
      // Somebody else may have renewed it meanwhile.
      if (used === newest) await renewed();
      return used === newest ? response : sendWith(request, scheme);
    },
  };
}

function endOf({ expiresIn }: AccessToken, now: number): number {
  if (expiresIn === undefined) return Number.POSITIVE_INFINITY;
  const life = expiresIn * 1_000;
  return now + life - Math.min(margin, life / 2);
}

// What a target repeats of a token is masked by the first one, the only one that reports know of.
function translated(response: WireResponse, newest: string, known: string): WireResponse {
  if (newest === known) return response;
  const bytes = Buffer.from(response.body.buffer, response.body.byteOffset, response.body.byteLength);
  const body = bytes.includes(newest)
    ? new Uint8Array(Buffer.from(bytes.toString('latin1').replaceAll(newest, known), 'latin1'))
    : response.body;
  const headers = Object.entries(response.headers).map(([name, value]) => [name, value.replaceAll(newest, known)]);
  return { ...response, body, headers: Object.fromEntries(headers) };
}
