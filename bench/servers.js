const { join } = require('node:path');

const here = (...parts) => join(__dirname, ...parts);
const firstUrl = (printed) => /http:\/\/[\w.:[\]]+\d/.exec(printed)?.[0];

// Quiet means quiet: with `--quiet` the address is not printed, so the port is chosen here.
let port = 20_000 + (process.pid % 10_000);

/** A port that no other server of this run has. */
function nextPort() {
  port += 1;
  return port;
}

/** Our own mock, logging off. */
function kit(node, count) {
  const main = here('..', 'dist', 'bin', 'contact-points.js');
  const own = nextPort();
  return {
    name: 'contact-points-kit',
    command: [node, main, 'serve', '--quiet', '--port', String(own), '--count', String(count)],
    base: `http://127.0.0.1:${own}`,
  };
}

/** What every server is compared with, on the same Node. */
function bareServers(node, dataFile) {
  return [
    { name: 'bare Express', command: [node, here('bare', 'express.js'), dataFile], ready: firstUrl },
    { name: 'bare node:http', command: [node, here('bare', 'http.js'), dataFile], ready: firstUrl },
  ];
}

module.exports = { bareServers, kit, nextPort };
