// Measures how long work over many records keeps others waiting: `node contract-tests/hostile/event-loop.js [RECORDS]`, after a build.
// The mock runs in a process of its own, whose event loop is watched; this one asks /healthz all the while.
const { fork } = require('node:child_process');
const { mkdtempSync, rmSync, statSync } = require('node:fs');
const { request } = require('node:http');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

const records = Number(process.argv[2] ?? 1_000_000);
const PATH = '/v2/customers/contact_points';
const PAUSE = 10;

/** A document whose list can be sorted and searched, and be emptied. */
const item = {
  type: 'object',
  required: ['id', 'title', 'price'],
  properties: {
    id: { type: 'integer' },
    title: { type: 'string', maxLength: 60 },
    price: { type: 'number', minimum: 0, maximum: 1000 },
  },
};
const query = (name, schema) => ({ name, in: 'query', schema });
const answer = (schema) => ({ 200: { description: 'OK', content: { 'application/json': { schema } } } });
const books = {
  openapi: '3.1.0',
  info: { title: 'Books', version: '1' },
  paths: {
    '/books': {
      get: {
        parameters: [
          ...['limit', 'offset'].map((name) => query(name, { type: 'integer', default: name === 'limit' ? 20 : 0 })),
          ...['sort', 'q'].map((name) => query(name, { type: 'string' })),
          query('price_min', { type: 'number' }),
        ],
        responses: answer({ type: 'array', items: item }),
      },
      delete: { parameters: [query('price_min', { type: 'number' })], responses: { 204: { description: 'Gone.' } } },
    },
    '/books/{id}': {
      parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'integer' } }],
      get: { responses: answer(item) },
    },
  },
};

async function serve() {
  const {
    createMock,
    createPersistence,
    loadSpec,
    parseSpec,
    SHIPPED_SPEC,
    startServer,
  } = require('../../dist/index.js');
  const persistence = createPersistence(process.env.PERSIST_FILE, console.error);
  const mock = createMock({ spec: loadSpec(SHIPPED_SPEC), count: records, admin: {}, onChange: persistence.changed });
  const server = await startServer(mock, { port: 0, persistence });
  const other = createMock({ spec: parseSpec(JSON.stringify(books)), count: records, admin: {} });
  const otherServer = await startServer(other, { port: 0 });
  process.on('message', async (message) => {
    if (message !== 'reload') return;
    const longer = JSON.stringify(books).replace('"maxLength":60', '"maxLength":61');
    await other.reload({ spec: parseSpec(longer) });
    process.send('reloaded');
  });
  process.send([server.url, otherServer.url]);
}

