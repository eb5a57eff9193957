const { Client } = require('undici');
const { cpuMilliseconds } = require('./process');
const { percentile } = require('./statistics');

/**
 * Sends a workload one request at a time and looks after each how much CPU time the server has taken since the one before. On a
 * machine that others use, too, the time until an answer says when the server was let in; this says what the answer cost.
 *
 * @returns CPU microseconds of a request: p50, and p99 with whatever the collection of garbage took in it
 */
async function oneByOne(server, workload, amount) {
  const client = new Client(server.base);
  const times = new Float64Array(amount);
  try {
    let before = cpuMilliseconds(server.child.pid);
    for (let index = 0; index < amount; index++) {
      const { statusCode, body } = await client.request(workload.requests[index % workload.requests.length]);
      await body.dump();
      if (!workload.statuses.includes(statusCode)) throw new Error(`${server.name}, ${workload.name}: ${statusCode}`);
      const after = cpuMilliseconds(server.child.pid);
      times[index] = (after - before) * 1000;
      before = after;
    }
  } finally {
    await client.close();
  }
  times.sort();
  return { cpu50: percentile(times, 0.5), cpu99: percentile(times, 0.99) };
}

module.exports = { oneByOne };
