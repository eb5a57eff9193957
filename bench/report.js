const { comparison, memoryTable } = require('./report-servers');
const { figure, ratio, table } = require('./statistics');

const counted = (count) => count.toLocaleString('en');

/** The tables of a run in Markdown. */
function report({ machine, runs }) {
  const parts = [`${machine}.`];
  for (const run of runs) {
    parts.push(`## Node ${run.node}`);
    for (const { count, rows, memory } of run.requests ?? []) {
      const title = (what) => `### ${counted(count)} records: ${what}`;
      parts.push(title('CPU per request, µs'), comparison(rows, 'work', 'cpu'));
      parts.push(title('requests/s, by a client on the same cores'), comparison(rows, 'work', 'rate'));
      parts.push(title('p50, ms'), comparison(rows, 'work', 'p50'));
      parts.push(title('p99, ms'), comparison(rows, 'work', 'p99'));
      parts.push(title('memory afterwards, MB'), memoryTable(memory));
    }
    if (run.tail !== undefined) parts.push(tailTable(run.tail));
    if (run.coldStart !== undefined) parts.push(startTable(run.coldStart));
    if (run.store !== undefined) parts.push('### The store, in process', storeTable(run.store), stateTable(run.store));
    if (run.sorting !== undefined) parts.push('### Sorted lists and ranges, CPU ms', sortingTable(run.sorting));
    if (run.schemas !== undefined) parts.push('### Reading documents, compiling schemas', schemaTable(run.schemas));
    if (run.document !== undefined) parts.push(documentLine(run.document));
    if (run.verify !== undefined) parts.push(verifyLine(run.verify));
    if (run.peers !== undefined) parts.push(...peerParts(run.peers));
  }
  return `${parts.join('\n\n')}\n`;
}

function tailTable({ small, large, turns, rows, memory }) {
  const [few, many] = [small, large].map(counted);
  const cells = ({ small: one, large: other, ratio: both, middleHalf }) => [
    `${figure(one)} / ${figure(other)}`,
    ratio(both, 1),
    middleHalf.map(figure).join('-'),
  ];
  const head = ['work', `p50 at ${few} / ${many}`, 'ratio', 'middle half of the ratios'];
  const lines = rows.map(({ name, way, typical, tail }) => [`${name}, ${way}`, ...cells(typical), ...cells(tail)]);
  return [
    `### ${many} records beside ${few}, ${turns} pairs of turns`,
    table([...head, 'p99', 'ratio', 'middle half of the ratios'], lines),
    `Memory: ${memory.map(({ count, now, most }) => `${counted(count)} records ${figure(now)} MB, at most ${figure(most)} MB`).join('; ')}.`,
  ].join('\n\n');
}

function startTable({ count, servers }) {
  const rows = [
    ['wall, ms', 'wall'],
    ['CPU, ms', 'cpu'],
    ['memory, MB', 'memory'],
  ].map(([name, of]) => ({
    name,
    servers: Object.fromEntries(Object.entries(servers).map(([server, figures]) => [server, { value: figures[of] }])),
  }));
  return `### Cold start with ${counted(count)} records: spawn to the first list\n\n${comparison(rows, '', 'value')}`;
}

function storeTable(stores) {
  const head = [
    'records',
    'first page',
    'first filter',
    'reading all',
    'records/s',
    'B/record, heap',
    'RSS',
    'RSS, MB',
  ];
  const rows = stores.map((each) => [
    counted(each.total),
    ...[each.first, each.firstFilter, each.readAll].map((milliseconds) => `${figure(milliseconds)} ms`),
    counted(Math.round(each.perSecond)),
    figure(each.full.used),
    each.full.rss > 0 ? figure(each.full.rss) : '-',
    figure(each.megabytes),
  ]);
  return `Seeding, in CPU time: records/s until every record has been read once. The first filter by a property looks at it in every record.\n\n${table(head, rows)}`;
}

function stateTable(stores) {
  const rows = stores.map(({ total, reset, snapshot, restore }) => [
    counted(total),
    ...[reset, snapshot, restore].map(figure),
  ]);
  return table(['records', 'reset, CPU ms', 'snapshot', 'restore'], rows);
}

function sortingTable(runs) {
  const head = ['', ...runs.map(({ count }) => counted(count))];
  const rows = Object.keys(runs[0].figures).map((name) => [name, ...runs.map(({ figures }) => figure(figures[name]))]);
  return table(head, [...rows, ['memory, MB', ...runs.map(({ megabytes }) => figure(megabytes))]]);
}

function schemaTable(documents) {
  const head = ['document', 'kB', 'reading it, CPU ms', 'schemas', 'compiling all both ways, CPU ms'];
  const rows = documents.map(({ name, bytes, load, schemas, compile }) => [
    name,
    figure(bytes / 1024),
    figure(load),
    schemas,
    figure(compile),
  ]);
  return table(head, rows);
}

function documentLine({ operations, wall, cpu }) {
  return `A start with a document of ${operations} operations takes ${figure(wall)} ms (CPU ${figure(cpu)} ms) until its first list.`;
}

function verifyLine({ exchanges, seconds, perSecond, mockCpu }) {
  return `\`verify\` makes ${exchanges} exchanges in ${figure(seconds)} s: ${figure(perSecond)} a second; the mock's CPU in it is ${figure(mockCpu)} s.`;
}

function peerParts({ missing, versions, count, rows, memory, start }) {
  const parts = [`### Other mock servers: ${versions.join(', ') || 'none'}`, ...missing];
  if (rows.length === 0) return parts;
  return [
    ...parts,
    `CPU per request in µs, ${counted(count)} records, and ours as a part of theirs:`,
    comparison(rows, 'work', 'cpu'),
    'Memory afterwards, MB:',
    memoryTable(memory),
    startTable(start),
  ];
}

module.exports = { report };
