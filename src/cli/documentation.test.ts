import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { configSchema } from './command-line/config-schema';
import { optionSyntax, optionText } from './command-line/help';
import { commands } from './run-command-line';

const specOf = (command: string) => commands.find(({ name }) => name === command)!.spec();
const root = join(__dirname, '../..');
const read = (name: string): string => readFileSync(join(root, name), 'utf8');
const manifest: { version: string; dependencies: object; devDependencies: object } = JSON.parse(read('package.json'));

describe('the tables of options', () => {
  const options = read('docs/options.md');
  const rows = commands.flatMap(({ name: command, spec }) =>
    Object.entries(spec().options).map(([name, option]): [string, string, string] => [
      command,
      name,
      `| \`${optionSyntax(name, option).replaceAll('|', '\\|')}\` | ${optionText(option).replaceAll('|', '\\|')} |`,
    ]),
  );

  test.each(rows)('have the option of %s: --%s', (command, _name, row) => {
    const start = options.indexOf(`## \`contact-points ${command}`);
    expect(start).toBeGreaterThan(-1);
    const section = options.slice(start, options.indexOf('\n#', start + 1));
    expect(section.split('\n')).toContain(row);
  });

  test('have no option that does not exist', () => {
    const documented = [...options.matchAll(/^\| `(--[a-z-]+)/gm)].map((match) => match[1]);
    expect(documented.sort()).toEqual(rows.map(([, name]) => `--${name}`).sort());
  });
});

test('the snippets for CI use options that there are', () => {
  const snippets = [...read('docs/ci.md').matchAll(/```yaml\n([\s\S]*?)```/g)].map((match) => match[1]!);
  const lines =
    snippets
      .join('\n')
      .replace(/\n +(?=--)/g, ' ')
      .match(/contact-points-kit verify .*/g) ?? [];
  expect(lines.length).toBeGreaterThan(3);
  const known = Object.keys(specOf('verify').options).map((name) => `--${name}`);
  for (const line of lines) expect(known).toEqual(expect.arrayContaining(line.match(/--[a-z-]+/g) ?? []));
  expect(lines.some((line) => line.includes('--min-coverage'))).toBe(true);
});

test('the schema of the configuration file is current: npm run generate', () => {
  const readers = commands.map(({ spec }) => spec()).filter(({ options }) => 'config' in options);
  expect(JSON.parse(read('spec/config.schema.json'))).toEqual(configSchema(readers));
});

describe('exit codes of verify', () => {
  const { exitCodes } = specOf('verify');
  test.each([...exitCodes])('%i stands in docs/options.md', (code, meaning) => {
    expect(read('docs/options.md')).toContain(`| ${code} | ${meaning}. |`);
  });
});

test('README can be read in a few minutes', () => {
  expect(Buffer.byteLength(read('README.md'))).toBeLessThanOrEqual(9_000);
});

describe('links', () => {
  const pages = [
    'README.md',
    'CONTRIBUTING.md',
    'SECURITY.md',
    ...readdirSync(join(root, 'docs')).map((name) => `docs/${name}`),
  ];
  const anchorOf = (heading: string): string =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-');
  const anchorsOf = (page: string): string[] =>
    [...read(page).matchAll(/^#+ (.*)$/gm)].map((match) => anchorOf(match[1]!));

  test.each(pages.filter((page) => page.endsWith('.md')))('of %s lead somewhere', (page) => {
    const links = [...read(page).matchAll(/\]\((?!https?:)([^)#]*)(?:#([^)]*))?\)/g)];
    const dead = links.filter(([, file, anchor]) => {
      const target = file === '' ? page : join(dirname(page), file!);
      return !existsSync(join(root, target)) || (anchor !== undefined && !anchorsOf(target).includes(anchor));
    });
    expect(dead.map(([link]) => link)).toEqual([]);
  });

  test.each(pages.filter((page) => page.endsWith('.md')))('%s installs no stranger', (page) => {
    expect(read(page)).not.toMatch(/\bnpx (?:-\S+ )*contact-points(?!-kit)/);
  });
});

describe('CONTRIBUTING', () => {
  test.each(Object.keys({ ...manifest.dependencies, ...manifest.devDependencies }))('gives a reason for %s', (name) => {
    expect(read('CONTRIBUTING.md')).toMatch(new RegExp(`^\\| \`${name}\` \\| .{10,} \\|$`, 'm'));
  });

  test('gives no reason for what is not used', () => {
    const listed = [...read('CONTRIBUTING.md').matchAll(/^\| `((?:@[a-z-]+\/)?[a-z-]+)` \|/gm)].map(
      (match) => match[1]!,
    );
    const used = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies });
    expect(listed.filter((name) => !used.includes(name))).toEqual([]);
  });
});

test('CHANGELOG has the version of the package', () => {
  expect(read('CHANGELOG.md')).toContain(`\n## ${manifest.version} `);
});
