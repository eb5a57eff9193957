const { bareServers, kit } = require('./servers');
const { memoryMegabytes, startProcess, stopProcess } = require('./process');
const { createDataSet } = require('./data-set');
const { workloads } = require('./workloads');
const { inTurns } = require('./rounds');

/**
 * What every server takes for every workload, servers in turn within each round, medians over the rounds.
 *
 * @param node - the Node binary that runs the servers
 * @param count - records
 * @param warm - the share of a workload's requests that a server gets before it is measured
 * @param only - names of workloads; left out for all
 * @param floor - whether bare `node:http` takes part
 */
async function measureRequests({ node, count, rounds, share, warm, only, floor = true }) {
  const running = [await startProcess(kit(node, count), '/healthz')];
  try {
    const data = await createDataSet(running[0].base);
    for (const each of bareServers(node, data.file).slice(0, floor ? 2 : 1)) {
      running.push(await startProcess(each, `${data.collection}?limit=1`));
    }
    const rows = [];
    for (const workload of workloads(data)) {
      if (only !== undefined && !only.includes(workload.name)) continue;
      const servers = running.map((server) => ({ server, workload }));
      rows.push({ name: workload.name, servers: await inTurns(servers, { rounds, share, warm }) });
    }
    const memory = Object.fromEntries(running.map((each) => [each.name, memoryMegabytes(each.child.pid)]));
    return { count, rows, memory };
  } finally {
    await Promise.all(running.map(stopProcess));
  }
}

module.exports = { measureRequests };
