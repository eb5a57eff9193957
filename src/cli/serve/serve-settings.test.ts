import { parseCommandLine } from '../command-line/parse-command-line';
import { serveCommand } from './serve-command';
import { type ServeSettings, serveSettings } from './serve-settings';

const settings = (args: string[], env: Record<string, string> = {}): ServeSettings =>
  serveSettings(parseCommandLine(serveCommand, args, env));

test('the defaults', () => {
  expect(settings([])).toEqual({
    spec: undefined,
    'strict-document': false,
    'allow-remote-refs': false,
    port: 4010,
    host: '127.0.0.1',
    'tls-cert': undefined,
    'tls-key': undefined,
    tls: undefined,
    seed: 1,
    count: 3255,
    locale: 'auto',
    fixtures: undefined,
    drift: [],
    delay: undefined,
    'fail-rate': 0,
    'fail-with': [503],
    chaos: undefined,
    auth: {
      mode: 'off',
      clients: [{ id: 'mock-client', secret: 'mock-secret' }],
      apiKeys: ['mock-key'],
    },
    client: [],
    'api-key': [],
    hasDevelopmentCredentials: true,
    references: 'off',
    watch: false,
    persist: undefined,
    'base-path': undefined,
    upstream: undefined,
    'upstream-only': [],
    callbacks: undefined,
    'callback-host': [],
    'session-ttl': 60,
    'max-sessions': 1000,
    sessions: { ttl: 3_600_000, max: 1000 },
    journal: 500,
    'admin-token': undefined,
    'admin-origin': [],
    'no-admin': false,
    admin: { token: undefined, origins: [] },
    store: undefined,
    'store-prefix': 'contact-points',
    shared: undefined,
    workers: 1,
    metrics: false,
    quiet: false,
    'log-format': 'pretty',
  });
});

test.each<[string[], Record<string, string>, Partial<ServeSettings>]>([
  [['--port', '0'], {}, { port: 0 }],
  [[], { PORT: '8080' }, { port: 8080 }],
  [['--port', '1'], { PORT: '8080' }, { port: 1 }],
  [['--port', '1'], { PORT: 'rubbish' }, { port: 1 }],
  [[], { PORT: '', CONTACT_POINTS_HOST: '' }, { port: 4010, host: '127.0.0.1' }],
  [[], { CONTACT_POINTS_HOST: '0.0.0.0' }, { host: '0.0.0.0' }],
  [['--host', '::1'], { CONTACT_POINTS_HOST: '0.0.0.0' }, { host: '::1' }],
  [['--seed', '9007199254740991', '--count', '0'], {}, { seed: 9007199254740991, count: 0 }],
  [['--spec', 'a.yaml', '--fixtures', 'dir/'], {}, { spec: 'a.yaml', fixtures: 'dir/' }],
  [['--drift', 'a:b,c:d', '--drift=e:f'], {}, { drift: ['a:b', 'c:d', 'e:f'] }],
  [['--quiet', '--log-format', 'json', '--locale', 'fr'], {}, { quiet: true, 'log-format': 'json', locale: 'fr' }],
])('%j with %j', (args, env, expected) => {
  expect(settings(args, env)).toMatchObject(expected);
});

test.each<[string[], Record<string, string>, string]>([
  [['--port', '65536'], {}, '--port must be a whole number from 0 to 65535, not "65536".'],
  [['--port', '80a'], {}, '--port must be a whole number from 0 to 65535, not "80a".'],
  [['--port', '-1'], {}, '--port must be a whole number from 0 to 65535, not "-1".'],
  [['--port='], {}, '--port must be a whole number from 0 to 65535, not "".'],
  [[], { PORT: '4010.5' }, 'PORT (environment) must be a whole number from 0 to 65535, not "4010.5".'],
  [['--seed', '1e3'], {}, '--seed must be a whole number from 0 to 9007199254740991, not "1e3".'],
  [['--seed', '9007199254740993'], {}, '--seed must be a whole number from 0 to 9007199254740991'],
  [['--count', '10000001'], {}, '--count must be a whole number from 0 to 10000000'],
  [['--locale', 'NL'], {}, '--locale must be auto, nl, en, de or fr, not "NL".'],
  [['--log-format', 'xml'], {}, '--log-format must be pretty or json, not "xml".'],
  [['--host', 'http://a'], {}, '--host must be an address or a host name such as 127.0.0.1, not "http://a".'],
  [['--host='], {}, '--host must be an address'],
  [['--drift', 'a:b,'], {}, '--drift needs a name; `contact-points drifts` lists them.'],
  [['--spec='], {}, '--spec needs the name of a file.'],
])('%j with %j: %s', (args, env, message) => {
  expect(() => settings(args, env)).toThrow(message);
});

