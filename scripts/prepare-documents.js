// Parses the documents that ship with the package once and for all: at a start, JSON is read some fifty times faster than YAML.
const { mkdirSync, readFileSync, rmSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

const root = join(__dirname, '..');
const target = join(root, 'dist/prepared');

rmSync(target, { recursive: true, force: true });
const { parseYaml } = require(join(root, 'dist/spec/parse-yaml.js'));
const { preparedName } = require(join(root, 'dist/spec/prepared-value.js'));

const prepared = ['spec/contact-points.yaml', 'spec/admin.yaml', 'fixtures/contact-points.yaml'].map((name) => {
  const text = readFileSync(join(root, name), 'utf8');
  return [preparedName(text), JSON.stringify(parseYaml(text))];
});
mkdirSync(target);
for (const [name, json] of prepared) writeFileSync(join(target, name), json);
