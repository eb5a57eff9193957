import { developmentClient, developmentKey } from '../../mock/login/auth-settings';
import { tokenPaths } from '../../mock/login/token-paths';
import type { Spec } from '../../openapi/model';
import type { ServeSwitches } from './serve-switches';

/**
 * Says at the start how to log in. The credentials for development are no secret and named; others are counted only.
 *
 * @returns an empty list where no logins are asked for
 */
export function describeLogins(spec: Spec, { auth, hasDevelopmentCredentials }: ServeSwitches): string[] {
  if (auth.mode === 'off') return [];
  const [token] = tokenPaths(spec, undefined);
  const where = token === undefined ? [] : [`Tokens: POST ${token.path}.`];
  if (auth.mode === 'presence') return [['Logins: any credentials will do.', ...where].join(' ')];
  const clients = auth.clients[0] === developmentClient ? named(developmentClient) : counted(auth.clients, 'client');
  const keys = auth.apiKeys[0] === developmentKey ? `API key ${developmentKey}` : counted(auth.apiKeys, 'API key');
  const note = hasDevelopmentCredentials ? ['Name your own with --client and --api-key.'] : [];
  return [[`Logins: ${clients}, ${keys}.`, ...where, ...note].join(' ')];
}

function named({ id, secret }: typeof developmentClient): string {
  return `client ${id} with secret ${secret}`;
}

function counted(things: readonly unknown[], name: string): string {
  return things.length === 1 ? `1 ${name}` : `${things.length} ${name}s`;
}
