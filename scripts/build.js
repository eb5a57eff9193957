// Compiles src/ to dist/ and makes the program executable. With --if-changed it does nothing when dist/ is newer than all of
// src/: `npm start` should serve at once.
const { spawnSync } = require('node:child_process');
const { chmodSync, readdirSync, statSync, utimesSync } = require('node:fs');
const { join } = require('node:path');

const root = join(__dirname, '..');
const program = join(root, 'dist/cli/main.js');

function isCurrent() {
  try {
    const built = statSync(program).mtimeMs;
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

if (!(process.argv.includes('--if-changed') && isCurrent())) {
  const began = new Date();
  const compiler = join(root, 'node_modules/typescript/bin/tsc');
  const { status } = spawnSync(process.execPath, [compiler, '-p', 'tsconfig.build.json'], {
    cwd: root,
    stdio: 'inherit',
  });
  if (status !== 0) process.exit(status ?? 1);
  chmodSync(program, 0o755);
  // The compiler leaves alone what has not changed; the program's time says what it has seen.
  utimesSync(program, began, began);
}
