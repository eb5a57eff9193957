const { writeFileSync } = require('node:fs');
const { join } = require('node:path');
const { nextPort } = require('../servers');

/** json-server 0.17, which is what npm calls the latest; its version 1 is a beta. It writes its file anew for every record. */
const jsonServer = {
  name: 'json-server',
  package: 'json-server',
  isStateful: true,
  start({ node, bin, folder, records }) {
    const port = nextPort();
    const file = join(folder, 'db.json');
    writeFileSync(file, JSON.stringify({ contact_points: records() }));
    return {
      command: [node, bin(), '--host', '127.0.0.1', '--port', String(port), '--quiet', file],
      base: `http://127.0.0.1:${port}`,
      env: { NO_UPDATE_NOTIFIER: '1' },
      paths: { item: (id) => `/contact_points/${id}`, list: '/contact_points?_limit=25', create: '/contact_points' },
    };
  },
};

module.exports = { jsonServer };
