const autocannon = require('autocannon');
const { cpuMilliseconds } = require('./process');
const { percentile } = require('./statistics');

/**
 * Sends one workload to one running server and tells what it cost the server.
 *
 * @param amount - requests
 * @param connections - requests at a time
 * @returns CPU microseconds per request of the server's own processes, requests/s, p50 and p99 in milliseconds
 */
async function load(server, workload, amount, connections = 8) {
  // autocannon's own percentiles are whole milliseconds.
  const times = new Float64Array(amount);
  let answered = 0;
  let last = 0;
  const before = cpuMilliseconds(server.child.pid);
  // It looks whether all is done once in `sampleInt` milliseconds only, so the end is taken from the last response.
  const run = autocannon({ url: server.base, connections, amount, sampleInt: 20, requests: workload.requests });
  const start = performance.now();
  run.on('response', (_client, _status, _bytes, milliseconds) => {
    times[answered++] = milliseconds;
    last = performance.now();
  });
  const result = await run;
  const cpu = cpuMilliseconds(server.child.pid) - before;
  const statuses = Object.keys(result.statusCodeStats);
  if (statuses.some((status) => !workload.statuses.includes(Number(status))) || result.errors > 0) {
    throw new Error(
      `${server.name}, ${workload.name}: ${JSON.stringify(result.statusCodeStats)}, errors ${result.errors}`,
    );
  }
  const sorted = times.subarray(0, answered).sort();
  return {
    cpu: (cpu * 1000) / amount,
    rate: answered / ((last - start) / 1000),
    p50: percentile(sorted, 0.5),
    p99: percentile(sorted, 0.99),
  };
}

module.exports = { load };
