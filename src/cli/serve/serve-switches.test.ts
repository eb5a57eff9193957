import { parseSpec } from '../../openapi/load-spec';
import { parseCommandLine } from '../command-line/parse-command-line';
import { describeLogins } from './describe-logins';
import { serveSpec } from './serve-command';
import { type ServeSwitches, serveSwitches } from './serve-switches';

const switches = (args: string[], env: Record<string, string> = {}): ServeSwitches =>
  serveSwitches(parseCommandLine(serveSpec, args), env);

test.each<[string[], Record<string, string>, object]>([
  [[], {}, { chaos: undefined, references: 'off', auth: { mode: 'off' } }],
  [['--delay', '300'], {}, { chaos: { delay: { min: 300, max: 300 }, failRate: 0 } }],
  [['--delay', '50..300'], {}, { chaos: { delay: { min: 50, max: 300 } } }],
  [['--fail-rate', '0.02'], {}, { chaos: { failRate: 0.02, failWith: [503] } }],
  [['--fail-rate', '1', '--fail-with', '500,503,429'], {}, { chaos: { failRate: 1, failWith: [500, 503, 429] } }],
  [['--fail-rate', '0'], {}, { chaos: undefined }],
  [['--auth', 'strict'], {}, { auth: { mode: 'strict' }, hasDevelopmentCredentials: true }],
  [
    ['--client', 'a:b:c', '--client', 'd:e', '--api-key', 'k', '--api-key', 'l'],
    { CONTACT_POINTS_API_KEY: 'unused' },
    {
      auth: {
        clients: [
          { id: 'a', secret: 'b:c' },
          { id: 'd', secret: 'e' },
        ],
        apiKeys: ['k', 'l'],
      },
      hasDevelopmentCredentials: false,
    },
  ],
  [
    [],
    { CONTACT_POINTS_CLIENT: 'a:b', CONTACT_POINTS_API_KEY: 'k' },
    { auth: { clients: [{ id: 'a', secret: 'b' }], apiKeys: ['k'] } },
  ],
  [['--references', 'warn'], {}, { references: 'warn' }],
])('%j with %j', (args, env, expected) => {
  expect(switches(args, env)).toMatchObject(expected);
});

test.each<[string[], string]>([
  [['--delay', 'soon'], '--delay must be milliseconds up to 600000, or a range of them such as 50..300, not "soon".'],
  [['--delay', '300..50'], '--delay must be milliseconds'],
  [['--fail-rate', '2'], '--fail-rate must be a share from 0 to 1, such as 0.02, not "2".'],
  [['--fail-rate', '2%'], '--fail-rate must be a share'],
  [['--fail-with', '500'], 'Write --fail-rate 0.02 as well.'],
  [['--fail-rate', '1', '--fail-with', '200'], '--fail-with must be statuses from 400 to 599'],
  [['--fail-rate', '1', '--fail-with', '500,'], '--fail-with must be statuses from 400 to 599'],
  [['--auth', 'on'], '--auth must be off, presence or strict, not "on".'],
  [['--client', 'app'], '--client must be an id and a secret with a colon between'],
  [['--client', ':x'], '--client must be an id and a secret'],
  [['--api-key', ' '], '--api-key needs a key.'],
  [['--references', 'yes'], '--references must be off, warn or strict, not "yes".'],
])('%j: %s', (args, message) => {
  expect(() => switches(args)).toThrow(message);
});

test('a client that cannot be used is not repeated: it may be half a secret', () => {
  expect(() => switches(['--client', 'hidden'])).toThrow(expect.not.stringContaining('hidden'));
});

describe('what is said of logins at the start', () => {
  const flows = { clientCredentials: { tokenUrl: '/token', scopes: {} } };
  const spec = parseSpec({
    openapi: '3.1.0',
    info: { title: 'T', version: '1' },
    paths: {},
    components: { securitySchemes: { Token: { type: 'oauth2', flows } } },
  });

  test.each([
    [[], []],
    [['--auth', 'presence'], ['Logins: any credentials will do. Tokens: POST /token.']],
    [
      ['--auth', 'strict'],
      [
        'Logins: client mock-client with secret mock-secret, API key mock-key. Tokens: POST /token. ' +
          'Name your own with --client and --api-key.',
      ],
    ],
    [
      ['--auth', 'strict', '--client', 'app:hidden', '--api-key', 'hidden-1', '--api-key', 'hidden-2'],
      ['Logins: 1 client, 2 API keys. Tokens: POST /token.'],
    ],
  ])('%j', (args, lines) => {
    expect(describeLogins(spec, switches(args))).toEqual(lines);
  });
});
