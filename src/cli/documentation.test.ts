import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { optionSyntax, optionText } from './command-line/help';
import { commands } from './run-command-line';

const specOf = (command: string) => commands.find(({ name }) => name === command)!.spec();
const root = join(__dirname, '../..');
const read = (name: string): string => readFileSync(join(root, name), 'utf8');
const manifest: { version: string; dependencies: object; devDependencies: object } = JSON.parse(read('package.json'));

describe('README', () => {
  const readme = read('README.md');
  const rows = commands.flatMap(({ name: command, spec }) =>
    Object.entries(spec().options).map(([name, option]): [string, string, string] => [
      command,
      name,
      `| \`${optionSyntax(name, option).replaceAll('|', '\\|')}\` | ${optionText(option).replaceAll('|', '\\|')} |`,
    ]),
  );

  test.each(rows)('has the option of %s: --%s', (command, _name, row) => {
    const start = readme.indexOf(`### \`contact-points ${command}`);
    expect(start).toBeGreaterThan(-1);
    const section = readme.slice(start, readme.indexOf('\n#', start + 1));
    expect(section.split('\n')).toContain(row);
  });

  test('has no option that does not exist', () => {
    const documented = [...readme.matchAll(/^\| `(--[a-z-]+)/gm)].map((match) => match[1]);
    expect(documented.sort()).toEqual(rows.map(([, name]) => `--${name}`).sort());
  });
});

test('the snippets for CI use options that there are', () => {
  const snippets = [...read('README.md').matchAll(/```yaml\n([\s\S]*?)```/g)].map((match) => match[1]!);
  const lines =
    snippets
      .join('\n')
      .replace(/\n +(?=contact-points |--)/g, ' ')
      .match(/contact-points verify .*/g) ?? [];
  expect(lines.length).toBeGreaterThan(3);
  const known = Object.keys(specOf('verify').options).map((name) => `--${name}`);
  for (const line of lines) expect(known).toEqual(expect.arrayContaining(line.match(/--[a-z-]+/g) ?? []));
  expect(lines.some((line) => line.includes('--min-coverage'))).toBe(true);
});

describe('exit codes of verify', () => {
  const { exitCodes } = specOf('verify');
  test.each([...exitCodes])('%i stands in the README', (code, meaning) => {
    expect(read('README.md')).toContain(`| ${code} | ${meaning}. |`);
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
