import { isJsonObject } from '../../json-schema/model/json-value';
import type { Spec } from '../../openapi/model/model';
import { queryOf } from '../exchange/build-request';
import type { Target, WireRequest, WireResponse } from '../exchange/exchange';
import { readJson } from '../exchange/read-json';
import { CredentialsError } from './credentials';

/** A client of an authorization server (RFC 6749, section 2.3.1). */
export interface TokenClient {
  readonly id: string;
  readonly secret: string;
}

/** An access token (RFC 6749, section 5.1). */
export interface AccessToken {
  readonly token: string;
  /** Seconds that it is valid for; undefined when the server does not say. */
  readonly expiresIn?: number;
}

/** The place at which a client gets its tokens. */
export interface TokenEndpoint {
  readonly url: URL;
  /** Scopes that the document's operations need, space-separated; undefined when they name no scope. */
  readonly scope?: string;
}

/**
 * Finds the token URL of a document's client credentials flow (OpenAPI 3.1, section 4.8.30); a relative one is resolved against
 * the origin of the target.
 *
 * @throws {@link CredentialsError} when there is no such flow
 */
export function tokenEndpointOf(spec: Spec, base: string): TokenEndpoint {
  for (const [name, scheme] of Object.entries(spec.securitySchemes)) {
    const flow = scheme.type === 'oauth2' ? scheme.flows.clientCredentials : undefined;
    if (flow === undefined) continue;
    const scopes = new Set(spec.operations.flatMap(({ security }) => security.flatMap((each) => each[name] ?? [])));
    const url = new URL(flow.tokenUrl, new URL(base).origin);
    return { url, scope: scopes.size === 0 ? undefined : [...scopes].join(' ') };
  }
  throw new CredentialsError(
    `A client is given, but ${spec.source} has no security scheme of type oauth2 with the flow clientCredentials; ` +
      'give --token instead',
  );
}

/**
 * Asks for a token with the client credentials grant (RFC 6749, section 4.4): the client in the body, and with HTTP Basic
 * where the server wants that.
 *
 * @param server - the target whose base URL is the origin of the token URL
 * @throws {@link CredentialsError} when the server gives none
 * @throws {@link ./exchange.TransportError} when it does not answer
 */
export async function requestToken(
  server: Target,
  { url, scope }: TokenEndpoint,
  client: TokenClient,
): Promise<AccessToken> {
  const form = [['grant_type', 'client_credentials'], ...(scope === undefined ? [] : [['scope', scope]])] as [
    string,
    string,
  ][];
  const path = url.pathname + url.search;
  const inBody = await server.send(
    post(path, [...form, ['client_id', client.id], ['client_secret', client.secret]], {}),
  );
  const wantsBasic = inBody.status === 401 || (inBody.status === 400 && errorOf(inBody).startsWith('invalid_client'));
  const { id, secret } = client;
  const basic = Buffer.from(`${encodeURIComponent(id)}:${encodeURIComponent(secret)}`).toString('base64');
  const response = wantsBasic ? await server.send(post(path, form, { authorization: `Basic ${basic}` })) : inBody;
  return readToken(response, url.href, secret);
}

function post(
  path: string,
  form: readonly (readonly [string, string])[],
  headers: Record<string, string>,
): WireRequest {
  const body = new TextEncoder().encode(queryOf(form).slice(1).replaceAll('%20', '+'));
  const type = 'application/x-www-form-urlencoded';
  return { method: 'POST', path, headers: { accept: 'application/json', 'content-type': type, ...headers }, body };
}

function readToken(response: WireResponse, url: string, secret: string): AccessToken {
  const json = readJson(response.body);
  const answer = json.kind === 'json' && isJsonObject(json.value) ? json.value : {};
  if (response.status < 200 || response.status > 299) {
    const answered = errorOf(response).replaceAll(secret, '***');
    const hint = response.status === 404 ? 'is there no token URL there?' : 'is the client right?';
    throw new CredentialsError(`${url} answered ${response.status}${answered === '' ? '' : ` ${answered}`}; ${hint}`);
  }
  const { access_token: token, expires_in: lifetime } = answer;
  if (typeof token !== 'string' || !/^[\x21-\x7e]+$/.test(token)) {
    throw new CredentialsError(`${url} answered ${response.status} without an access_token`);
  }
  const seconds = Number(lifetime);
  return {
    token,
    expiresIn: lifetime !== undefined && Number.isFinite(seconds) && seconds > 0 ? seconds : undefined,
  };
}

/** The error of RFC 6749, section 5.2; the empty text when there is none. */
function errorOf({ body }: WireResponse): string {
  const json = readJson(body);
  if (json.kind !== 'json' || !isJsonObject(json.value)) return '';
  const { error, error_description: description } = json.value;
  if (typeof error !== 'string') return '';
  return typeof description === 'string' ? `${error}: ${description}` : error;
}

/** A token is renewed so long before its end, in milliseconds, or half its life before when it lives shorter. */
const MARGIN = 30_000;

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
        endsAt = now() + MARGIN;
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
      // Another request may have renewed it meanwhile.
      if (used === newest) await renewed();
      return used === newest ? response : sendWith(request, scheme);
    },
  };
}

function endOf({ expiresIn }: AccessToken, now: number): number {
  if (expiresIn === undefined) return Number.POSITIVE_INFINITY;
  const life = expiresIn * 1_000;
  return now + life - Math.min(MARGIN, life / 2);
}

// Repetitions of a token by a target are masked by the first one, the only one that reports know of.
function translated(response: WireResponse, newest: string, known: string): WireResponse {
  if (newest === known) return response;
  const bytes = Buffer.from(response.body.buffer, response.body.byteOffset, response.body.byteLength);
  const body = bytes.includes(newest)
    ? new Uint8Array(Buffer.from(bytes.toString('latin1').replaceAll(newest, known), 'latin1'))
    : response.body;
  const headers = Object.entries(response.headers).map(([name, value]) => [name, value.replaceAll(newest, known)]);
  return { ...response, body, headers: Object.fromEntries(headers) };
}
