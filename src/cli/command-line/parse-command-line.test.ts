import { defineCommand, flag, list, option } from './command';
import { text, wholeNumber } from './option-values';
import { parseCommandLine } from './parse-command-line';

const spec = defineCommand({
  name: 'fetch',
  summary: 'Fetch',
  positionals: [{ name: 'URL', required: true, help: 'Where to fetch from' }],
  options: {
    rate: option({ argument: 'N', help: 'Rate', parse: text, env: 'RATE' }),
    header: list({ argument: 'NAME:VALUE', help: 'Header', parse: text }),
    retries: option({ argument: 'N', help: 'Retries', parse: wholeNumber(0, 9), default: 5, env: 'RETRIES' }),
    quiet: flag('Quiet'),
  },
  exitCodes: [],
  examples: [],
});

test.each([
  [['u'], undefined, [], false],
  [['u', '--rate', '5'], '5', [], false],
  [['--rate=5', 'u'], '5', [], false],
  [['u', '--rate', '5', '--rate', '6'], '6', [], false],
  [['u', '--rate', '-5'], '-5', [], false],
  [['u', '--rate', '-'], '-', [], false],
  [['u', '--rate='], '', [], false],
  [['u', '--rate=--quiet'], '--quiet', [], false],
  [['--header', 'a: 1', 'u', '--header', 'b: 2', '--quiet'], undefined, ['a: 1', 'b: 2'], true],
])('%j', (args, rate, headers, quiet) => {
  const { positionals, options } = parseCommandLine(spec, args, {});
  expect(positionals).toEqual(['u']);
  expect(options).toEqual({ rate, header: headers, retries: 5, quiet });
});

test.each<[string[], Record<string, string>, string | undefined, number, boolean]>([
  [[], {}, undefined, 5, false],
  [[], { RATE: '1', RETRIES: '2' }, '1', 2, false],
  [['--rate', '3', '--retries', '4'], { RATE: '1', RETRIES: 'rubbish' }, '3', 4, true],
  [[], { RATE: '', RETRIES: '' }, undefined, 5, false],
])('%j with %j', (args, env, rate, retries, isGiven) => {
  const { options, given } = parseCommandLine(spec, ['u', ...args], env);
  expect(options).toMatchObject({ rate, retries });
  expect([given('rate'), given('retries')]).toEqual([isGiven, isGiven]);
});

describe('a command whose options are all in the environment', () => {
  const all = { ...spec, environment: 'KIT_' };
  const read = (env: Record<string, string>, args: readonly string[] = []): object =>
    parseCommandLine(all, ['u', ...args], env).options;

  test.each<[Record<string, string>, object]>([
    [{ KIT_RETRIES: '3' }, { retries: 3 }],
    [{ KIT_RETRIES: '3', RETRIES: '4' }, { retries: 3 }],
    [{ KIT_RETRIES: '', RETRIES: '4' }, { retries: 4 }],
    [{ KIT_HEADER: 'a: 1\nb: 2\n' }, { header: ['a: 1', 'b: 2'] }],
    [{ KIT_QUIET: 'true' }, { quiet: true }],
    [{ KIT_QUIET: '1' }, { quiet: true }],
    [{ KIT_QUIET: 'false' }, { quiet: false }],
    [{ KIT_QUIET: '' }, { quiet: false }],
  ])('%j', (env, expected) => expect(read(env)).toMatchObject(expected));

  test('the command line goes before', () => {
    expect(read({ KIT_RETRIES: 'rubbish' }, ['--retries', '1'])).toMatchObject({ retries: 1 });
  });

  test.each<[Record<string, string>, string]>([
    [{ KIT_RETRIES: 'x' }, 'KIT_RETRIES (environment) must be a whole number from 0 to 9'],
    [{ KIT_QUIET: 'yes' }, 'KIT_QUIET (environment) must be true or false, not "yes".'],
  ])('%j is refused', (env, message) => expect(() => read(env)).toThrow(message));
});

test('a wrong value is told with the place it comes from', () => {
  expect(() => parseCommandLine(spec, ['u', '--retries', 'x'], {})).toThrow(
    '--retries must be a whole number from 0 to 9',
  );
  expect(() => parseCommandLine(spec, ['u'], { RETRIES: 'x' })).toThrow('RETRIES (environment) must be');
});

test('a name that is no option does not compile', () => {
  const { options, given } = parseCommandLine(spec, ['u'], {});
  // @ts-expect-error an option that there is not
  expect(options.rat).toBeUndefined();
  // @ts-expect-error an option that there is not
  expect(given('rat')).toBe(false);
});

test('-- ends the options', () => {
  expect(parseCommandLine(spec, ['--', '--rate'], {}).positionals).toEqual(['--rate']);
});

test.each([
  [[], 'fetch needs URL: where to fetch from.'],
  [['u', 'v'], 'fetch does not know what to do with "v". Quote a value that contains spaces.'],
  [['u', '--rat', '5'], 'Unknown option --rat for fetch. Did you mean --rate?'],
  [['u', '--unheard-of'], 'Unknown option --unheard-of for fetch.'],
  [['u', '--constructor'], 'Unknown option --constructor for fetch.'],
  [['u', '--__proto__'], 'Unknown option --__proto__ for fetch.'],
  [['u', '-r', '5'], 'Unknown option -r for fetch.'],
  [['u', '--rate'], '--rate needs a value. Write --rate N.'],
  [['u', '--rate', '--quiet'], '--rate needs a value. Write --rate N.'],
  [['u', '--quiet=yes'], '--quiet takes no value. Write --quiet alone.'],
  [['u', '--no-quiet'], 'Unknown option --no-quiet for fetch.'],
])('%j: %s', (args, message) => {
  expect(() => parseCommandLine(spec, args, {})).toThrow(message);
});

test('a command without positionals says so', () => {
  const serve = { ...spec, name: 'serve', positionals: [] };
  expect(() => parseCommandLine(serve, ['x'], {})).toThrow(
    'serve does not know what to do with "x". It takes options only.',
  );
});
