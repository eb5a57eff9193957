const { execFileSync } = require('node:child_process');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { parseArgs } = require('node:util');

/** What `npm run bench -- …` may be given; docs/performance.md says what each does. */
function readOptions(args) {
  const { values } = parseArgs({
    args,
    options: {
      short: { type: 'boolean', default: false },
      state: { type: 'boolean', default: false },
      peers: { type: 'boolean', default: false },
      'peers-in': { type: 'string', default: join(tmpdir(), 'peers') },
      part: { type: 'string', multiple: true, default: [] },
      node: { type: 'string', multiple: true, default: [process.execPath] },
      rounds: { type: 'string', default: '5' },
      counts: { type: 'string', default: '3255,100000,1000000' },
      share: { type: 'string', default: '1' },
      json: { type: 'string' },
    },
  });
  for (const part of values.part) {
    if (!PARTS.includes(part)) throw new Error(`--part must be one of ${PARTS.join(', ')}, not "${part}".`);
  }
  return {
    short: values.short,
    state: values.state,
    peersIn: values.peers ? values['peers-in'] : undefined,
    parts: values.part.length === 0 ? PARTS : values.part,
    nodes: values.node.map(nodeOf),
    rounds: positive('rounds', values.rounds),
    share: positive('share', values.share),
    counts: values.counts.split(',').map((count) => positive('counts', count)),
    json: values.json,
  };
}

/** What a run measures; `--part` chooses. */
const PARTS = ['requests', 'tail', 'start', 'store', 'sorting', 'schemas', 'document', 'verify', 'peers'];

/** A Node binary and its version, without the `v`. */
function nodeOf(path) {
  try {
    return { path, version: execFileSync(path, ['--version'], { encoding: 'utf8' }).trim().slice(1) };
  } catch {
    throw new Error(`--node ${path} is no Node that runs.`);
  }
}

function positive(name, text) {
  const number = Number(text);
  if (!(number > 0)) throw new Error(`--${name} must be a number above 0, not "${text}".`);
  return number;
}

module.exports = { readOptions };
