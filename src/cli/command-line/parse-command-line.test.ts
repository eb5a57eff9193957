import type { CommandSpec } from './command';
import { parseCommandLine } from './parse-command-line';

const spec: CommandSpec = {
  name: 'fetch',
  summary: 'Fetch',
  positionals: [{ name: 'URL', required: true, description: 'Where to fetch from' }],
  options: [
    { name: 'rate', value: 'N', description: 'Rate' },
    { name: 'header', value: 'NAME:VALUE', multiple: true, description: 'Header' },
    { name: 'quiet', description: 'Quiet' },
  ],
  exitCodes: [],
  examples: [],
};

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
  const invocation = parseCommandLine(spec, args);
  expect(invocation.positionals).toEqual(['u']);
  expect(invocation.value('rate')).toBe(rate);
  expect(invocation.values('header')).toEqual(headers);
  expect(invocation.flag('quiet')).toBe(quiet);
});

test('-- ends the options', () => {
  expect(parseCommandLine(spec, ['--', '--rate']).positionals).toEqual(['--rate']);
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
  expect(() => parseCommandLine(spec, args)).toThrow(message);
});

test('a command without positionals says so', () => {
  const serve = { ...spec, name: 'serve', positionals: [] };
  expect(() => parseCommandLine(serve, ['x'])).toThrow(
    'serve does not know what to do with "x". It takes options only.',
  );
});
