// npm run bench [-- OPTIONS]; docs/performance.md says which there are.
const { writeFileSync } = require('node:fs');
const { cpus, loadavg } = require('node:os');
const { measureColdStart } = require('./cold-start');
const { versionOf } = require('./data-set');
const { measureLargeDocument } = require('./large-document');
const { readOptions } = require('./options');
const { measurePeers } = require('./peer-requests');
const { report } = require('./report');
const { measureRequests } = require('./requests');
const { measureInProcess } = require('./in-process');
const { checkShort, stateShort } = require('./short');
const { measureTail } = require('./tail');
const { measureVerify } = require('./verify-rate');

/** All figures of one Node; only the parts that are asked for. */
async function measureNode(node, { parts, rounds, counts, share, peersIn }) {
  const has = (part) => parts.includes(part);
  const tell = (what) => process.stderr.write(`Node ${node.version}: ${what}\n`);
  const [small] = counts;
  const result = { node: node.version };
  if (has('requests')) {
    result.requests = [];
    for (const count of counts) {
      tell(`${count} records`);
      result.requests.push(await measureRequests({ node: node.path, count, rounds, share }));
    }
  }
  if (has('tail') && counts.length > 1) {
    tell('few and many records in turn');
    result.tail = await measureTail({ node: node.path, small, large: Math.max(...counts), rounds });
  }
  if (has('start')) {
    tell('cold start');
    result.coldStart = await measureColdStart({ node: node.path, count: small, rounds });
  }
  if (has('store')) result.store = counts.map((count) => measureInProcess(node, 'store-figures.js', count));
  if (has('sorting')) result.sorting = counts.map((count) => measureInProcess(node, 'sorting-figures.js', count));
  if (has('schemas')) result.schemas = measureInProcess(node, 'schema-figures.js');
  if (has('document')) result.document = await measureLargeDocument(node.path, rounds);
  if (has('verify')) {
    tell('verify');
    result.verify = await measureVerify(node.path, rounds);
  }
  if (has('peers') && peersIn !== undefined) {
    tell('other mock servers');
    result.peers = await measurePeers({ node, count: small, rounds, share, from: peersIn });
  }
  return result;
}

async function main() {
  const options = readOptions(process.argv.slice(2));
  if (options.short || options.state) {
    process.exitCode = (await (options.short ? checkShort : stateShort)(options)) ? 0 : 1;
    return;
  }
  const loads = [loadavg()[0]];
  const runs = [];
  for (const node of options.nodes) {
    runs.push(await measureNode(node, options));
    loads.push(loadavg()[0]);
  }
  const range = `${Math.min(...loads).toFixed(1)} to ${Math.max(...loads).toFixed(1)}`;
  const machine = `${cpus().length} × ${cpus()[0].model}, load average ${range}, Express ${versionOf('express')}, medians of ${options.rounds} rounds`;
  const result = { machine, runs };
  if (options.json !== undefined) writeFileSync(options.json, JSON.stringify(result, null, 2));
  process.stdout.write(report(result));
}

main().catch((error) => {
  console.error(error.message);
  process.exitCode = 2;
});
