const { existsSync, mkdirSync, readFileSync } = require('node:fs');
const { dirname, join } = require('node:path');
const { temporaryFolder } = require('./data-set');
const { jsonServer } = require('./peers/json-server');
const { mockoon } = require('./peers/mockoon');
const { prism } = require('./peers/prism');
const { scalar } = require('./peers/scalar');

const all = [prism, mockoon, jsonServer, scalar];

/**
 * The other mock servers that are installed below a folder and run on a Node, and why the rest is left out.
 *
 * @returns `peers`, each with its version, and `missing`, a sentence each
 */
function findPeers(folder, { version }) {
  const modules = join(folder, 'node_modules');
  const peers = [];
  const missing = [];
  for (const peer of all) {
    const manifest = join(modules, peer.package, 'package.json');
    if (!existsSync(manifest)) {
      missing.push(`${peer.name} is left out: there is no ${peer.package} in ${modules}.`);
      continue;
    }
    const { version: own, engines, bin } = JSON.parse(readFileSync(manifest, 'utf8'));
    const oldest = /^>=\s*(\d+)/.exec(engines?.node ?? '')?.[1] ?? '0';
    if (Number.parseInt(version, 10) < Number(oldest)) {
      missing.push(`${peer.name} ${own} is left out: it needs Node ${engines.node}, this is ${version}.`);
      continue;
    }
    const program = () => join(dirname(manifest), typeof bin === 'string' ? bin : Object.values(bin)[0]);
    peers.push({ ...peer, version: own, bin: program, modules });
  }
  return { peers, missing };
}

/**
 * The servers of some peers over the same document and records.
 *
 * @param data - see data-set.js
 */
function peerServers(peers, node, data) {
  const parent = temporaryFolder();
  const records = () => JSON.parse(readFileSync(data.file, 'utf8')).records;
  return peers.map((peer) => {
    const folder = join(parent, peer.package.replaceAll('/', '+'));
    mkdirSync(folder);
    const { bin, modules } = peer;
    const server = peer.start({ node, bin, modules, folder, records, data });
    // Whatever a peer would like to keep or look up, it has no home and stays on this machine.
    const env = { HOME: folder, XDG_CONFIG_HOME: folder, DO_NOT_TRACK: '1', NO_UPDATE_NOTIFIER: '1', ...server.env };
    return { ...server, name: peer.name, isStateful: peer.isStateful, cwd: folder, env, probe: server.paths.list };
  });
}

module.exports = { findPeers, peerServers };
