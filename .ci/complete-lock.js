// Adds to package-lock.json the optional packages of other platforms that the registry at hand did not have when the file was
// written. Without them `npm ci` says that package.json and the lock file are not in sync. Run it after `npm install` when
// that happens: node .ci/complete-lock.js
const { readFileSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

const file = join(__dirname, '../package-lock.json');
const lock = JSON.parse(readFileSync(file, 'utf8'));
const SYSTEMS = ['android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32', 'aix', 'netbsd', 'openbsd', 'sunos'];
const PROCESSORS = ['arm64', 'arm', 'x64', 'ia32', 'ppc64', 'riscv64', 's390x', 'loong64', 'mips64el', 'wasm32'];

/** What a package such as `@scope/name-linux-arm64-musl` can run on, by its name. */
function platformOf(name) {
  const words = name.split('/').pop().split(/[-.]/);
  const os = SYSTEMS.find((system) => words.includes(system));
  const cpu = PROCESSORS.find((processor) => words.includes(processor));
  if (os === undefined || cpu === undefined) return undefined;
  const libc = os !== 'linux' ? undefined : words.some((word) => word.startsWith('musl')) ? 'musl' : 'glibc';
  return { cpu: [cpu], os: [os], ...(libc && { libc: [libc] }) };
}

let added = 0;
for (const [path, entry] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    const known = [`${path}/node_modules/${name}`, `node_modules/${name}`].some((place) => lock.packages[place]);
    const platform = platformOf(name);
    if (known || platform === undefined || !/^\d+\.\d+\.\d+/.test(version)) continue;
    const dev = entry.dev || entry.devOptional ? { dev: true } : {};
    lock.packages[`node_modules/${name}`] = { version, ...platform, ...dev, optional: true };
    console.log(`added ${name}@${version}`);
    added++;
  }
}
const [[root, first], ...others] = Object.entries(lock.packages);
others.sort(([left], [right]) => left.localeCompare(right, 'en'));
lock.packages = Object.fromEntries([[root, first], ...others]);
if (added > 0) writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`${added} added`);
