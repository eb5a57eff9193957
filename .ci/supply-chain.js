// Checks what is installed with the package, by the lock file: licences, install scripts, a lock file without gaps, no telemetry, and a
// bill of materials (CycloneDX) that npm can write of it. What the registry knows of it, signatures and reported faults, is asked where
// the registry answers.
const { spawnSync } = require('node:child_process');
const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const { billOfMaterials } = require('../scripts/bill-of-materials.js');

const root = join(__dirname, '..');
const read = (file) => JSON.parse(readFileSync(join(root, file), 'utf8'));
const { packages } = read('package-lock.json');
const { dependencies } = read('package.json');

/** Licences that let the package be used for anything, with no duty but to name them. */
const LICENCES = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'ISC',
  'MIT',
  'PSF-2.0',
  'Python-2.0',
  'Unlicense',
]);

/** Packages that report who installs them; the overrides in package.json put harmless ones in their place. */
const TELEMETRY = /(^|\/)@scarf\/scarf$/;

const faults = [];
const entries = Object.entries(packages).filter(([path]) => path !== '');
const nameOf = (path) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
const isProduction = ({ dev, devOptional, optional, peer }) => !dev && !devOptional && !optional && !peer;
const production = entries.filter(([, entry]) => isProduction(entry));

for (const [path, entry] of production) {
  if (!LICENCES.has(entry.license))
    faults.push(`${path}: the licence ${entry.license ?? '(none)'} is not among those allowed`);
  if (entry.hasInstallScript) faults.push(`${path}: runs a script when it is installed`);
}
for (const [path, entry] of entries) {
  // The programs of other platforms are not at every registry, see complete-lock.js.
  if (entry.version === undefined || (entry.integrity === undefined && !entry.inBundle && !entry.optional))
    faults.push(`${path}: has no version or no integrity`);
  if (TELEMETRY.test(path) && entry.name === undefined) faults.push(`${path}: reports who installs it`);
}

/** Finds a package as Node does: beside the one that needs it, or above. */
function isFound(from, name) {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
    if (packages[`${folder === '' ? '' : `${folder}/`}node_modules/${name}`] !== undefined) return true;
    if (folder === '') return false;
    if (!folder.includes('/node_modules/')) folder = '/node_modules/';
  }
}
for (const [path, entry] of Object.entries(packages)) {
  for (const name of Object.keys({ ...entry.dependencies, ...(path === '' && entry.devDependencies) })) {
    if (!isFound(path, name)) faults.push(`${path || 'package.json'}: needs ${name}, which the lock file lacks`);
  }
}

const bill = billOfMaterials();
const listed = new Set(bill.components.map(({ group, name }) => (group === undefined ? name : `${group}/${name}`)));
for (const name of [...production.map(([path]) => nameOf(path)), ...Object.keys(dependencies)]) {
  if (!listed.has(name)) faults.push(`${name}: is not in the bill of materials`);
}

/** Asks the registry; a mirror may not answer such questions. */
function audit(...args) {
  const { stdout = '' } = spawnSync('npm', ['audit', ...args, '--json', '--fetch-retries=0'], {
    cwd: root,
    encoding: 'utf8',
    timeout: 120_000,
  });
  try {
    return JSON.parse(stdout);
  } catch {
    return {};
  }
}
const unanswered = [];
const { invalid, missing = [] } = audit('signatures');
if (invalid === undefined) unanswered.push('signatures');
for (const { name, version } of [...(invalid ?? []), ...missing])
  faults.push(`${name}@${version}: is not signed, or not well`);
const { vulnerabilities } = audit('--omit=dev');
if (vulnerabilities === undefined) unanswered.push('reported faults');
for (const { name, severity, range } of Object.values(vulnerabilities ?? {}))
  faults.push(`${name} ${range}: has a reported fault, ${severity}`);

for (const fault of new Set(faults)) console.error(fault);
if (unanswered.length > 0) console.log(`The registry used here does not tell: ${unanswered.join(', ')}.`);
console.log(`${production.length} packages are installed with this one; ${new Set(faults).size} faults`);
process.exitCode = faults.length === 0 ? 0 : 1;
