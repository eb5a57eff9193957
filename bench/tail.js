const { kit } = require('./servers');
const { createDataSet } = require('./data-set');
const { load } = require('./load');
const { oneByOne } = require('./one-by-one');
const { memoryMegabytes, startProcess, stopProcess } = require('./process');
const { median, percentile } = require('./statistics');
const { workloads } = require('./workloads');

/** What must not get slower with the number of records. */
const WORK = ['get one', 'list with filter', 'last page'];

/** Requests of one turn: p99 is then the tenth worst. */
const TURN = 1000;

/** How requests are sent, and what is measured so. */
const WAYS = [
  { name: 'alone, CPU µs', send: (server, workload) => oneByOne(server, workload, TURN), figures: ['cpu50', 'cpu99'] },
  { name: '1 connection, ms', send: (server, workload) => load(server, workload, TURN, 1), figures: ['p50', 'p99'] },
  { name: '8 connections, ms', send: (server, workload) => load(server, workload, TURN, 8), figures: ['p50', 'p99'] },
];

/**
 * p50 and p99 of our own mock with many records beside one with few. Both run all the time and take short turns, so that what
 * else the machine does meets both alike; each pair of turns gives one ratio, and the median of these counts.
 */
async function measureTail({ node, small, large, rounds }) {
  const turns = 3 * rounds;
  const running = [];
  try {
    const servers = [];
    for (const count of [small, large]) {
      const server = await startProcess(kit(node, count), '/healthz');
      running.push(server);
      servers.push({ server, count, asked: workloads(await createDataSet(server.base)) });
    }
    const rows = [];
    for (const name of WORK) {
      const pair = servers.map(({ server, asked }) => ({ server, workload: asked.find((each) => each.name === name) }));
      for (const { server, workload } of pair) await load(server, workload, 4 * TURN);
      for (const way of WAYS) rows.push({ name, way: way.name, ...(await compare(pair, way, turns)) });
    }
    const memory = servers.map(({ server, count }) => ({ count, ...memoryMegabytes(server.child.pid) }));
    return { small, large, turns, rows, memory };
  } finally {
    await Promise.all(running.map(stopProcess));
  }
}

async function compare([few, many], { send, figures }, turns) {
  const seen = new Map([
    [few, []],
    [many, []],
  ]);
  for (let turn = 0; turn < turns; turn++) {
    // Who comes second finds the caches full of the other's data: each comes second as often.
    for (const each of turn % 2 === 0 ? [few, many] : [many, few]) {
      seen.get(each).push(await send(each.server, each.workload));
    }
  }
  const [typical, tail] = figures.map((figure) => {
    const [small, large] = [few, many].map((each) => seen.get(each).map((turn) => turn[figure]));
    const ratios = large.map((value, turn) => value / small[turn]).sort((a, b) => a - b);
    const middleHalf = [percentile(ratios, 0.25), percentile(ratios, 0.75)];
    return { small: median(small), large: median(large), ratio: median(ratios), middleHalf };
  });
  return { typical, tail };
}

module.exports = { measureTail };
