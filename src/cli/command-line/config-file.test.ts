import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serveCommand } from '../serve/serve-command';
import { verifyCommand } from '../verify/verify-command';
import type { CommandSpec } from './command';
import { parseCommandLine } from './parse-command-line';

const folder = mkdtempSync(join(tmpdir(), 'config-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = join(folder, 'contact-points.config.yaml');
const parse = (
  text: string,
  args: string[] = [],
  env: Record<string, string> = {},
  command: CommandSpec = verifyCommand,
) => {
  writeFileSync(file, text);
  return parseCommandLine(command, ['--config', file, ...args], env);
};

describe('options', () => {
  const config = `
verify:
  url: http://localhost:1
  spec: openapi.yaml
  seed: 7
  strict: true
  max-time: 2m
  only: [values, createNote]
  header: { X-Tenant: one two, X-Number: 7 }
  report: { html: out/report.html }
  token: \${SECRET}
  checks: { no-leak: warning }
  operations:
    createNote: { skip: false, headers: { X-A: a } }
profiles:
  ci:
    verify:
      strict: false
      seed: 9
      operations: { createNote: { skip: true } }
`;
  const env = { SECRET: 's3cr3t' };

  test('come from the file, files from its folder, secrets from the environment', () => {
    const { options, positionals, settings } = parse(config, [], env);
    expect(positionals).toEqual(['http://localhost:1']);
    expect(options).toMatchObject({
      spec: join(folder, 'openapi.yaml'),
      ...{ seed: 7, strict: true, quiet: false, 'max-time': 120, token: 's3cr3t' },
      only: ['values', 'createNote'],
      header: [
        ['x-tenant', 'one two'],
        ['x-number', '7'],
      ],
      report: [`html=${join(folder, 'out/report.html')}`],
    });
    expect(settings).toEqual({
      checks: { 'no-leak': 'warning' },
      operations: { createNote: { skip: false, headers: { 'X-A': 'a' } } },
    });
  });

  test('are overridden by the profile, the environment and the command line, in this order', () => {
    const { options, positionals, settings } = parse(
      config,
      ['http://localhost:2', '--profile', 'ci', '--only', 'values'],
      { ...env, CONTACT_POINTS_TOKEN: 'other' },
    );
    expect(positionals).toEqual(['http://localhost:2']);
    expect(options).toMatchObject({ seed: 9, strict: false, token: 'other', only: ['values'] });
    expect(settings.operations).toEqual({ createNote: { skip: true, headers: { 'X-A': 'a' } } });
  });

  test('of serve are read in the same way', () => {
    const { options } = parse(
      'serve: { port: 4012, admin-token: hush, drift: [a, b], watch: true }',
      [],
      {},
      serveCommand,
    );
    expect(options).toMatchObject({ port: 4012, drift: ['a', 'b'], watch: true });
  });

  test('an address and a pipe are no files of the folder', () => {
    expect(parse('verify: { url: u, spec: "https://x.example/o.json" }').options).toMatchObject({
      spec: 'https://x.example/o.json',
    });
    expect(parse('verify: { url: u, spec: "-" }').options).toMatchObject({ spec: '-' });
  });
});

test.each<[string, string, string[], RegExp]>([
  [
    'an unknown option',
    'verify:\n  sede: 7\n',
    [],
    /config\.yaml:2: there is no setting verify\.sede\. Did you mean seed\?$/,
  ],
  ['an unknown section', 'verfy: {}\n', [], /config\.yaml:1: there is no setting verfy\. Did you mean verify\?$/],
  [
    'a value of the wrong type',
    'verify:\n  url: u\n  strict: 1\n',
    [],
    /config\.yaml:3: verify\.strict must be true or false\.$/,
  ],
  [
    'a value that the option cannot use',
    'verify:\n  url: u\n  seed: 1.5\n',
    [],
    /config\.yaml:3: seed must be a whole number from 0/,
  ],
  [
    'a severity',
    'verify:\n  checks:\n    no-leak: fatal\n',
    [],
    /config\.yaml:3: verify\.checks\.no-leak must be one of/,
  ],
  [
    'a setting of an operation',
    'verify:\n  operations:\n    a:\n      header: {}\n',
    [],
    /config\.yaml:4: .*Did you mean headers\?$/,
  ],
  [
    'a profile',
    'profiles: { ci: {} }\n',
    ['--profile', 'cii'],
    /--profile cii: .* has no such profile\. Did you mean ci\?/,
  ],
  ['a variable', 'verify:\n  token: $' + '{NOWHERE}\n', [], /config\.yaml:2: token: the environment has no NOWHERE\.$/],
  ['broken YAML', 'verify: [\n', [], /config\.yaml:\d: is not valid YAML/],
])('%s that there is not is told with file and line', (_, text, args, message) => {
  expect(() => parse(text, args)).toThrow(message);
});

test('a file that is not there is told', () => {
  expect(() => parseCommandLine(verifyCommand, ['--config', join(folder, 'none.yaml')], {})).toThrow(
    /--config .*none\.yaml cannot be read/,
  );
  expect(() => parseCommandLine(verifyCommand, ['u', '--profile', 'ci'], {})).toThrow(
    /needs a configuration file; there is no contact-points\.config\.yaml here/,
  );
});
