const { readFileSync } = require('node:fs');
const { createRequire } = require('node:module');
const { join } = require('node:path');
const { pathToFileURL } = require('node:url');
const { nextPort } = require('../servers');
const { writeOpenDocument } = require('./open-document');

const STORE = "'ContactPoint'";

/** Records that are seeded at once: a sandbox ends after a second. */
const AT_ONCE = 250;

/** What the document must say so that Scalar keeps records; it runs each piece in a sandbox. */
const HANDLERS = {
  list: `const all = store.list(${STORE});
    const limit = Number(req.query.limit ?? 25), offset = Number(req.query.offset ?? 0);
    return { query: { limit, offset }, result: all.slice(offset, offset + limit), total: all.length };`,
  read: `return store.get(${STORE}, req.params.id);`,
  create: `return store.create(${STORE}, req.body);`,
};

/** Scalar's mock server, stateful by `x-seed` and `x-handler`. */
const scalar = {
  name: 'Scalar',
  package: '@scalar/mock-server',
  isStateful: true,
  start({ node, modules, folder, records, data }) {
    const port = nextPort();
    const document = writeOpenDocument(folder, ({ paths, components }) => {
      paths[data.collection].get['x-handler'] = HANDLERS.list;
      paths[data.collection].post['x-handler'] = HANDLERS.create;
      paths[`${data.collection}/{id}`].get['x-handler'] = HANDLERS.read;
      const all = records();
      for (let from = 0; from < all.length; from += AT_ONCE) {
        const some = JSON.stringify(all.slice(from, from + AT_ONCE));
        components.schemas[`Seed${from}`] = {
          'x-seed': `for (const record of ${some}) store.create(${STORE}, record);`,
        };
      }
    });
    return {
      command: [node, __filename, modules, document, String(port)],
      base: `http://127.0.0.1:${port}`,
      paths: {
        item: (id) => `${data.collection}/${id}`,
        list: `${data.collection}?limit=25`,
        create: data.collection,
      },
    };
  },
};

async function serve(modules, file, port) {
  const { createMockServer } = await import(
    pathToFileURL(join(modules, '@scalar', 'mock-server', 'dist', 'index.js')).href
  );
  const { serve: listen } = createRequire(join(modules, 'x.js'))('@hono/node-server');
  const app = await createMockServer({ document: JSON.parse(readFileSync(file, 'utf8')), logger: false });
  listen({ fetch: app.fetch, port, hostname: '127.0.0.1' });
}

if (require.main === module) void serve(process.argv[2], process.argv[3], Number(process.argv[4]));

module.exports = { scalar };
