const { execFileSync } = require('node:child_process');
const { join } = require('node:path');

/** Runs a script of this folder in a process of its own and reads the JSON that it prints. */
function measureInProcess(node, script, ...args) {
  const command = ['--expose-gc', join(__dirname, script), ...args.map(String)];
  return JSON.parse(execFileSync(node.path, command, { encoding: 'utf8' }));
}

/** Milliseconds of CPU, all threads: on a machine that others use, too, the clock tells nothing. */
async function timed(act) {
  const start = process.cpuUsage();
  await act();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

module.exports = { measureInProcess, timed };
