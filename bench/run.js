// npm run bench [-- --short --node PATH --rounds N --counts N,N --share N --json FILE]; see docs/performance.md.
const { execFileSync } = require('node:child_process');
const { writeFileSync } = require('node:fs');
const { cpus, loadavg } = require('node:os');
const { join } = require('node:path');
const { measureColdStart } = require('./cold-start');
const { versionOf } = require('./data-set');
const { writeLargeDocument } = require('./large-document');
const { startProcess, stopProcess } = require('./process');
const { kit } = require('./servers');
const { readOptions } = require('./options');
const { report } = require('./report');
const { measureRequests } = require('./requests');
const { checkShort } = require('./short');
const { measureVerify } = require('./verify-rate');

async function measureNode(node, { rounds, counts, share }) {
  const requests = [];
  for (const count of counts) {
    const alone = count === counts[0] ? {} : { alone: true, only: TAIL };
    requests.push(await measureRequests({ node, count, rounds, share, ...alone }));
  }
  const coldStart = await measureColdStart({ node, count: counts[0], rounds });
  return { node: execFileSync(node, ['--version'], { encoding: 'utf8' }).trim(), requests, coldStart };
}

/** What must not get slower with the number of records. */
const TAIL = ['get one', 'list 25', 'list with filter', 'last page', 'create'];

async function measureLargeDocument(node) {
  const { file, operations } = writeLargeDocument();
  const server = kit(node, 10);
  const started = await startProcess({ ...server, command: [...server.command, '--spec', file] }, '/items0');
  await stopProcess(started);
  return { operations, wall: started.wall, cpu: started.cpu };
}

async function main() {
  const options = readOptions(process.argv.slice(2));
  if (options.short) {
    process.exitCode = (await checkShort(options)) ? 0 : 1;
    return;
  }
  const runs = [];
  for (const node of options.node) runs.push(await measureNode(node, options));
  const [first] = options.node;
  const most = Math.max(...options.counts);
  const store = JSON.parse(
    execFileSync(first, [join(__dirname, 'store-figures.js'), String(most)], { encoding: 'utf8' }),
  );
  const document = await measureLargeDocument(first);
  const verify = await measureVerify(first);
  const machine = `${cpus().length} × ${cpus()[0].model}, load average ${loadavg()[0].toFixed(1)}, Express ${versionOf('express')}, medians of ${options.rounds} rounds`;
  const result = { machine, runs, store, document, verify };
  if (options.json !== undefined) writeFileSync(options.json, JSON.stringify(result, null, 2));
  process.stdout.write(report(result));
}

main().catch((error) => {
  console.error(error.message);
  process.exitCode = 2;
});
