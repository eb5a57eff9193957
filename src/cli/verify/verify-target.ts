import type { Target } from '../../contract/exchange/exchange';
import {
  createRenewingTarget,
  requestToken,
  type TokenEndpoint,
  tokenEndpointOf,
} from '../../contract/target/client-credentials';
import { CredentialsError, credentialsOf } from '../../contract/target/credentials';
import { createPacedTarget } from '../../contract/target/patient-target';
import { createTarget } from '../../contract/target/target';
import type { Spec } from '../../openapi/model/model';
import type { VerifySettings } from './verify-settings';

/** A target with what it wants to see in every request. */
export interface OpenedTarget {
  readonly target: Target;
  /** Names in lower case, `?name` for query parameters. */
  readonly credentials: Readonly<Record<string, string>>;
}

/**
 * Opens the connections to the target. Nothing is sent.
 *
 * @throws {@link ../../contract/target/target.TargetUrlError} for a URL, or that of a proxy, that cannot be used
 */
export function openTarget({ url, timeout, maxBody, concurrency, rate, insecure, proxies }: VerifySettings): Target {
  const target = createTarget(url, { timeout, maxBody, connections: concurrency, insecure, proxies });
  return rate === undefined ? target : createPacedTarget(target, rate);
}

/**
 * Puts the credentials together; a client logs in at the document's token URL, and again whenever its token ends.
 *
 * @throws {@link CredentialsError} for credentials that do not fit the document or are not accepted
 * @throws {@link ../contract/exchange.TransportError} when the token URL does not answer
 */
export async function logIn(target: Target, spec: Spec, settings: VerifySettings): Promise<OpenedTarget> {
  const { client, headers, token, user, apiKeys, timeout, insecure, proxies } = settings;
  if (client === undefined) return { target, credentials: credentialsOf(spec, { headers, token, user, apiKeys }) };
  const endpoint = endpointOf(spec, target.url, settings.tokenUrl);
  const server = (): Target => createTarget(endpoint.url.origin, { timeout, connections: 1, insecure, proxies });
  const request = async () => {
    const open = server();
    try {
      return await requestToken(open, endpoint, client);
    } finally {
      await open.close();
    }
  };
  const first = await request();
  const credentials = credentialsOf(spec, { headers, token: first.token, apiKeys });
  return { target: createRenewingTarget(target, first, request), credentials };
}

function endpointOf(spec: Spec, base: string, tokenUrl: string | undefined): TokenEndpoint {
  if (tokenUrl === undefined) return tokenEndpointOf(spec, base);
  if (!URL.canParse(tokenUrl, base)) throw new CredentialsError(`--token-url ${tokenUrl} is not a URL`);
  const url = new URL(tokenUrl, new URL(base).origin);
  try {
    return { ...tokenEndpointOf(spec, base), url };
  } catch {
    // The document need not name the token URL when the command line does.
    return { url };
  }
}
