const { execFile } = require('node:child_process');
const { mkdtempSync, readFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { kit } = require('./servers');
const { startProcess, stopProcess } = require('./process');

/** How many exchanges `verify` makes with our own mock, and in how many seconds. */
async function measureVerify(node) {
  const mock = await startProcess(kit(node, 3255), '/healthz');
  const file = join(mkdtempSync(join(tmpdir(), 'bench-')), 'report.json');
  try {
    const start = performance.now();
    const program = join(__dirname, '..', 'dist', 'bin', 'contact-points.js');
    await new Promise((resolve) => execFile(node, [program, 'verify', mock.base, '--report', `json=${file}`], resolve));
    const seconds = (performance.now() - start) / 1000;
    const { summary } = JSON.parse(readFileSync(file, 'utf8'));
    return { exchanges: summary.exchanges, seconds };
  } finally {
    await stopProcess(mock);
  }
}

module.exports = { measureVerify };
