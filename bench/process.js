const { spawn } = require('node:child_process');
const { readFileSync, readdirSync } = require('node:fs');

const started = new Set();
process.on('exit', () => {
  for (const child of started) child.kill('SIGKILL');
});
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(130));

/** Milliseconds that a server may take until it says where it listens. */
const START_LIMIT = 60_000;

/**
 * Starts a server process and waits until it answers.
 *
 * @param server - its command, its base URL or how to find it in what the process prints, and what its environment has besides ours
 * @param probe - the path that must answer 200
 * @returns process, base URL, and what the start cost: wall and CPU milliseconds until the first 200
 */
async function startProcess({ name, command, base: known, ready = () => undefined, env = {}, cwd }, probe) {
  const start = performance.now();
  const child = spawn(command[0], command.slice(1), {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
    cwd,
  });
  started.add(child);
  child.once('exit', () => started.delete(child));
  let printed = '';
  let timer;
  const announced = new Promise((resolve, reject) => {
    const read = (chunk) => {
      if (printed.length > 100_000) return;
      printed += chunk;
      const url = ready(printed);
      if (url !== undefined) resolve(url);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('exit', (code) => reject(new Error(`${command.join(' ')} ended with ${code}: ${printed}`)));
    timer = setTimeout(() => reject(new Error(`${command.join(' ')} did not start: ${printed}`)), START_LIMIT);
  });
  announced.catch(() => undefined);
  try {
    const base = known ?? (await announced);
    await Promise.race([untilAnswered(base + probe), announced.then(() => new Promise(() => {}))]);
    return { name, child, base, wall: performance.now() - start, cpu: cpuMilliseconds(child.pid) };
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

async function untilAnswered(url) {
  for (const until = performance.now() + START_LIMIT; performance.now() < until; ) {
    const answer = await fetch(url).catch(() => undefined);
    await answer?.arrayBuffer();
    if (answer?.status === 200) return;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  throw new Error(`${url} never answered 200`);
}

/**
 * User and system time of all threads of a process and of the processes that it has started, in milliseconds (Linux:
 * nanoseconds by the scheduler's account).
 */
function cpuMilliseconds(pid) {
  let nanoseconds = 0;
  for (const each of family(pid)) {
    for (const thread of readdirSync(`/proc/${each}/task`)) {
      nanoseconds += Number(readFileSync(`/proc/${each}/task/${thread}/schedstat`, 'utf8').split(' ')[0]);
    }
  }
  return nanoseconds / 1e6;
}

/** Resident memory of a process and of those that it has started, in MB: now, and the most there ever was. */
function memoryMegabytes(pid) {
  const sum = { now: 0, most: 0 };
  for (const each of family(pid)) {
    const status = readFileSync(`/proc/${each}/status`, 'utf8');
    sum.now += Number(/VmRSS:\s+(\d+)/.exec(status)[1]) / 1024;
    sum.most += Number(/VmHWM:\s+(\d+)/.exec(status)[1]) / 1024;
  }
  return sum;
}

/** A process and all that it has started, and they. */
function family(pid) {
  const children = readdirSync(`/proc/${pid}/task`)
    .flatMap((thread) => readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8').split(' '))
    .filter((text) => text !== '');
  return [pid, ...children.flatMap((child) => family(Number(child)))];
}

/** Ends a process, after those that it has started. */
function stopProcess({ child }) {
  if (child.exitCode !== null || child.signalCode !== null) return undefined;
  return new Promise((resolve) => {
    child.removeAllListeners('exit');
    child.once('exit', () => {
      started.delete(child);
      resolve();
    });
    for (const each of family(child.pid).slice(1).reverse()) process.kill(each, 'SIGKILL');
    child.kill('SIGKILL');
  });
}

module.exports = { startProcess, stopProcess, cpuMilliseconds, memoryMegabytes };
