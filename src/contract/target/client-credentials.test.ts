import type { Target, WireRequest, WireResponse } from '../exchange/exchange';
import { notesSpec } from '../exchange/given-exchange.test-support';
import { type AccessToken, createRenewingTarget, requestToken, tokenEndpointOf } from './client-credentials';
import { CredentialsError } from './credentials';

const encoder = new TextEncoder();
const answer = (status: number, body: unknown): WireResponse => ({
  status,
  headers: {},
  body: encoder.encode(JSON.stringify(body)),
  milliseconds: 0,
});

function fake(answers: (request: WireRequest) => WireResponse): Target & { readonly sent: WireRequest[] } {
  const sent: WireRequest[] = [];
  return {
    url: 'http://x',
    sent,
    close: async () => {},
    send: async (request) => {
      sent.push(request);
      return answers(request);
    },
  };
}

const endpoint = { url: new URL('http://x/oauth2/token?tenant=1') };
const client = { id: 'a b', secret: 's&c+r=t' };
const withScheme = (scheme: object, security: readonly Record<string, string[]>[] = []) => ({
  ...notesSpec,
  securitySchemes: { Login: scheme } as unknown as typeof notesSpec.securitySchemes,
  operations: notesSpec.operations.map((operation) => ({ ...operation, security })),
});

describe('the token URL', () => {
  const flow = (tokenUrl: string) => ({ type: 'oauth2', flows: { clientCredentials: { tokenUrl, scopes: {} } } });

  test.each([
    ['/oauth2/token', 'https://h:8443/oauth2/token'],
    ['https://login.example.com/t', 'https://login.example.com/t'],
  ])('%s is %s', (tokenUrl, expected) => {
    expect(tokenEndpointOf(withScheme(flow(tokenUrl)), 'https://h:8443/api').url.href).toBe(expected);
  });

  test('has the scopes that the operations need', () => {
    const spec = withScheme(flow('/t'), [{ Login: ['read', 'write'] }]);
    expect(tokenEndpointOf(spec, 'http://h').scope).toBe('read write');
    expect(tokenEndpointOf(withScheme(flow('/t')), 'http://h').scope).toBeUndefined();
  });

  test('a document without such a flow', () => {
    expect(() => tokenEndpointOf(notesSpec, 'http://h')).toThrow(CredentialsError);
  });
});

describe('a token', () => {
  test('is asked for with a form', async () => {
    const server = fake(() => answer(200, { access_token: 'abc', expires_in: 60, token_type: 'Bearer' }));
    expect(await requestToken(server, { ...endpoint, scope: 'r w' }, client)).toEqual({ token: 'abc', expiresIn: 60 });
    const [{ method, path, headers, body } = {} as WireRequest] = server.sent;
    expect([method, path, headers['content-type']]).toEqual([
      'POST',
      '/oauth2/token?tenant=1',
      'application/x-www-form-urlencoded',
    ]);
    expect(Object.fromEntries(new URLSearchParams(Buffer.from(body!).toString()))).toEqual({
      grant_type: 'client_credentials',
      scope: 'r w',
      client_id: 'a b',
      client_secret: 's&c+r=t',
    });
  });

  test.each([[401], [400]])(
    'a server that answers %i to the client in the body gets it with HTTP Basic',
    async (status) => {
      const server = fake(({ headers }) =>
        headers.authorization === undefined
          ? answer(status, { error: 'invalid_client' })
          : answer(200, { access_token: 'abc' }),
      );
      expect(await requestToken(server, endpoint, client)).toEqual({ token: 'abc' });
      const [, second] = server.sent;
      const basic = Buffer.from(second!.headers.authorization!.replace('Basic ', ''), 'base64').toString();
      expect(basic.split(':').map(decodeURIComponent)).toEqual(['a b', 's&c+r=t']);
      expect(Buffer.from(second!.body!).toString()).not.toContain('client_secret');
    },
  );

  test.each<[WireResponse, RegExp]>([
    [
      answer(401, { error: 'invalid_client', error_description: 'no s&c+r=t' }),
      /answered 401 invalid_client: no \*\*\*; is the cl/,
    ],
    [answer(404, 'nothing'), /answered 404; is there no token URL there/],
    [answer(200, { token: 'abc' }), /without an access_token/],
    [answer(200, { access_token: 'a\r\nb' }), /without an access_token/],
  ])('a server that answers otherwise is told about, without the secret', async (response, message) => {
    const failure = requestToken(
      fake(() => response),
      endpoint,
      client,
    );
    await expect(failure).rejects.toThrow(CredentialsError);
    await expect(failure).rejects.toThrow(message);
  });
});

describe('renewal', () => {
  const send = (target: Target, token: string, scheme = 'Bearer') =>
    target.send({ method: 'GET', path: '/', headers: { authorization: `${scheme} ${token}` } });
  const tokens = (...rest: AccessToken[]) => {
    const renew = jest.fn(async () => rest.shift() ?? Promise.reject(new Error('no more')));
    return renew;
  };

  test('comes before the end, once for all who wait', async () => {
    let now = 0;
    const server = fake(() => answer(200, {}));
    const renew = tokens({ token: 'second', expiresIn: 100 });
    const target = createRenewingTarget(server, { token: 'first', expiresIn: 100 }, renew, () => now);
    await send(target, 'first');
    now = 71_000;
    await Promise.all([send(target, 'first'), send(target, 'first', 'bearer')]);
    expect(server.sent.map(({ headers }) => headers.authorization)).toEqual([
      'Bearer first',
      'Bearer second',
      'bearer second',
    ]);
    expect(renew).toHaveBeenCalledTimes(1);
  });

  test('comes once after a 401, and what the target says of the new token is told of the first', async () => {
    const server = fake(({ headers }) =>
      headers.authorization === 'Bearer longer-than-it' ? answer(200, 'you: longer-than-it') : answer(401, {}),
    );
    const target = createRenewingTarget(server, { token: 'first' }, tokens({ token: 'longer-than-it' }));
    const response = await send(target, 'first');
    expect(response.status).toBe(200);
    expect(Buffer.from(response.body).toString()).toBe('"you: first"');
  });

  test('a target that refuses every token is asked twice, not for ever', async () => {
    const server = fake(() => answer(401, {}));
    const target = createRenewingTarget(server, { token: 'first' }, tokens({ token: 'second' }));
    await expect(send(target, 'first')).resolves.toMatchObject({ status: 401 });
    expect(server.sent).toHaveLength(2);
  });

  test('a token that cannot be renewed stays', async () => {
    const target = createRenewingTarget(
      fake(() => answer(401, {})),
      { token: 'first' },
      tokens(),
    );
    await expect(send(target, 'first')).resolves.toMatchObject({ status: 401 });
  });

  test('wrong and missing tokens go as they are', async () => {
    const server = fake(() => answer(401, {}));
    const renew = tokens({ token: 'second' });
    const target = createRenewingTarget(server, { token: 'first', expiresIn: 0.001 }, renew, () => 1e9);
    await send(target, 'first-wrong');
    await target.send({ method: 'GET', path: '/', headers: {} });
    expect(server.sent.map(({ headers }) => headers.authorization)).toEqual(['Bearer first-wrong', undefined]);
    expect(renew).not.toHaveBeenCalled();
  });
});
