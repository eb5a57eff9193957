const { readFileSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const { parse } = require('yaml');

const shipped = join(__dirname, '..', '..', 'spec', 'contact-points.yaml');

/**
 * Writes our document, asking for no credentials, to a folder: our own mock asks for none either unless it is told to.
 *
 * @param change - what else is changed in it
 * @returns the file, JSON
 */
function writeOpenDocument(folder, change = () => undefined) {
  const document = parse(readFileSync(shipped, 'utf8'));
  document.security = [];
  change(document);
  const file = join(folder, 'document.json');
  writeFileSync(file, JSON.stringify(document));
  return file;
}

module.exports = { writeOpenDocument };
