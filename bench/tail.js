const { kit } = require('./servers');
const { createDataSet } = require('./data-set');
const { load } = require('./load');
const { memoryMegabytes, startProcess, stopProcess } = require('./process');
const { median, percentile } = require('./statistics');
const { workloads } = require('./workloads');

/** What must not get slower with the number of records. */
const WORK = ['get one', 'list with filter', 'last page'];

/** Requests of one turn: p99 is then the tenth worst. */
const TURN = 1000;

/**
 * p99 and CPU of our own mock with many records beside one with few. Both run all the time and take short turns, so that
 * what else the machine does meets both alike; each pair of turns gives one ratio, and the median of these counts.
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
      for (const connections of [1, 8]) {
        const pair = servers.map(({ server, asked }) => ({
          server,
          workload: asked.find((workload) => workload.name === name),
          seen: [],
        }));
        for (const { server, workload } of pair) await load(server, workload, 3 * TURN, connections);
        for (let turn = 0; turn < turns; turn++) {
          // Who comes second finds the caches full of the other's data: each comes second as often.
          for (const each of turn % 2 === 0 ? pair : [...pair].reverse()) {
            each.seen.push(await load(each.server, each.workload, TURN, connections));
          }
        }
        rows.push({ name, connections, ...compare(pair[0].seen, pair[1].seen) });
      }
    }
    const memory = servers.map(({ server, count }) => ({ count, ...memoryMegabytes(server.child.pid) }));
    return { small, large, turns, rows, memory };
  } finally {
    await Promise.all(running.map(stopProcess));
  }
}

function compare(few, many) {
  const of = (figure) => {
    const ratios = many.map((each, turn) => each[figure] / few[turn][figure]).sort((a, b) => a - b);
    return {
      small: median(few.map((each) => each[figure])),
      large: median(many.map((each) => each[figure])),
      ratio: median(ratios),
      middleHalf: [percentile(ratios, 0.25), percentile(ratios, 0.75)],
    };
  };
  return { p50: of('p50'), p99: of('p99'), cpu: of('cpu') };
}

module.exports = { measureTail };
