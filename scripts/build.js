// Compiles src/ to dist/, parses the documents that ship with it, and bundles the pages that the mock serves, the program, and the mock
// for browsers. With --if-changed it does nothing when dist/ is newer than all of src/: `npm start` should serve at once.
const { spawnSync } = require('node:child_process');
const { readdirSync, statSync, utimesSync } = require('node:fs');
const { join } = require('node:path');

const root = join(__dirname, '..');
const program = join(root, 'dist/bin/contact-points.js');
const pages = join(root, 'dist/inspector/inspector.js');

function isCurrent() {
  try {
    const built = Math.min(statSync(program).mtimeMs, statSync(pages).mtimeMs);
    const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' });
    const inputs = [
      ...sources.map((name) => join('src', name)),
      'package.json',
      'tsconfig.json',
      'tsconfig.build.json',
    ];
    return inputs.every((name) => statSync(join(root, name)).mtimeMs < built);
  } catch {
    return false;
  }
}

function run(script, ...args) {
  const { status } = spawnSync(process.execPath, [join(root, script), ...args], { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}

if (!(process.argv.includes('--if-changed') && isCurrent())) {
  const began = new Date();
  run('node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json');
  run('scripts/prepare-documents.js');
  run('src/inspector/bundle.mjs');
  run('scripts/bundle-program.js');
  run('scripts/bundle-browser.js');
  // What is built says by its time what it has seen: a source that is saved meanwhile is newer.
  utimesSync(program, began, began);
}