describe('HTTPS', () => {
  test.each<[string[], Record<string, string>, ServeSettings['tls']]>([
    [['--tls', 'self'], {}, 'self'],
    [['--tls-cert', 'a.pem', '--tls-key', 'b.pem'], {}, ['a.pem', 'b.pem']],
    [[], { CONTACT_POINTS_TLS: 'self' }, 'self'],
    [[], { CONTACT_POINTS_TLS_CERT: 'a.pem', CONTACT_POINTS_TLS_KEY: 'b.pem' }, ['a.pem', 'b.pem']],
  ])('%j with %j', (args, env, tls) => {
    expect(settings(args, env).tls).toEqual(tls);
  });

  test.each<[string[], string]>([
    [['--tls-cert', 'a.pem'], '--tls-cert goes with the other half. Write --tls-key FILE as well.'],
    [['--tls-key', 'b.pem'], '--tls-key goes with the other half. Write --tls-cert FILE as well.'],
    [['--tls', 'self', '--tls-cert', 'a', '--tls-key', 'b'], '--tls self and --tls-cert do not go together.'],
    [['--tls', 'self', '--workers', '2', '--store', 'redis://a'], 'Use --tls-cert and --tls-key.'],
  ])('%j is refused', (args, message) => {
    expect(() => settings(args)).toThrow(message);
  });
});

describe('what an app has to bear', () => {
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
    expect(settings(args, env)).toMatchObject(expected);
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
    expect(() => settings(args)).toThrow(message);
  });

  test('a client that cannot be used is not repeated: it may be half a secret', () => {
    expect(() => settings(['--client', 'hidden'])).toThrow(expect.not.stringContaining('hidden'));
  });
});

describe('daily work', () => {
  test.each<[string[], Record<string, string>, object]>([
    [[], {}, { watch: false, persist: undefined, 'base-path': undefined, upstream: undefined, journal: 500 }],
    [[], {}, { sessions: { ttl: 3_600_000, max: 1000 }, admin: { token: undefined } }],
    [['--watch', '--persist', 'a.json'], {}, { watch: true, persist: 'a.json' }],
    [['--base-path', '/v1/'], {}, { 'base-path': '/v1' }],
    [['--base-path', '/'], {}, { 'base-path': '' }],
    [
      ['--session-ttl', '5', '--max-sessions', '2', '--journal', '0'],
      {},
      { sessions: { ttl: 300_000, max: 2 }, journal: 0 },
    ],
    [['--no-admin'], { CONTACT_POINTS_ADMIN_TOKEN: 'a' }, { admin: undefined }],
    [['--admin-token', 'a'], { CONTACT_POINTS_ADMIN_TOKEN: 'b' }, { admin: { token: 'a' } }],
    [[], { CONTACT_POINTS_ADMIN_TOKEN: 'b' }, { admin: { token: 'b' } }],
    [
      ['--admin-token', 'a', '--admin-origin', 'http://localhost:3000/', '--admin-origin', 'HTTPS://App.test'],
      {},
      { admin: { token: 'a', origins: ['http://localhost:3000', 'https://app.test'] } },
    ],
    [[], { CONTACT_POINTS_ADMIN_TOKEN: '' }, { admin: { token: undefined } }],
    [
      ['--upstream', 'https://a.example/v1', '--upstream-only', 'getNote', '--upstream-only', '/x/*'],
      {},
      { upstream: { url: new URL('https://a.example/v1'), only: ['getNote', '/x/*'] } },
    ],
  ])('%j with %j', (args, env, expected) => expect(settings(args, env)).toMatchObject(expected));

  test.each<[string[], string]>([
    [['--persist='], '--persist needs the name of a file.'],
    [['--base-path', 'v1'], '--base-path must be a path such as /v1, or / for the root, not "v1".'],
    [['--base-path', '/a//b'], '--base-path must be a path'],
    [['--base-path', '/a?b'], '--base-path must be a path'],
    [['--session-ttl', '0'], '--session-ttl must be a whole number from 1 to 100000, not "0".'],
    [['--max-sessions', '0'], '--max-sessions must be a whole number from 1'],
    [['--journal', 'x'], '--journal must be a whole number from 0'],
    [['--upstream', 'example.com'], '--upstream must be a URL such as https://api.example.com/v1, not "example.com".'],
    [['--upstream', 'ftp://a'], '--upstream must be a URL'],
    [['--upstream', 'http://a/?b=1'], '--upstream must be a URL'],
    [['--callback-host', 'a'], 'Write --callbacks as well.'],
    [['--callbacks', '--callback-host', 'http://a'], '--callback-host must be a host name such as hooks.example.com'],
    [['--callbacks', '--callback-host', 'a:80/b'], '--callback-host must be a host name'],
    [['--upstream-only', 'a'], 'Write --upstream URL as well.'],
    [['--upstream', 'http://a', '--upstream-only='], '--upstream-only needs the name of an operation, or a path.'],
    [['--no-admin', '--admin-token', 'a'], '--no-admin and --admin-token do not go together.'],
    [['--no-admin', '--admin-origin', 'http://a'], '--no-admin and --admin-origin do not go together.'],
    [['--admin-origin', 'http://a'], 'Write --admin-token TOKEN as well.'],
    [['--admin-token', 'a', '--admin-origin', '*'], '--admin-origin must be an origin such as http://localhost:3000'],
    [['--admin-token', 'a', '--admin-origin', 'http://a/b'], '--admin-origin must be an origin'],
    [['--admin-token', 'a b'], '--admin-token must be letters'],
    [['--spec', '-', '--watch'], '--spec - is read once, so --watch cannot be used with it.'],
    [['--spec', '-', '--workers', '2'], '--spec - is read once, so --workers cannot be used with it.'],
    [['--watch', '--drift', 'a'], '--watch and --drift do not go together'],
  ])('%j: %s', (args, message) => expect(() => settings(args)).toThrow(message));

  test('credentials in a URL are refused and not repeated', () => {
    let message = '';
    try {
      settings(['--upstream', 'https://me:hush@a.example']);
    } catch (error) {
      ({ message } = error as Error);
    }
    expect(message).toMatch(/must not hold credentials/);
    expect(message).not.toContain('hush');
  });
});

