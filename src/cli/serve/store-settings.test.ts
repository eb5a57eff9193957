import { parseCommandLine } from '../command-line/parse-command-line';
import { serveSpec } from './serve-command';
import { type StoreSettings, storeSettings } from './store-settings';

const store = (args: string[], env: Record<string, string> = {}): StoreSettings =>
  storeSettings(parseCommandLine(serveSpec, args), env);

test.each<[string[], Record<string, string>, StoreSettings]>([
  [[], {}, { shared: undefined, workers: 1 }],
  [['--store', 'memory'], { CONTACT_POINTS_STORE: 'redis://a' }, { shared: undefined, workers: 1 }],
  [[], { CONTACT_POINTS_STORE: 'redis://a' }, { shared: { url: 'redis://a', prefix: 'contact-points' }, workers: 1 }],
  [
    ['--store', 'rediss://me:hush@a:1/2', '--store-prefix', 'p', '--workers', '4'],
    { CONTACT_POINTS_STORE: '' },
    { shared: { url: 'rediss://me:hush@a:1/2', prefix: 'p' }, workers: 4 },
  ],
])('%j with %j', (args, env, expected) => expect(store(args, env)).toEqual(expected));

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
])('%j: %s', (args, message) => expect(() => store(args)).toThrow(message));

test('a password is not repeated', () => {
  let message = '';
  try {
    store(['--store', 'http://:hush@a']);
  } catch (error) {
    ({ message } = error as Error);
  }
  expect(message).toMatch(/^--store must be/);
  expect(message).not.toContain('hush');
});
