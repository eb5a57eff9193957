const { findPeers, peerServers } = require('./peers');
const { kit } = require('./servers');
const { createDataSet } = require('./data-set');
const { measureColdStart } = require('./cold-start');
const { memoryMegabytes, startProcess, stopProcess } = require('./process');
const { inTurns } = require('./rounds');
const { peerWorkloads } = require('./workloads');

/**
 * Our own mock and the other mock servers that are installed, on the same document and the same records, in turns.
 *
 * @param from - the folder below which they are installed
 */
async function measurePeers({ node, count, rounds, share, from }) {
  const { peers, missing } = findPeers(from, node);
  const versions = peers.map(({ name, version }) => `${name} ${version}`);
  if (peers.length === 0) return { missing, versions, rows: [] };

  const running = [await startProcess(kit(node.path, count), '/healthz')];
  try {
    const data = await createDataSet(running[0].base);
    const { collection } = data;
    const ownPaths = { item: (id) => `${collection}/${id}`, list: `${collection}?limit=25`, create: collection };
    const servers = [{ server: running[0], paths: ownPaths, isStateful: true }];
    for (const each of peerServers(peers, node.path, data)) {
      const server = await startProcess(each, each.probe);
      running.push(server);
      servers.push({ server, paths: each.paths, isStateful: each.isStateful });
    }
    for (const each of servers) await checkWork(each, data);
    const rows = [];
    for (const index of peerWorkloads(data, ownPaths).keys()) {
      const asked = servers.map(({ server, paths }) => ({ server, workload: peerWorkloads(data, paths)[index] }));
      rows.push({ name: asked[0].workload.name, servers: await inTurns(asked, { rounds, share }) });
    }
    const memory = Object.fromEntries(running.map((each) => [each.name, memoryMegabytes(each.child.pid)]));
    const start = await measureColdStart({
      node: node.path,
      count,
      rounds,
      others: (records) => peerServers(peers, node.path, records),
    });
    return { missing, versions, count, rows, memory, start };
  } finally {
    await Promise.all(running.map(stopProcess));
  }
}

/** Refuses to measure a server that does not do the work: find a record, list 25, remember a new one. */
async function checkWork({ server, paths, isStateful }, { samples }) {
  const wrong = (what) => new Error(`${server.name} does not do the work: ${what}`);
  const ask = async (path, init) => {
    const answer = await fetch(server.base + path, init);
    return { status: answer.status, body: await answer.json() };
  };
  const { id: _id, ...good } = samples[0];
  const json = { 'content-type': 'application/json' };
  const list = await ask(paths.list);
  const found = await ask(paths.item(samples.at(-1).id));
  const made = await ask(paths.create, { method: 'POST', headers: json, body: JSON.stringify(good) });
  if (list.status !== 200 || found.status !== 200 || made.status !== 201) {
    throw wrong(`it answers ${list.status}, ${found.status} and ${made.status} ${JSON.stringify(made.body)}`);
  }
  if (!isStateful) return;
  const items = Array.isArray(list.body) ? list.body : list.body.result;
  if (items.length !== 25) throw wrong(`it lists ${items.length} records`);
  if (found.body.email_address !== samples.at(-1).email_address)
    throw wrong('it finds another record than it is asked for');
  const again = await ask(paths.item(made.body.id));
  if (again.status !== 200 || again.body.email_address !== good.email_address)
    throw wrong('it forgets what it has made');
}

module.exports = { measurePeers };
