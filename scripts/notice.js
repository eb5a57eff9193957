const { readFileSync, readdirSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

/**
 * Writes the licences of the packages that a bundle contains: they ask for their text wherever their code goes.
 *
 * @param metafile - esbuild's account of the bundle
 * @param folder - the folder of the file `NOTICE`
 * @param name - the name of the bundle
 */
exports.writeNotice = ({ inputs }, folder, name) => {
  const packages = new Set(
    Object.keys(inputs).flatMap((input) => /^(?:.*\/)?node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(input)?.[1] ?? []),
  );
  const notices = [...packages].sort().map((each) => {
    const home = join(__dirname, '../node_modules', each);
    const file = readdirSync(home).find((one) => /^licen[cs]e/i.test(one));
    const { author, license } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'));
    const licence = file === undefined ? `${license}, ${author}` : readFileSync(join(home, file), 'utf8').trim();
    return `${each}\n${'-'.repeat(each.length)}\n${licence}\n`;
  });
  writeFileSync(join(folder, 'NOTICE'), `${name} contains:\n\n${notices.join('\n')}`);
};
