const { writeFileSync } = require('node:fs');
const { join } = require('node:path');
const { temporaryFolder } = require('./data-set');
const { startProcess, stopProcess } = require('./process');
const { kit } = require('./servers');
const { medians } = require('./statistics');

const RESOURCES = 120;

/** Writes a document of 600 operations whose schemas refer to each other in one long chain that ends where it began. */
function writeLargeDocument() {
  const schemas = {};
  const paths = {};
  for (let index = 0; index < RESOURCES; index++) {
    const $ref = `#/components/schemas/Item${index}`;
    const content = { 'application/json': { schema: { $ref } } };
    const list = { 'application/json': { schema: { type: 'array', items: { $ref } } } };
    const id = { name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } };
    const ok = { 200: { description: 'ok', content } };
    schemas[`Item${index}`] = {
      type: 'object',
      required: ['id', 'name'],
      properties: {
        id: { type: 'string', format: 'uuid', readOnly: true },
        name: { type: 'string', maxLength: 80 },
        next: { $ref: `#/components/schemas/Item${(index + 1) % RESOURCES}` },
      },
    };
    paths[`/items${index}`] = {
      get: { responses: { 200: { description: 'ok', content: list } } },
      post: { requestBody: { content }, responses: { 201: { description: 'made', content } } },
    };
    paths[`/items${index}/{id}`] = {
      parameters: [id],
      get: { responses: ok },
      put: { requestBody: { content }, responses: ok },
      delete: { responses: { 204: { description: 'gone' } } },
    };
  }
  const document = { openapi: '3.1.0', info: { title: 'Large', version: '1' }, paths, components: { schemas } };
  const file = join(temporaryFolder(), 'large.json');
  writeFileSync(file, JSON.stringify(document));
  return { file, operations: RESOURCES * 5 };
}

/** What a start with that document takes until its first list, medians over the rounds. */
async function measureLargeDocument(node, rounds) {
  const { file, operations } = writeLargeDocument();
  const seen = [];
  for (let round = 0; round < rounds; round++) {
    const server = kit(node, 10);
    const started = await startProcess({ ...server, command: [...server.command, '--spec', file] }, '/items0');
    await stopProcess(started);
    seen.push({ wall: started.wall, cpu: started.cpu });
  }
  return { operations, ...medians(seen) };
}

module.exports = { writeLargeDocument, measureLargeDocument };
