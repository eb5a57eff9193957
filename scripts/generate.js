// Writes what is derived from the code: the JSON Schema of the configuration file, the tables of options and the list of checks in docs/. Tests hold
// that they are current. `npm run generate`; with --anew all examples are made again.
require('../contract-tests/judge/register-typescript.js');
const { execFileSync } = require('node:child_process');
const { existsSync, readFileSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

const root = join(__dirname, '..');
const { configSchema } = require('../src/cli/command-line/config-schema.ts');
const { optionSyntax, optionText } = require('../src/cli/command-line/help.ts');
const { commands } = require('../src/cli/run-command-line.ts');

const specs = commands.map(({ spec }) => spec());
const schema = 'spec/config.schema.json';
writeFileSync(join(root, schema), JSON.stringify(configSchema(specs.filter(({ options }) => options.config)), null, 2));
execFileSync(process.execPath, [join(root, 'node_modules/@biomejs/biome/bin/biome'), 'format', '--write', schema], {
  cwd: root,
});

const page = join(root, 'docs/options.md');
const cell = (text) => text.replaceAll('|', '\\|');
const sections = readFileSync(page, 'utf8').split(/^(?=## `contact-points )/m);
const written = sections.map((section) => {
  const [, name] = /^## `contact-points (\w+)/.exec(section) ?? [];
  const spec = specs.find((each) => each.name === name);
  if (spec === undefined) return section;
  const options = Object.entries(spec.options)
    .map(([option, each]) => `| \`${cell(optionSyntax(option, each))}\` | ${cell(optionText(each))} |\n`)
    .join('');
  const codes = spec.exitCodes.map(([code, meaning]) => `| ${code} | ${meaning}. |\n`).join('');
  return section
    .replace(/(\| Option \| \|\n\|---\|---\|\n)(?:\|.*\n)*/, (_, head) => head + options)
    .replace(/(\| Exit code \| \|\n\|---\|---\|\n)(?:\|.*\n)*/, (_, head) => head + codes);
});
writeFileSync(page, written.join(''));

// Examples are findings of mocks that break their contract, which takes a few minutes: only those that are missing are made.
const { checksPage, makeExamples, readExamples } = require('../contract-tests/checks-page.ts');
const checks = join(root, 'docs/checks.md');
const before = existsSync(checks) && !process.argv.includes('--anew') ? readFileSync(checks, 'utf8') : '';
makeExamples(readExamples(before)).then((examples) => writeFileSync(checks, checksPage(examples)));
