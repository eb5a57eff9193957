/** A client of the API, or a user of HTTP Basic. */
export interface Client {
  readonly id: string;
  readonly secret: string;
}

/**
 * The strictness of the check of logins: none, for something in the place of each credential, or for credentials that are
 * known and not expired.
 */
export const authModes = ['off', 'presence', 'strict'] as const;

/** The logins that are asked for. */
export interface AuthOptions {
  /** `off` by default. */
  readonly mode?: (typeof authModes)[number];
  /** The clients that may have a token, or log in with HTTP Basic; {@link developmentClient} by default. */
  readonly clients?: readonly Client[];
  /** API keys, and fixed tokens for HTTP bearer schemes; {@link developmentKey} by default. */
  readonly apiKeys?: readonly string[];
}

/** The same, complete. */
export type AuthSettings = Required<AuthOptions>;

/** The client that is known when none is named. No secret: it is printed at the start and stands in the docs. */
export const developmentClient: Client = { id: 'mock-client', secret: 'mock-secret' };

/** The API key that is known when none is named. */
export const developmentKey = 'mock-key';

/** Completes options with the defaults for development. */
export function completeAuth({ mode = 'off', clients = [], apiKeys = [] }: AuthOptions = {}): AuthSettings {
  return {
    mode,
    clients: clients.length > 0 ? clients : [developmentClient],
    apiKeys: apiKeys.length > 0 ? apiKeys : [developmentKey],
  };
}
