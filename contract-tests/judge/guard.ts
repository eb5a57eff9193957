import { type Drift, type DriftDefinition, defineDrifts } from '../../src/drifts/catalogue/drift';
import type { FaultInjection, Respond } from '../../src/drifts/changes/fault-injection';
import type { MockResponse } from '../../src/mock/messages/message';

/** Credentials that are let in; a request needs all of them. */
export const CREDENTIALS = { authorization: 'Bearer the-token', 'x-api-key': 'the-key' } as const;
const NAMES = Object.keys(CREDENTIALS) as (keyof typeof CREDENTIALS)[];

type Headers = Readonly<Record<string, string | undefined>>;

// The name of a scheme has no case (RFC 9110, section 11.1).
const isRight = (headers: Headers, name: keyof typeof CREDENTIALS): boolean =>
  headers[name]?.replace(/^bearer /i, 'Bearer ') === CREDENTIALS[name];

const refused: MockResponse = {
  status: 401,
  headers: { 'content-type': 'application/problem+json', 'www-authenticate': 'Bearer' },
  body: JSON.stringify({ type: '/problems/unauthorized', title: 'Unauthorized', status: 401, detail: 'Log in first.' }),
  note: 'refused',
};

/** Stands before a mock and lets in who has the credentials. */
export function guarded(
  next: Respond,
  letsIn = (headers: Headers) => NAMES.every((name) => isRight(headers, name)),
  refusal = refused,
): Respond {
  return async (request) => (request.method === 'OPTIONS' || letsIn(request.headers) ? next(request) : refusal);
}

const gate = (...given: [letsIn?: (headers: Headers) => boolean, refusal?: MockResponse]): FaultInjection => ({
  handle: (next) => guarded(next, ...given),
});

const rows: readonly DriftDefinition[] = [
  ['login:not-asked-for', 'lets everybody in', 'credentials-required', gate(() => true)],
  [
    'login:any',
    'lets in who has any credentials',
    'credentials-required',
    gate((all) => NAMES.every((name) => all[name])),
  ],
  [
    'login:half',
    'is content with one of two credentials',
    'credentials-required',
    gate((all) => isRight(all, 'x-api-key')),
  ],
  [
    'login:403',
    'answers 403 to who is not logged in',
    'credentials-required',
    gate(undefined, { ...refused, status: 403 }),
  ],
  ['login:500', 'fails on who is not logged in', 'no-server-error', gate(undefined, { ...refused, status: 500 })],
  [
    'login:no-www-authenticate',
    'does not say how to log in',
    'required-headers',
    gate(undefined, { ...refused, headers: { 'content-type': 'application/problem+json' } }),
  ],
];

/** The faults of logins; for runs with {@link CREDENTIALS}. */
export const loginDrifts: readonly Drift[] = defineDrifts('protocol', rows);
