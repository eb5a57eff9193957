const { readFileSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const { measureRequests } = require('./requests');
const { median } = require('./statistics');

const file = join(__dirname, 'stated.json');

/** How much worse than stated a ratio may be. */
const TOLERANCE = 1.4;

/** What is measured: the workloads of the bars. */
const WORK = ['get one', 'list 25', 'list 1000', 'create', 'create, 4 violations'];

/**
 * How much is measured, and how much more where something was too slow, by new processes: where others use the machine, a
 * compiler that runs beside the server comes late, and then only patience finds what the code costs.
 */
const ATTEMPTS = [
  { warm: 0.5, rounds: 8, share: 0.05 },
  { warm: 1.5, rounds: 16, share: 0.05 },
  { warm: 3, rounds: 32, share: 0.05 },
];

/** How often all is measured before something is stated. */
const STATEMENTS = 5;

const majorOf = ({ version }) => version.split('.')[0];

/**
 * CPU per request of ours and of bare Express, the least of some rounds each. Whatever else a machine does can only
 * make a round dearer (caches, interrupts, a compiler thread that comes late), so that the least is what repeats itself.
 */
async function leastCosts(node, only, effort = ATTEMPTS[0]) {
  const { rows } = await measureRequests({ node: node.path, count: 3255, only, floor: false, ...effort });
  return new Map(
    rows.map(({ name, servers }) => {
      const [own, express] = Object.values(servers).map(({ rounds }) => Math.min(...rounds.map(({ cpu }) => cpu)));
      return [name, { own, express }];
    }),
  );
}

/**
 * Compares CPU per request, as a ratio to bare Express, with what is stated in `stated.json` for each Node. What is too
 * slow is measured again by new processes. What counts is the better of the ratio then and that of the least costs ever seen: a
 * real slowdown stays.
 *
 * @returns whether all is as fast as stated
 */
async function checkShort({ nodes }) {
  const stated = JSON.parse(readFileSync(file, 'utf8'));
  let isGood = true;
  for (const node of nodes) {
    const expected = stated[majorOf(node)];
    if (expected === undefined) throw new Error(`bench/stated.json states nothing for Node ${node.version}.`);
    isGood = (await checkNode(node, expected)) && isGood;
  }
  return isGood;
}

async function checkNode(node, expected) {
  const least = new Map();
  let open = WORK;
  for (const [attempt, effort] of ATTEMPTS.entries()) {
    if (open.length === 0) break;
    for (const [name, costs] of await leastCosts(node, open, effort)) {
      const before = least.get(name) ?? costs;
      const own = Math.min(before.own, costs.own);
      const express = Math.min(before.express, costs.express);
      least.set(name, { own, express, ratio: Math.min(own / express, costs.own / costs.express) });
    }
    open = open.filter((name) => {
      const { own, express, ratio } = least.get(name);
      const isGood = ratio <= expected[name] * TOLERANCE;
      const verdict = isGood ? '' : attempt + 1 < ATTEMPTS.length ? ', once more' : ': TOO SLOW';
      const costs = `${own.toFixed(0)} to ${express.toFixed(0)} µs, ${ratio.toFixed(2)} × bare Express`;
      console.log(`Node ${node.version}, ${name}: ${costs}, stated ${expected[name]}${verdict}`);
      return !isGood;
    });
  }
  return open.length === 0;
}

/** Measures what `checkShort` compares with, several times, and writes the medians to `stated.json`. */
async function stateShort({ nodes }) {
  const stated = JSON.parse(readFileSync(file, 'utf8'));
  for (const node of nodes) {
    const runs = [];
    for (let run = 0; run < STATEMENTS; run++) runs.push(await leastCosts(node, WORK));
    const ratios = WORK.map((name) => [name, runs.map((run) => run.get(name).own / run.get(name).express)]);
    for (const [name, each] of ratios) {
      console.log(`Node ${node.version}, ${name}: ${each.map((ratio) => ratio.toFixed(2)).join(', ')}`);
    }
    stated[majorOf(node)] = Object.fromEntries(ratios.map(([name, each]) => [name, Number(median(each).toFixed(2))]));
  }
  const lines = Object.entries(stated).map(([major, ratios]) => `  "${major}": ${JSON.stringify(ratios)}`);
  writeFileSync(file, `{\n${lines.join(',\n')}\n}\n`);
  return true;
}

module.exports = { checkShort, stateShort };
