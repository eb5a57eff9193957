const { bareServers, kit } = require('./servers');
const { memoryMegabytes, startProcess, stopProcess } = require('./process');
const { createDataSet } = require('./data-set');
const { medians } = require('./statistics');

/**
 * Wall and CPU milliseconds from spawn to the first 200, and the memory there, servers in turn, medians over the rounds.
 *
 * @param others - makes more servers of the data set, each with the path that is asked for
 */
async function measureColdStart({ node, count, rounds, others = () => [] }) {
  const own = kit(node, count);
  const first = await startProcess(own, '/healthz');
  const data = await createDataSet(first.base);
  await stopProcess(first);
  const servers = [own, ...bareServers(node, data.file), ...others(data)];
  const seen = new Map(servers.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const server of servers) {
      const started = await startProcess(server, server.probe ?? `${data.collection}?limit=1`);
      const memory = memoryMegabytes(started.child.pid).now;
      await stopProcess(started);
      seen.get(server.name).push({ wall: started.wall, cpu: started.cpu, memory });
    }
  }
  return { count, servers: Object.fromEntries([...seen].map(([name, results]) => [name, medians(results)])) };
}

module.exports = { measureColdStart };
