import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { commands } from './commands';
import { optionSyntax, optionText } from './help';

const root = join(__dirname, '../..');
const read = (name: string): string => readFileSync(join(root, name), 'utf8');
const manifest: { version: string; dependencies: object; devDependencies: object } = JSON.parse(read('package.json'));

describe('README', () => {
  const readme = read('README.md');
  const rows = commands.flatMap(({ spec }) =>
    spec.options.map((option): [string, string, string] => [
      spec.name,
      option.name,
      `| \`${optionSyntax(option).replaceAll('|', '\\|')}\` | ${optionText(option).replaceAll('|', '\\|')} |`,
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
