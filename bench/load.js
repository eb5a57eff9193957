const autocannon = require('autocannon');
const { cpuMilliseconds } = require('./process');

/**
 * Sends one workload to one running server and tells what it cost the server.
 *
 * @returns CPU microseconds per request of the server's own process, requests/s, p50 and p99 in milliseconds
 */
async function load(server, workload, share = 1) {
  const amount = Math.max(50, Math.round(workload.amount * share));
  const before = cpuMilliseconds(server.child.pid);
  const result = await autocannon({ url: server.base, connections: 8, amount, requests: workload.requests });
  const cpu = cpuMilliseconds(server.child.pid) - before;
  const statuses = Object.keys(result.statusCodeStats);
  const expected = workload.status === undefined ? ['200', '201'] : [String(workload.status)];
  if (statuses.some((status) => !expected.includes(status)) || result.errors > 0) {
    throw new Error(
      `${server.name}, ${workload.name}: ${JSON.stringify(result.statusCodeStats)}, errors ${result.errors}`,
    );
  }
  return {
    cpu: (cpu * 1000) / amount,
    rate: amount / ((result.finish - result.start) / 1000),
    p50: result.latency.p50,
    p99: result.latency.p99,
  };
}

module.exports = { load };
