const { baselines, kit } = require('./servers');
const { startProcess, stopProcess } = require('./process');
const { createDataSet } = require('./data-set');
const { medians } = require('./statistics');

/** Wall and CPU milliseconds from spawn to the first 200, servers in turn, medians over the rounds. */
async function measureColdStart({ node, count, rounds }) {
  const own = kit(node, count);
  const first = await startProcess(own, '/healthz');
  const data = await createDataSet(first.base);
  await stopProcess(first);
  const servers = [own, ...baselines(node, data.file)];
  const seen = new Map(servers.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const server of servers) {
      const started = await startProcess(server, server.probe ?? `${data.collection}?limit=1`);
      seen.get(server.name).push({ wall: started.wall, cpu: started.cpu });
      await stopProcess(started);
    }
  }
  return Object.fromEntries([...seen].map(([name, results]) => [name, medians(results)]));
}

module.exports = { measureColdStart };
