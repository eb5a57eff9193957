// Runs in a process of its own: `node bench/schema-figures.js` prints what reading documents and compiling their schemas takes.
const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const { loadSpec } = require('..');
const { timed } = require('./in-process');
const { writeLargeDocument } = require('./large-document');

/** Reads a document, then makes every named schema check a value in both directions, which compiles it. */
async function measure(name, file) {
  const bytes = readFileSync(file).length;
  let spec;
  const load = await timed(() => {
    spec = loadSpec(file);
  });
  const { schemas } = spec;
  const pointers = Object.keys(schemas.document.components.schemas).map((key) => `#/components/schemas/${key}`);
  const compile = await timed(() => {
    for (const pointer of pointers) {
      for (const direction of ['request', 'response']) schemas.validator(schemas.at(pointer), direction)({});
    }
  });
  return { name, bytes, operations: spec.operations.length, load, schemas: pointers.length, compile };
}

async function main() {
  const shipped = await measure('contact points', join(__dirname, '..', 'spec', 'contact-points.yaml'));
  const large = await measure('600 operations', writeLargeDocument().file);
  process.stdout.write(JSON.stringify([shipped, large]));
}

void main();
