// Bundles the program, which is compiled already, into one file: hundreds of small modules take longer to find and read than to run.
// Packages that only some commands need stay outside and are loaded when they are needed.
const { chmodSync, readFileSync } = require('node:fs');
const { join } = require('node:path');
const { buildSync } = require('esbuild');
const { writeNotice } = require('./notice.js');

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

writeNotice(metafile, target, 'contact-points.js');
