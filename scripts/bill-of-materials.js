// Writes the bill of materials (CycloneDX) of what is installed with the package: `node scripts/bill-of-materials.js FILE`. npm writes it
// from a lock file of these packages alone: with `--omit dev` on the whole one it leaves out what development needs as well.
const { execFileSync } = require('node:child_process');
const { mkdtempSync, readFileSync, rmSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

const root = join(__dirname, '..');

/** The bill as an object. */
function billOfMaterials() {
  const read = (file) => JSON.parse(readFileSync(join(root, file), 'utf8'));
  const { name, version, license, dependencies } = read('package.json');
  const lock = read('package-lock.json');
  const own = { name, version, license, dependencies };
  const packages = Object.entries(lock.packages).filter(
    ([path, { dev, peer, optional, devOptional }]) => path !== '' && !dev && !peer && !optional && !devOptional,
  );
  const folder = mkdtempSync(join(tmpdir(), 'bill-of-materials-'));
  try {
    writeFileSync(join(folder, 'package.json'), JSON.stringify(own));
    writeFileSync(
      join(folder, 'package-lock.json'),
      JSON.stringify({ ...lock, packages: { '': own, ...Object.fromEntries(packages) } }),
    );
    const args = ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only'];
    return JSON.parse(execFileSync('npm', args, { cwd: folder, encoding: 'utf8', maxBuffer: 2 ** 26 }));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

module.exports = { billOfMaterials };
if (require.main === module) writeFileSync(process.argv[2], JSON.stringify(billOfMaterials(), null, 2));
