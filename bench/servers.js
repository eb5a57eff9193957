const { join } = require('node:path');

const here = (...parts) => join(__dirname, ...parts);
const firstUrl = (printed) => /http:\/\/[\w.:[\]]+\d/.exec(printed)?.[0];

// Quiet means quiet: with `--quiet` the address is not printed, so the port is chosen here.
let port = 20_000 + (process.pid % 10_000);

/** Our own mock, logging off. */
function kit(node, count) {
  const main = here('..', 'dist', 'bin', 'contact-points.js');
  port += 1;
  const base = `http://127.0.0.1:${port}`;
  return {
    name: 'contact-points-kit',
    command: [node, main, 'serve', '--quiet', '--port', String(port), '--count', String(count)],
    base,
  };
}

/** What every server is compared with, on the same Node. */
function baselines(node, dataFile) {
  return [
    { name: 'bare Express', command: [node, here('baselines', 'express.js'), dataFile], ready: firstUrl },
    { name: 'bare node:http', command: [node, here('baselines', 'http.js'), dataFile], ready: firstUrl },
  ];
}

module.exports = { kit, baselines };
