// Bundles the program, which is compiled already, into one file: hundreds of small modules take longer to find and read than to run.
// Packages that only some commands need stay outside and are loaded when they are needed.
const { chmodSync, readFileSync, readdirSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const { buildSync } = require('esbuild');

const root = join(__dirname, '..');
const target = join(root, 'dist/bin');
/** What nearly every start needs, with what that needs itself. */
const INSIDE = ['ajv', 'ajv-formats'];

const { dependencies, peerDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const { metafile } = buildSync({
  absWorkingDir: root,
  entryPoints: { 'contact-points': 'dist/cli/main.js' },
  outdir: target,
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  external: Object.keys({ ...dependencies, ...peerDependencies }).filter((name) => !INSIDE.includes(name)),
  metafile: true,
  logLevel: 'warning',
});
chmodSync(join(target, 'contact-points.js'), 0o755);

// The licences of others ask for their text wherever their code goes.
const packages = new Set(
  Object.keys(metafile.inputs).flatMap((input) => /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(input)?.[1] ?? []),
);
const notices = [...packages].sort().map((name) => {
  const folder = join(root, 'node_modules', name);
  const licence = readdirSync(folder).find((file) => /^licen[cs]e/i.test(file));
  return `${name}\n${'-'.repeat(name.length)}\n${readFileSync(join(folder, licence), 'utf8').trim()}\n`;
});
writeFileSync(join(target, 'NOTICE'), `contact-points.js contains:\n\n${notices.join('\n')}`);
