// Parses the documents that ship with the package once and for all: at a start, JSON is read some fifty times faster than YAML.
const { mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const { parseYaml, preparedName } = require('../dist/openapi/read/parse-yaml.js');

const root = join(__dirname, '..');
const target = join(root, 'dist/prepared');

mkdirSync(target, { recursive: true });
const names = ['spec/contact-points.yaml', 'spec/admin.yaml', 'fixtures/contact-points.yaml'].map((file) => {
  const text = readFileSync(join(root, file), 'utf8');
  const name = preparedName(text);
  // In one step, since a mock may be starting meanwhile.
  writeFileSync(join(target, `${name}.new`), JSON.stringify(parseYaml(text)));
  renameSync(join(target, `${name}.new`), join(target, name));
  return name;
});
for (const name of readdirSync(target)) if (!names.includes(name)) rmSync(join(target, name), { force: true });
