// Keeps a mock busy for long and judges whether it stays as it was: `node contract-tests/hostile/soak.js [MINUTES] [CURVE.csv]`, after a
// build. 64 connections ask 150 requests a second, each in a session of its own for some requests: records, rules, journal.
const { spawn } = require('node:child_process');
const { appendFileSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const { Client, request } = require('undici');

const minutes = Number(process.argv[2] ?? 60);
const curve = process.argv[3];
const CONNECTIONS = 64;
/** Requests per second, of all connections together. */
const RATE = 150;
const PATH = '/v2/customers/contact_points';
const POINT =
  '{"customer_id":"160c0c4b-9966-4dc1-a916-8407eb10d74e","email_address":null,"label":"L","phone_number":"112"}';
const RULE = '{"match":{"operation":"createContactPoint"},"times":1,"then":{"status":503}}';

/** What is done in a session: method, path, body and the status that is right. */
const visit = [
  ['POST', '/__admin/rules', RULE, 201],
  ['POST', PATH, POINT, 503],
  ['POST', PATH, POINT, 201],
  ['GET', `${PATH}?limit=20&offset=3240`, undefined, 200],
  ['GET', '/__admin/journal?status=503', undefined, 200],
];
/** What is done in the session of those that name none: its journal is always full, its data stay as many. */
const main = (round) => [
  ['GET', `${PATH}?limit=100`, undefined, 200],
  ['GET', '/__admin/journal?limit=100', undefined, 200],
  ['PUT', '/__admin/snapshots/soak', '', 201],
  ['POST', PATH, POINT, 201],
  ['POST', '/__admin/snapshots/soak/restore', '', 200],
  [
    'GET',
    round % 20 === 0 ? '/__admin/state' : `${PATH}?customer_id=160c0c4b-9966-4dc1-a916-8407eb10d74e`,
    undefined,
    200,
  ],
];

async function start() {
  const args = ['--require', join(__dirname, 'inside.js'), join(__dirname, '../../dist/bin/contact-points.js')];
  const child = spawn(process.execPath, [...args, 'serve', '--port', '0'], {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  let text = '';
  const url = await new Promise((resolve, reject) => {
    child.once('close', () => reject(new Error(`It does not serve:\n${text}`)));
    child.stdout.on('data', (chunk) => {
      if (text.length < 10_000) text += chunk;
      const found = /Listening on (http:\S+)/.exec(text);
      if (found) resolve(found[1]);
    });
  });
  return { child, url };
}

async function run() {
  const { child, url } = await start();
  const began = performance.now();
  const end = began + minutes * 60_000;
  const interval = Math.min(30_000, (minutes * 60_000) / 12);
  const faults = [];
  let asked = 0;
  let sessions = 0;
  const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

  async function work(worker) {
    const client = new Client(url);
    for (let round = 0, turn = 0; ; round++) {
      const prefix = worker === 0 ? '' : `/~soak-${worker}-${round}`;
      if (worker > 0) sessions++;
      for (const [method, path, body, expected] of worker === 0 ? main(round) : visit) {
        // A connection that is late does not hurry afterwards: the load stays even.
        turn = Math.max(turn + 1, Math.ceil(((performance.now() - began) / 1000) * (RATE / CONNECTIONS)));
        await pause(began + ((turn + worker / CONNECTIONS) * 1000 * CONNECTIONS) / RATE - performance.now());
        if (performance.now() > end) return client;
        const headers = method === 'GET' ? {} : { 'content-type': 'application/json' };
        const answer = await client.request({ method, path: prefix + path, headers, body });
        const text = await answer.body.text();
        asked++;
        if (answer.statusCode !== expected && faults.length < 10)
          faults.push(`${method} ${prefix}${path}: ${answer.statusCode} ${text.slice(0, 200)}`);
      }
    }
  }

  /** Listens to the journal as the inspector does, from time to time on a new connection. */
  async function listen() {
    while (performance.now() < end) {
      const over = AbortSignal.timeout(Math.ceil(Math.min(20_000, interval, Math.max(1, end - performance.now()))));
      const { body } = await request(`${url}/__admin/events`, { signal: over });
      await body.dump({ limit: Number.MAX_SAFE_INTEGER }).catch(() => undefined);
      body.on('error', () => undefined).destroy();
      await pause(10);
    }
  }

  const samples = [];
  async function sample() {
    const told = new Promise((resolve) => child.once('message', resolve));
    child.send('measure');
    const { cpu, ...now } = await told;
    const before = samples.at(-1) ?? { asked: 0, total: 0 };
    const perRequest = ((cpu - before.total) * 1000) / Math.max(1, asked - before.asked);
    const rest = { seconds: (performance.now() - began) / 1000, asked, sessions, ...now, perRequest };
    const row = Object.entries(rest).map(([name, value]) => [name, Number(value.toFixed(2))]);
    if (curve !== undefined && samples.length === 0) writeFileSync(curve, `${row.map(([name]) => name).join()}\n`);
    if (curve !== undefined) appendFileSync(curve, `${row.map(([, value]) => value).join()}\n`);
    samples.push({ ...rest, total: cpu });
  }

  const working = Promise.all([listen(), ...Array.from({ length: CONNECTIONS }, (_, worker) => work(worker))]);
  working.catch(() => undefined);
  for (let next = began + interval; next < end; next += interval) {
    await pause(next - performance.now());
    await sample();
  }
  const [, ...clients] = await working;
  await sample();
  for (const client of clients) client.destroy();
  child.kill('SIGTERM');
  const [code, signal] = await new Promise((resolve) => child.once('exit', (...ending) => resolve(ending)));
  if (code !== 0) faults.push(`it ended with ${signal ?? code}`);
  judge(samples, faults);
}

/** Compares the third quarter of the hour with the last: before that, sessions and caches are still filling. */
function judge(samples, faults) {
  const middle = samples.slice(Math.floor(samples.length / 2), Math.floor(samples.length * 0.75));
  const last = samples.slice(Math.floor(samples.length * 0.75));
  const median = (list, name) => list.map((each) => each[name]).sort((a, b) => a - b)[list.length >> 1];
  /** By how much a value may grow, as a factor and on top of it. */
  const ROOM = { rss: [1.1, 20], heap: [1.1, 20], files: [1, 4], own99: [1.5, 5], perRequest: [1.25, 0.2] };
  for (const [name, [factor, more]] of Object.entries(ROOM)) {
    const [before, after] = [median(middle, name), median(last, name)];
    if (after > before * factor + more) faults.push(`${name} grows: ${before.toFixed(1)}, then ${after.toFixed(1)}`);
  }
  const { asked, sessions } = samples.at(-1);
  for (const at of [0.1, 0.25, 0.5, 0.75, 1]) {
    const { seconds, rss, heap, files, p99, own99, ownMax, perRequest } = samples[Math.ceil(samples.length * at) - 1];
    console.log(
      `${(seconds / 60).toFixed(1)} min: RSS ${rss.toFixed(0)} MB, heap ${heap.toFixed(0)} MB, ${files} files, loop p99 ${p99.toFixed(1)} ms,` +
        ` own part p99 ${own99.toFixed(1)} max ${ownMax.toFixed(1)} ms, ${perRequest.toFixed(2)} ms of CPU per request`,
    );
  }
  for (const fault of faults) console.error(fault);
  console.log(`${asked} requests in ${sessions} sessions; ${faults.length} faults`);
  process.exitCode = faults.length === 0 ? 0 : 1;
}

run().catch((error) => {
  console.error(error);
  process.exit(1);
});
