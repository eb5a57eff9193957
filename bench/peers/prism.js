const { nextPort } = require('../servers');
const { writeOpenDocument } = require('./open-document');

/**
 * Prism keeps no state: it validates the request and answers with the document's example, whatever was asked for. That is less
 * work than a page of 25 records.
 */
const prism = {
  name: 'Prism',
  package: '@stoplight/prism-cli',
  isStateful: false,
  start({ node, bin, folder, data }) {
    const port = nextPort();
    const document = writeOpenDocument(folder);
    const args = ['mock', '--host', '127.0.0.1', '--port', String(port), '--verboseLevel', 'silent', document];
    return {
      command: [node, bin(), ...args],
      base: `http://127.0.0.1:${port}`,
      paths: {
        item: (id) => `${data.collection}/${id}`,
        list: `${data.collection}?limit=25`,
        create: data.collection,
      },
    };
  },
};

module.exports = { prism };
