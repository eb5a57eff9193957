const { spawn } = require('node:child_process');
const { readFileSync, readdirSync } = require('node:fs');

/**
 * Starts a server process and waits until it answers.
 *
 * @param server - its command, and its base URL or how to find it in what the process prints
 * @param probe - the path that must answer 200
 * @returns process, base URL, and what the start cost: wall and CPU milliseconds until the first 200
 */
async function startProcess({ command, base: known, ready = () => undefined }, probe) {
  const started = performance.now();
  const child = spawn(command[0], command.slice(1), { stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  const announced = new Promise((resolve, reject) => {
    const read = (chunk) => {
      printed += chunk;
      const url = ready(printed);
      if (url !== undefined) resolve(url);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('exit', (code) => reject(new Error(`${command.join(' ')} ended with ${code}: ${printed}`)));
    setTimeout(() => reject(new Error(`${command.join(' ')} did not start: ${printed}`)), 30_000).unref();
  });
  const base = known ?? (await announced);
  await Promise.race([untilAnswered(base + probe), announced.then(() => new Promise(() => {}))]);
  return { child, base, wall: performance.now() - started, cpu: cpuMilliseconds(child.pid) };
}

async function untilAnswered(url) {
  for (let attempt = 0; attempt < 3000; attempt++) {
    const answer = await fetch(url).catch(() => undefined);
    await answer?.arrayBuffer();
    if (answer?.status === 200) return;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  throw new Error(`${url} never answered 200`);
}

/** User and system time of all threads of a process, in milliseconds (Linux: nanoseconds by the scheduler's account). */
function cpuMilliseconds(pid) {
  let nanoseconds = 0;
  for (const thread of readdirSync(`/proc/${pid}/task`)) {
    nanoseconds += Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')[0]);
  }
  return nanoseconds / 1e6;
}

/** Resident memory of a process in MB. */
function memoryMegabytes(pid) {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024;
}

function stopProcess({ child }) {
  return new Promise((resolve) => {
    child.removeAllListeners('exit');
    child.once('exit', resolve);
    child.kill('SIGKILL');
  });
}

module.exports = { startProcess, stopProcess, cpuMilliseconds, memoryMegabytes };
