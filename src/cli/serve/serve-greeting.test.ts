import { parseSpec } from '../../openapi/load-spec';
import { parseCommandLine } from '../command-line/parse-command-line';
import { serveCommand } from './serve-command';
import {
  describeControl,
  describeLogins,
  describePages,
  describePatterns,
  type Greeting,
  serveGreeting,
} from './serve-greeting';
import { type ServeSettings, serveSettings } from './serve-settings';

const settings = (args: string[]): ServeSettings => serveSettings(parseCommandLine(serveCommand, args, {}));

const greeting: Greeting = {
  url: 'http://127.0.0.1:1',
  title: 'Notes',
  version: '2',
  source: 'notes.yaml',
  resources: [
    { name: 'notes', records: 12, description: 'notes  list create' },
    { name: 'tags', records: 1, description: 'tags   list' },
  ],
};

test('for a person', () => {
  expect(serveGreeting(greeting, 'pretty')).toBe(
    'Notes 2 (notes.yaml)\nListening on http://127.0.0.1:1\nResources:\n  notes  list create · 12 records\n  tags   list · 1 record\nStop with Ctrl-C.\n\n',
  );
});

test('for a person, with what was inferred besides', () => {
  const further = ['singletons  me (read update)', 'no state    answers no body: GET /ping'];
  expect(serveGreeting({ ...greeting, further }, 'pretty')).toContain(
    '1 record\nBesides:\n  singletons  me (read update)\n  no state    answers no body: GET /ping\nStop',
  );
});

test('for a person, without resources', () => {
  expect(serveGreeting({ ...greeting, resources: [] }, 'pretty')).toContain('every operation answers with an example');
});

test('as one line of JSON', () => {
  const text = serveGreeting(greeting, 'json');
  expect(text.indexOf('\n')).toBe(text.length - 1);
  expect(JSON.parse(text)).toEqual({
    time: expect.any(String),
    event: 'listening',
    url: 'http://127.0.0.1:1',
    title: 'Notes',
    version: '2',
    source: 'notes.yaml',
    records: { notes: 12, tags: 1 },
  });
});

describe('control by other machines', () => {
  test.each([
    ['127.0.0.1', [], 0],
    ['localhost', [], 0],
    ['::1', [], 0],
    ['0.0.0.0', [], 1],
    ['::', [], 1],
    ['192.168.1.7', [], 1],
    ['0.0.0.0', ['--admin-token', 'a'], 0],
    ['0.0.0.0', ['--no-admin'], 0],
  ])('on %s with %j: %i lines', (host, args, lines) => {
    expect(describeControl(settings(['--host', host, ...args]))).toHaveLength(lines);
  });
});

describe('pages', () => {
  test.each([
    [[], ['Inspector http://h:1/__admin/ · API reference http://h:1/docs/']],
    [['--no-admin'], []],
  ])('with %j: %j', (args, lines) => {
    expect(describePages(settings(args), 'http://h:1')).toEqual(lines);
  });
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
    expect(describeLogins(spec, settings(args))).toEqual(lines);
  });
});

test('patterns that cannot be matched without going back are named, each once', () => {
  const described = (...patterns: string[]): string[] => {
    const properties = Object.fromEntries(patterns.map((pattern, index) => [`p${index}`, { type: 'string', pattern }]));
    const components = { schemas: { A: { type: 'object', properties } } };
    return describePatterns(parseSpec({ openapi: '3.1.0', info: { title: 'A', version: '1' }, paths: {}, components }));
  };
  expect(described('^(a+)+$', '(?<=a)b', '^\\w{1,255}$')).toEqual([]);
  expect(described('(.)\\1', '(.)\\1')).toEqual([
    'The pattern (.)\\1 (document) has a back-reference: a text that takes 100 ms with it does not match.',
  ]);
  expect(described('(a)\\1', '(b)\\1', '(c)\\1', '(d)\\1', '(e)\\1').at(-1)).toBe('… and 2 patterns more.');
});
