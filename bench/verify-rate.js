const { execFile } = require('node:child_process');
const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const { temporaryFolder } = require('./data-set');
const { cpuMilliseconds, startProcess, stopProcess } = require('./process');
const { kit } = require('./servers');
const { medians } = require('./statistics');

const program = join(__dirname, '..', 'dist', 'bin', 'contact-points.js');

/** How many exchanges `verify` makes with our own mock, and in how many seconds, its own start included; medians. */
async function measureVerify(node, rounds) {
  const file = join(temporaryFolder(), 'report.json');
  const seen = [];
  for (let round = 0; round < rounds; round++) {
    const mock = await startProcess(kit(node, 3255), '/v2/customers/contact_points?limit=1');
    try {
      const before = cpuMilliseconds(mock.child.pid);
      const start = performance.now();
      await new Promise((resolve) =>
        execFile(node, [program, 'verify', mock.base, '--report', `json=${file}`], resolve),
      );
      const seconds = (performance.now() - start) / 1000;
      const { summary } = JSON.parse(readFileSync(file, 'utf8'));
      const cpu = (cpuMilliseconds(mock.child.pid) - before) / 1000;
      seen.push({ exchanges: summary.exchanges, seconds, perSecond: summary.exchanges / seconds, mockCpu: cpu });
    } finally {
      await stopProcess(mock);
    }
  }
  return medians(seen);
}

module.exports = { measureVerify };
