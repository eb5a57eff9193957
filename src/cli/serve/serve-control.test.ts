import { parseCommandLine } from '../command-line/parse-command-line';
import { serveSpec } from './serve-command';
import { type ServeControl, serveControl } from './serve-control';

const control = (args: string[], env: Record<string, string> = {}): ServeControl =>
  serveControl(parseCommandLine(serveSpec, args), env);

test.each<[string[], Record<string, string>, object]>([
  [[], {}, { watch: false, persist: undefined, basePath: undefined, upstream: undefined, journal: 500 }],
  [[], {}, { sessions: { ttl: 3_600_000, max: 1000 }, admin: { token: undefined } }],
  [['--watch', '--persist', 'a.json'], {}, { watch: true, persist: 'a.json' }],
  [['--base-path', '/v1/'], {}, { basePath: '/v1' }],
  [['--base-path', '/'], {}, { basePath: '' }],
  [
    ['--session-ttl', '5', '--max-sessions', '2', '--journal', '0'],
    {},
    { sessions: { ttl: 300_000, max: 2 }, journal: 0 },
  ],
  [['--no-admin'], { CONTACT_POINTS_ADMIN_TOKEN: 'a' }, { admin: undefined }],
  [['--admin-token', 'a'], { CONTACT_POINTS_ADMIN_TOKEN: 'b' }, { admin: { token: 'a' } }],
  [[], { CONTACT_POINTS_ADMIN_TOKEN: 'b' }, { admin: { token: 'b' } }],
  [[], { CONTACT_POINTS_ADMIN_TOKEN: '' }, { admin: { token: undefined } }],
  [
    ['--upstream', 'https://a.example/v1', '--upstream-only', 'getNote', '--upstream-only', '/x/*'],
    {},
    { upstream: { url: new URL('https://a.example/v1'), only: ['getNote', '/x/*'] } },
  ],
])('%j with %j', (args, env, expected) => expect(control(args, env)).toMatchObject(expected));

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
  [['--upstream-only', 'a'], 'Write --upstream URL as well.'],
  [['--upstream', 'http://a', '--upstream-only='], '--upstream-only needs the name of an operation, or a path.'],
  [['--no-admin', '--admin-token', 'a'], '--no-admin and --admin-token do not go together.'],
  [['--admin-token', 'a b'], '--admin-token must be letters'],
  [['--watch', '--drift', 'a'], '--watch and --drift do not go together'],
])('%j: %s', (args, message) => expect(() => control(args)).toThrow(message));

test('credentials in a URL are refused and not repeated', () => {
  let message = '';
  try {
    control(['--upstream', 'https://me:hush@a.example']);
  } catch (error) {
    ({ message } = error as Error);
  }
  expect(message).toMatch(/must not hold credentials/);
  expect(message).not.toContain('hush');
});