describe('a store that processes share', () => {
  test.each<[string[], Record<string, string>, Partial<ServeSettings>]>([
    [[], {}, { shared: undefined, workers: 1 }],
    [['--store', 'memory'], { CONTACT_POINTS_STORE: 'redis://a' }, { shared: undefined, workers: 1 }],
    [[], { CONTACT_POINTS_STORE: 'redis://a' }, { shared: { url: 'redis://a', prefix: 'contact-points' }, workers: 1 }],
    [
      ['--store', 'rediss://me:hush@a:1/2', '--store-prefix', 'p', '--workers', '4'],
      { CONTACT_POINTS_STORE: '' },
      { shared: { url: 'rediss://me:hush@a:1/2', prefix: 'p' }, workers: 4 },
    ],
  ])('%j with %j', (args, env, expected) => expect(settings(args, env)).toMatchObject(expected));

  const redis = ['--store', 'redis://a'];
  test.each<[string[], string]>([
    [['--workers', '2'], '--workers 2 needs a store that processes share: each process would have data of its own'],
    [['--workers', '0'], '--workers must be a whole number from 1 to 1024, not "0".'],
    [['--store-prefix', 'p'], '--store-prefix is for Redis. Write --store redis://… as well.'],
    [['--store', 'http://a'], '--store must be memory, or a URL such as'],
    [['--store', 'redis'], '--store must be memory, or a URL such as'],
    [['--store', 'redis:///0'], '--store must be memory, or a URL such as'],
    [['--store', 'redis://a/b'], '--store must be memory, or a URL such as'],
    [[...redis, '--store-prefix', '{a}'], '--store-prefix must be 1 to 100 letters, digits and ._:- only, not "{a}".'],
    [[...redis, '--persist', 'a.json'], '--persist do not go together: Redis keeps the data'],
    [[...redis, '--watch'], '--watch do not go together: another document'],
    [[...redis, '--workers', '2', '--auth', 'strict'], '--workers and --auth strict do not go together'],
  ])('%j: %s', (args, message) => expect(() => settings(args)).toThrow(message));

  test('a password is not repeated', () => {
    let message = '';
    try {
      settings(['--store', 'http://:hush@a']);
    } catch (error) {
      ({ message } = error as Error);
    }
    expect(message).toMatch(/^--store must be/);
    expect(message).not.toContain('hush');
  });
});