function ask(url, method, path, body) {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const headers = body === undefined ? {} : { 'content-type': 'application/json', 'content-length': body.length };
    const sent = request(url + path, { method, headers, agent: false }, (response) => {
      let size = 0;
      const first = [];
      response.on('data', (chunk) => {
        if (size < 1_000_000) first.push(chunk);
        size += chunk.length;
      });
      response.on('end', () =>
        resolve({
          status: response.statusCode,
          size,
          text: Buffer.concat(first).toString(),
          ms: performance.now() - started,
        }),
      );
      response.on('error', reject);
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

async function measure(child, url, name, work) {
  const delaysOf = () =>
    new Promise((resolve) => {
      child.once('message', resolve);
      child.send('measure');
    });
  await delaysOf();
  let done = false;
  const times = [];
  const started = performance.now();
  const pinging = (async () => {
    while (!done) {
      times.push((await ask(url, 'GET', '/healthz')).ms);
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
    }
  })();
  const outcome = await work();
  done = true;
  await pinging;
  const seconds = (performance.now() - started) / 1000;
  const { p99, max, own99, ownMax, rss } = await delaysOf();
  times.sort((left, right) => left - right);
  const at = (share) => times[Math.min(times.length - 1, Math.floor(times.length * share))].toFixed(1);
  console.log(
    `${name.padEnd(34)} ${seconds.toFixed(1).padStart(6)} s  /healthz p50 ${at(0.5)} p99 ${at(0.99)} max ${at(1)} ms (${times.length} asked)` +
      `  loop p99 ${p99.toFixed(1)} max ${max.toFixed(1)}, own part ${own99.toFixed(1)} max ${ownMax.toFixed(1)} ms  RSS ${Math.round(rss)} MB  ${outcome}`,
  );
}

async function run() {
  const folder = mkdtempSync(join(tmpdir(), 'event-loop-'));
  const file = join(folder, 'state.json');
  const child = fork(__filename, [String(records)], {
    env: { ...process.env, IS_SERVER: '1', PERSIST_FILE: file },
    execArgv: ['--max-old-space-size=4096', '--require', join(__dirname, 'inside.js')],
  });
  const [url, otherUrl] = await new Promise((resolve) => child.once('message', resolve));
  const told = ({ status, size }) => `${status}, ${(size / 1e6).toFixed(1)} MB`;
  try {
    const {
      result: [, record],
    } = JSON.parse((await ask(url, 'GET', PATH)).text); // The first records load the words that they are made of.
    await measure(child, url, 'nothing else', () => new Promise((resolve) => setTimeout(() => resolve(''), 3000)));
    await measure(child, url, 'first filter', async () =>
      told(await ask(url, 'GET', `${PATH}?customer_id=${record.customer_id}`)),
    );
    await measure(child, url, 'GET /__admin/state', async () => told(await ask(url, 'GET', '/__admin/state')));
    const size = 67_000_000;
    const bookAt = (id) => `{"id":${id},"title":"Book ${id}"}`;
    const list = [];
    for (let id = 1, length = 0; id <= records && length < size - 100; id++)
      length += list.push(bookAt(id)) && bookAt(id).length + 1;
    const state = Buffer.from(`{"resources":{"none":[${list.join(',')}]}}`);
    await measure(child, url, 'PUT of a resource that is not there', async () =>
      told(await ask(url, 'PUT', '/__admin/state', state)),
    );
    const empty = Buffer.from(`{"resources":{"contact_points":[${Array(9_000_000).fill('{}').join(',')}]}}`);
    await measure(child, url, 'PUT of nine million {}', async () =>
      told(await ask(url, 'PUT', '/__admin/state', empty)),
    );
    const bodies = [];
    for (let id = 1, length = 0; id <= records && length < size - 1000; id++) {
      const text = JSON.stringify({ ...record, id: record.id.slice(0, -12) + String(id).padStart(12, '0') });
      bodies.push(text);
      length += text.length + 1;
    }
    const valid = Buffer.from(`{"resources":{"contact_points":[${bodies.join(',')}]}}`);
    await measure(child, url, `PUT of ${bodies.length} records`, async () => {
      const answer = await ask(url, 'PUT', '/__admin/state', valid);
      return `${told(answer)} ${answer.text.slice(0, 200)}`;
    });
    await measure(child, url, '--persist, after one change', async () => {
      const before = Date.now();
      await ask(url, 'DELETE', `${PATH}/${JSON.parse(bodies[0]).id}`);
      for (;;) {
        try {
          if (statSync(file).mtimeMs >= before) return `${(statSync(file).size / 1e6).toFixed(1)} MB`;
        } catch {}
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    });
    await ask(otherUrl, 'GET', '/books');
    for (const [name, path] of Object.entries({
      sorted: 'sort=title',
      searched: 'q=glass',
      'within bounds': 'price_min=500',
    })) {
      await measure(child, otherUrl, `a list, ${name}`, async () => told(await ask(otherUrl, 'GET', `/books?${path}`)));
    }
    await measure(child, otherUrl, 'DELETE of about half of them', async () =>
      told(await ask(otherUrl, 'DELETE', '/books?price_min=500')),
    );
    await measure(child, otherUrl, '--watch, another document', async () => {
      const reloaded = new Promise((resolve) =>
        child.on('message', (message) => message === 'reloaded' && resolve('')),
      );
      child.send('reload');
      return reloaded;
    });
  } finally {
    child.kill('SIGKILL');
    rmSync(folder, { recursive: true });
  }
}

(process.env.IS_SERVER === '1' ? serve() : run()).catch((error) => {
  console.error(error);
  process.exit(1);
});
