import { parseCommandLine } from '../command-line/parse-command-line';
import { serveSpec } from './serve-command';
import { type ServeSettings, serveSettings } from './serve-settings';

const settings = (args: string[], env: Record<string, string> = {}): ServeSettings =>
  serveSettings(parseCommandLine(serveSpec, args), env);

test('the defaults', () => {
  expect(settings([])).toEqual({
    spec: undefined,
    port: 4010,
    host: '127.0.0.1',
    seed: 1,
    count: 3255,
    locale: 'nl',
    fixtures: undefined,
    drifts: [],
    chaos: undefined,
    auth: {
      mode: 'off',
      clients: [{ id: 'mock-client', secret: 'mock-secret' }],
      apiKeys: ['mock-key'],
    },
    hasDevelopmentCredentials: true,
    references: 'off',
    control: expect.objectContaining({ watch: false, journal: 500 }),
    store: { shared: undefined, workers: 1 },
    quiet: false,
    logFormat: 'pretty',
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
  [['--drift', 'a:b,c:d', '--drift=e:f'], {}, { drifts: ['a:b', 'c:d', 'e:f'] }],
  [['--quiet', '--log-format', 'json', '--locale', 'fr'], {}, { quiet: true, logFormat: 'json', locale: 'fr' }],
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
  [['--locale', 'NL'], {}, '--locale must be nl, en, de or fr, not "NL".'],
  [['--log-format', 'xml'], {}, '--log-format must be pretty or json, not "xml".'],
  [['--host', 'http://a'], {}, '--host must be an address or a host name such as 127.0.0.1, not "http://a".'],
  [['--host='], {}, '--host must be an address'],
  [['--drift', 'a:b,'], {}, '--drift needs a name; `contact-points drifts` lists them.'],
  [['--spec='], {}, '--spec needs the name of a file.'],
])('%j with %j: %s', (args, env, message) => {
  expect(() => settings(args, env)).toThrow(message);
});
