// Loaded into a program with `node --require`, this measures it from inside, and tells what it has measured since the last time when it
// is sent `measure`.
const { readdirSync, readFileSync } = require('node:fs');
const { createHistogram, monitorEventLoopDelay } = require('node:perf_hooks');

const TICK = 10;
const delays = monitorEventLoopDelay({ resolution: 1 });
// A busy machine sets a process aside for a time, which delays its event loop as well. What the main thread was late by and computed
// meanwhile is the program's own part of it, in microseconds.
const own = createHistogram();

/** Milliseconds that the main thread has computed; undefined where the system does not tell. */
function computed() {
  try {
    return Number(readFileSync(`/proc/self/task/${process.pid}/schedstat`, 'latin1').split(' ')[0]) / 1e6;
  } catch {
    return undefined;
  }
}

function tick(started, before) {
  const late = performance.now() - started - TICK;
  const now = computed();
  own.record(Math.max(1, Math.round(Math.min(late, now === undefined ? late : now - before) * 1000)));
  setTimeout(tick, TICK, performance.now(), now).unref();
}

/** The open files and sockets; -1 where the system does not tell. */
function openFiles() {
  try {
    return readdirSync('/proc/self/fd').length;
  } catch {
    return -1;
  }
}

process.on('message', (message) => {
  if (message !== 'measure') return;
  const { rss, heapUsed, external } = process.memoryUsage();
  const { user, system } = process.cpuUsage();
  process.send({
    ...{ rss: rss / 1e6, heap: heapUsed / 1e6, external: external / 1e6, files: openFiles() },
    ...{ cpu: (user + system) / 1e6, p50: delays.percentile(50) / 1e6, p99: delays.percentile(99) / 1e6 },
    ...{ max: delays.max / 1e6, own99: own.percentile(99) / 1000, ownMax: own.max / 1000 },
  });
  delays.reset();
  own.reset();
});
// Neither is a reason for the program to live on.
process.channel.unref();
delays.enable();
setTimeout(tick, TICK, performance.now(), computed()).unref();
