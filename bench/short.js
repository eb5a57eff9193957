const { measureRequests } = require('./requests');
const stated = require('./stated.json');

/** How much worse than stated a ratio may be. */
const TOLERANCE = 1.4;

/**
 * Compares CPU per request, as a ratio to bare Express, with what is stated in `stated.json` for the Node that runs this.
 * What fails is measured once more, and the better of both counts: other processes can only make a figure worse.
 */
async function checkShort({ node: [node] }) {
  const expected = stated[process.versions.node.split('.')[0]];
  if (expected === undefined) {
    console.log(`Nothing is stated for Node ${process.versions.node}.`);
    return true;
  }
  let open = Object.keys(expected);
  for (let attempt = 0; attempt < 2 && open.length > 0; attempt++) {
    const { rows } = await measureRequests({ node, count: 3255, rounds: 3, share: 0.25, only: open });
    open = rows.flatMap(({ workload, servers }) => {
      const [own, express] = Object.values(servers);
      const ratio = own.cpu / express.cpu;
      const isGood = ratio <= expected[workload] * TOLERANCE;
      console.log(
        `${workload}: ${ratio.toFixed(2)} × bare Express, stated ${expected[workload]}${isGood ? '' : ': too slow'}`,
      );
      return isGood ? [] : [workload];
    });
  }
  return open.length === 0;
}

module.exports = { checkShort };
