const { load } = require('./load');
const { medians } = require('./statistics');

/**
 * One workload on several servers that take turns: A B C A B C.
 *
 * @param servers - each with its own form of the workload
 * @param share - of the workload's amount of requests, in each round
 * @param warm - of that amount, beforehand; more than 1 for a server that is to be as fast as it will ever be
 * @returns by the server's name: the figures of each round, and `medians` of them
 */
async function inTurns(servers, { rounds, share, warm = 1 }) {
  const seen = new Map(servers.map(({ server }) => [server.name, []]));
  const amounts = new Map();
  for (const { server, workload } of servers) amounts.set(server, await warmUp(server, workload, share, warm));
  for (let round = 0; round < rounds; round++) {
    for (const { server, workload } of servers) {
      seen.get(server.name).push(await load(server, workload, amounts.get(server)));
    }
  }
  return Object.fromEntries([...seen].map(([name, results]) => [name, { ...medians(results), rounds: results }]));
}

/** Milliseconds that a slow server's part of a round may take. */
const LONGEST = 1500;

/**
 * Lets the server compile what it is asked for, with so many requests, or with as many as it can answer in a while.
 *
 * @returns the number of requests that a round of it is worth
 */
async function warmUp(server, workload, share, warm) {
  const until = performance.now() + LONGEST * Math.max(1, 4 * warm);
  let rate;
  for (let sent = 0; sent < workload.amount * warm && performance.now() < until; ) {
    const some = sent === 0 ? 50 : Math.min(1000, Math.max(50, Math.round(rate / 2)));
    ({ rate } = await load(server, workload, some));
    sent += some;
  }
  return Math.max(50, Math.round(Math.min(workload.amount * share, (rate * LONGEST) / 1000)));
}

module.exports = { inTurns };
