const { randomUUID } = require('node:crypto');
const { readFileSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const { nextPort } = require('../servers');

/**
 * Mockoon: one CRUD route on a data bucket with the records. The command always logs each request, so this starts the
 * server that the command is made of, without its logger and its admin API.
 */
const mockoon = {
  name: 'Mockoon',
  package: '@mockoon/cli',
  isStateful: true,
  start({ node, modules, folder, records, data }) {
    const port = nextPort();
    const file = join(folder, 'environment.json');
    writeFileSync(file, JSON.stringify({ port, endpoint: data.collection.slice(1), records: records() }));
    return {
      command: [node, __filename, modules, file],
      base: `http://127.0.0.1:${port}`,
      paths: {
        item: (id) => `${data.collection}/${id}`,
        list: `${data.collection}?page=1&limit=25`,
        create: data.collection,
      },
    };
  },
};

function serve(modules, file) {
  const commons = require(join(modules, '@mockoon', 'commons'));
  const { MockoonServer } = require(join(modules, '@mockoon', 'commons-server'));
  const { port, endpoint, records } = JSON.parse(readFileSync(file, 'utf8'));
  const bucket = { ...commons.DataBucketDefault, value: JSON.stringify(records) };
  const response = {
    ...commons.RouteResponseDefault,
    bodyType: commons.BodyTypes.DATABUCKET,
    databucketID: bucket.id,
    default: true,
  };
  const route = { ...commons.RouteDefault, type: commons.RouteType.CRUD, endpoint, responses: [response] };
  const environment = {
    ...commons.EnvironmentDefault,
    port,
    hostname: '127.0.0.1',
    routes: [route],
    rootChildren: [{ type: 'route', uuid: route.uuid }],
    data: [bucket],
  };
  const options = { environmentDirectory: '', disabledRoutes: [], envVarsPrefix: randomUUID(), enableAdminApi: false };
  const server = new MockoonServer(environment, { ...options, fakerOptions: {}, maxTransactionLogs: 0 });
  server.on('error', (code, error) => {
    console.error(code, error);
    process.exit(1);
  });
  server.start();
}

if (require.main === module) serve(process.argv[2], process.argv[3]);

module.exports = { mockoon };
