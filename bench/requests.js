const { baselines, kit } = require('./servers');
const { memoryMegabytes, startProcess, stopProcess } = require('./process');
const { createDataSet } = require('./data-set');
const { workloads } = require('./workloads');
const { load } = require('./load');
const { medians } = require('./statistics');

/**
 * CPU per request of every server on every workload, servers in turn within each round, medians over the rounds.
 *
 * @param node - the Node binary that runs the servers
 * @param count - records
 * @param alone - our own server only, without the baselines
 */
async function measureRequests({ node, count, rounds, share, only, alone = false }) {
  const own = kit(node, count);
  const first = { name: own.name, ...(await startProcess(own, '/healthz')) };
  const running = [first];
  try {
    const data = await createDataSet(first.base);
    for (const each of alone ? [] : baselines(node, data.file)) {
      running.push({ ...each, ...(await startProcess(each, each.probe ?? `${data.collection}?limit=1`)) });
    }
    const chosen = workloads(data).filter(({ name }) => only === undefined || only.includes(name));
    const rows = [];
    for (const workload of chosen) {
      const seen = new Map(running.map(({ name }) => [name, []]));
      for (const server of running) await load(server, workload, share / 2);
      for (let round = 0; round < rounds; round++) {
        for (const server of running) seen.get(server.name).push(await load(server, workload, share));
      }
      rows.push({
        workload: workload.name,
        servers: Object.fromEntries([...seen].map(([name, results]) => [name, medians(results)])),
      });
    }
    return {
      count,
      rows,
      memory: Object.fromEntries(running.map((each) => [each.name, memoryMegabytes(each.child.pid)])),
    };
  } finally {
    await Promise.all(running.map(stopProcess));
  }
}

module.exports = { measureRequests };
