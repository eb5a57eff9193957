import type { IncomingMessage } from 'node:http';
import { type Answer, problem } from './answer';
import type { Freedoms } from './freedoms';

/** Credentials that a server with `auth: 'enforced'` asks for. */
export const credentials = {
  token: 'independent-token',
  apiKey: 'independent-key',
  clientId: 'independent-client',
  clientSecret: 'independent-secret',
};

/** Answers `POST /oauth2/token`: client credentials, RFC 6749 sections 4.4 and 5. */
export function grantToken(request: IncomingMessage, body: Buffer): Answer {
  const headers = { 'cache-control': 'no-store', 'content-type': 'application/json' };
  const form = new URLSearchParams(body.toString());
  const basic = /^basic (.+)$/i.exec(request.headers.authorization ?? '')?.[1];
  const [id, secret] = basic
    ? Buffer.from(basic, 'base64').toString().split(':').map(decodeURIComponent)
    : [form.get('client_id'), form.get('client_secret')];
  if (form.get('grant_type') !== 'client_credentials') {
    const error = form.has('grant_type') ? 'unsupported_grant_type' : 'invalid_request';
    return { status: 400, headers, body: { error } };
  }
  if (id !== credentials.clientId || secret !== credentials.clientSecret) {
    return {
      status: 401,
      headers: { ...headers, 'www-authenticate': 'Basic realm="token"' },
      body: { error: 'invalid_client' },
    };
  }
  return { status: 200, headers, body: { access_token: credentials.token, expires_in: 3600, token_type: 'Bearer' } };
}

/** Makes the gate of one server: refuses requests without credentials and too many requests, and lets the others pass. */
export function createGate(choices: Freedoms): (request: IncomingMessage) => Answer | undefined {
  let second = 0;
  let seen = 0;
  return (request) => {
    if (choices.rateLimit > 0) {
      const now = Math.floor(Date.now() / 1000);
      if (now !== second) [second, seen] = [now, 0];
      seen += 1;
      if (seen > choices.rateLimit) {
        return problem(choices, 429, 'too-many-requests', { headers: { 'retry-after': '1' } });
      }
    }
    if (choices.auth === 'open' || request.method === 'OPTIONS') return undefined;
    const token = /^bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1];
    if (token === credentials.token && request.headers['x-api-key'] === credentials.apiKey) return undefined;
    const scheme = token === undefined ? 'Bearer realm="api"' : 'Bearer realm="api", error="invalid_token"';
    return problem(choices, 401, 'unauthorized', { headers: { 'www-authenticate': scheme } });
  };
}
