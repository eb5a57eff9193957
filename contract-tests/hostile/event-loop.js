// Measures how long work over many records keeps others waiting: `node contract-tests/hostile/event-loop.js [RECORDS]`, after a build.
// The mock runs in a process of its own, whose event loop is watched; this one asks /healthz all the while.
const { fork } = require('node:child_process');
const { mkdtempSync, rmSync, statSync } = require('node:fs');
const { request } = require('node:http');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { monitorEventLoopDelay } = require('node:perf_hooks');

const records = Number(process.argv[2] ?? 1_000_000);
const PATH = '/v2/customers/contact_points';
const PAUSE = 10;

async function serve() {
  const { createMock, createPersistence, loadSpec, SHIPPED_SPEC, startServer } = require('../../dist/index.js');
  const persistence = createPersistence(process.env.PERSIST_FILE, console.error);
  const mock = createMock({ spec: loadSpec(SHIPPED_SPEC), count: records, admin: {}, onChange: persistence.changed });
  const server = await startServer(mock, { port: 0, persistence });
  const delays = monitorEventLoopDelay({ resolution: 1 });
  delays.enable();
  process.on('message', () => {
    const told = { p99: delays.percentile(99) / 1e6, max: delays.max / 1e6, rss: process.memoryUsage().rss };
    delays.reset();
    process.send(told);
  });
  process.send(server.url);
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
      child.send('report');
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
  const { p99, max, rss } = await delaysOf();
  times.sort((left, right) => left - right);
  const at = (share) => times[Math.min(times.length - 1, Math.floor(times.length * share))].toFixed(1);
  console.log(
    `${name.padEnd(34)} ${seconds.toFixed(1).padStart(6)} s  /healthz p50 ${at(0.5)} p99 ${at(0.99)} max ${at(1)} ms (${times.length} asked)` +
      `  loop p99 ${p99.toFixed(1)} max ${max.toFixed(1)} ms  RSS ${Math.round(rss / 1e6)} MB  ${outcome}`,
  );
}

async function run() {
  const folder = mkdtempSync(join(tmpdir(), 'event-loop-'));
  const file = join(folder, 'state.json');
  const child = fork(__filename, [String(records)], {
    env: { ...process.env, IS_SERVER: '1', PERSIST_FILE: file },
    execArgv: ['--max-old-space-size=4096'],
  });
  const url = await new Promise((resolve) => child.once('message', resolve));
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
    const item = (id) => `{"id":${id},"title":"Book ${id}"}`;
    const list = [];
    for (let id = 1, length = 0; id <= records && length < size - 100; id++)
      length += list.push(item(id)) && item(id).length + 1;
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
  } finally {
    child.kill('SIGKILL');
    rmSync(folder, { recursive: true });
  }
}

(process.env.IS_SERVER === '1' ? serve() : run()).catch((error) => {
  console.error(error);
  process.exit(1);
});
