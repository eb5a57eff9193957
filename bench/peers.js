const { existsSync } = require('node:fs');
const { join } = require('node:path');

const spec = join(__dirname, '..', 'spec', 'contact-points.yaml');
const PRISM_PORT = 4991;
const MOCKOON_PORT = 4992;

/** Peers that stand in `bench/node_modules` (`npm install --prefix bench @stoplight/prism-cli @mockoon/cli`). */
const PEERS = [
  {
    name: 'Prism',
    program: '@stoplight/prism-cli/dist/index.js',
    port: PRISM_PORT,
    args: ['mock', '--port', String(PRISM_PORT), spec],
  },
  {
    name: 'Mockoon',
    program: '@mockoon/cli/bin/run.js',
    port: MOCKOON_PORT,
    args: ['start', '--data', spec, '--port', String(MOCKOON_PORT)],
  },
];

/** The peers that are installed, as servers of a run. */
function installedPeers() {
  return PEERS.flatMap(({ name, program, port, args }) => {
    const path = join(__dirname, 'node_modules', program);
    if (!existsSync(path)) return [];
    return [{ name, command: [process.execPath, path, ...args], base: `http://127.0.0.1:${port}` }];
  });
}

module.exports = { installedPeers };
