import { parseSpec } from '../../openapi/load-spec';
import type { WireRequest, WireResponse } from '../exchange/exchange';
import { verify } from '../verify';
import { security } from './security';

type Requirement = Readonly<Record<string, readonly string[]>>;

/** A document with two lists that ask for credentials in these ways. */
function specWith(alternatives: readonly Requirement[]) {
  const responses = { 200: { description: 'ok' }, 401: { description: 'Log in.' } };
  const paths = ['a', 'b'].map((name) => [`/${name}`, { get: { operationId: name, responses } }]);
  return parseSpec({
    openapi: '3.1.0',
    info: { title: 'Lists', version: '1' },
    security: alternatives,
    paths: Object.fromEntries(paths),
    components: {
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer' },
        key: { type: 'apiKey', in: 'header', name: 'X-Key' },
      },
    },
  });
}

const credentials = { authorization: 'Bearer t', 'x-key': 'k' };
const hasToken = ({ headers }: WireRequest): boolean => headers.authorization?.toLowerCase() === 'bearer t';
const hasKey = ({ headers }: WireRequest): boolean => headers['x-key'] === 'k';

async function findings(
  alternatives: readonly Requirement[],
  gate: (request: WireRequest) => boolean,
  headers: Readonly<Record<string, string>> = credentials,
) {
  const send = async (request: WireRequest): Promise<WireResponse> => ({
    status: gate(request) ? 200 : 401,
    headers: gate(request) ? {} : { 'www-authenticate': 'Bearer' },
    body: new Uint8Array(),
    milliseconds: 0,
  });
  const target = { url: 'http://x', send, close: async () => {} };
  const report = await verify(target, specWith(alternatives), { kinds: [security], headers });
  return report.findings
    .filter(({ severity }) => severity === 'error')
    .map(({ check, title, count }) => `${check}: ${title} x${count}`);
}

const both: readonly Requirement[] = [{ token: [], key: [] }];
const either: readonly Requirement[] = [{ key: [] }, { token: [] }];
const letsIn = 'credentials-required: answers status 200 instead of 401: the request is sent with';

test.each<[string, readonly Requirement[], (request: WireRequest) => boolean]>([
  ['both are needed and asked for', both, (request) => hasToken(request) && hasKey(request)],
  ['either will do', either, (request) => hasToken(request) || hasKey(request)],
])('nothing is found where %s', async (_, alternatives, gate) => {
  expect(await findings(alternatives, gate)).toEqual([]);
});

test('nothing is asked of a target that runs without credentials', async () => {
  expect(await findings(both, () => true, {})).toEqual([]);
});

test('a target that asks nobody has one fault', async () => {
  const [finding, ...more] = await findings(both, () => true);
  expect(finding).toMatch(/^credentials-required: asks nobody for the credentials that the document wants x\d+$/);
  expect(more).toEqual([]);
});

test.each<[string, readonly Requirement[], (request: WireRequest) => boolean]>([
  ['the key alone will do', both, hasKey],
  ['any token will do', either, (request) => hasKey(request) || request.headers.authorization !== undefined],
  ['one of the lists is open', both, (request) => request.path === '/b' || (hasToken(request) && hasKey(request))],
])('it is found that %s', async (_, alternatives, gate) => {
  const titles = await findings(alternatives, gate);
  expect(titles.filter((title) => title.startsWith(letsIn))).not.toEqual([]);
});
