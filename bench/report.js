const { figure, table } = require('./statistics');

const ratio = (one, other) => (other > 0 ? `${figure(one / other)} ×` : '-');

/** The tables of a run in Markdown. */
function report({ machine, runs, store, document, verify }) {
  const parts = [`${machine}.`];
  for (const { node, coldStart, requests } of runs) {
    parts.push(`## Node ${node}`);
    for (const each of requests) parts.push(requestTable(each), memoryTable(each));
    const [first] = requests;
    for (const each of requests.slice(1)) parts.push(tailTable(first, each));
    parts.push('### Cold start, 3,255 records: spawn to the first list', startTable(coldStart));
  }
  if (store !== undefined) parts.push('## The store', storeTable(store));
  if (document !== undefined)
    parts.push(
      `A start with a document of ${document.operations} operations takes ${figure(document.wall)} ms (CPU ${figure(document.cpu)} ms) until its first list.`,
    );
  if (verify !== undefined)
    parts.push(
      `\`verify\` makes ${verify.exchanges} exchanges in ${figure(verify.seconds)} s: ${figure(verify.exchanges / verify.seconds)} a second.`,
    );
  return `${parts.join('\n\n')}\n`;
}

function requestTable({ count, rows }) {
  const names = Object.keys(rows[0].servers);
  const own = names[0];
  const head = ['work', ...names.map((name) => `${name}, µs CPU`), ...names.slice(1).map((name) => `to ${name}`)];
  const lines = rows.map(({ workload, servers }) => [
    workload,
    ...names.map((name) => figure(servers[name].cpu)),
    ...names.slice(1).map((name) => ratio(servers[own].cpu, servers[name].cpu)),
  ]);
  const rates = rows.map(({ workload, servers }) => [
    workload,
    ...names.map(
      (name) => `${servers[name].rate.toFixed(0)} / ${figure(servers[name].p50)} / ${figure(servers[name].p99)}`,
    ),
  ]);
  return [
    `### ${count.toLocaleString('en')} records: CPU per request`,
    table(head, lines),
    'Requests/s, p50 and p99 in ms, as seen by a client on the same cores:',
    table(['work', ...names], rates),
  ].join('\n\n');
}

function memoryTable({ memory }) {
  return `Memory after the run: ${Object.entries(memory)
    .map(([name, megabytes]) => `${name} ${megabytes.toFixed(0)} MB`)
    .join(', ')}.`;
}

function tailTable(small, large) {
  const own = Object.keys(small.rows[0].servers)[0];
  const rows = ['get one', 'list with filter', 'last page'].flatMap((name) => {
    const [before, after] = [small, large].map(
      ({ rows }) => rows.find(({ workload }) => workload === name)?.servers[own],
    );
    if (before === undefined || after === undefined) return [];
    return [
      [
        name,
        figure(before.p99),
        figure(after.p99),
        figure(before.cpu),
        figure(after.cpu),
        ratio(after.cpu, before.cpu),
      ],
    ];
  });
  const at = (count) => `at ${count.toLocaleString('en')}`;
  const head = [
    'work',
    `p99 ms ${at(small.count)}`,
    `p99 ms ${at(large.count)}`,
    `µs CPU ${at(small.count)}`,
    `µs CPU ${at(large.count)}`,
    'CPU ratio',
  ];
  return table(head, rows);
}

function startTable(servers) {
  const [own] = Object.values(servers);
  return table(
    ['server', 'wall ms', 'CPU ms', 'ours to it, CPU'],
    Object.entries(servers).map(([name, { wall, cpu }]) => [name, figure(wall), figure(cpu), ratio(own.cpu, cpu)]),
  );
}

function storeTable({ count, seeding, megabytes, reset, snapshot, restore }) {
  return table(
    ['records', 'seeded per s of CPU', 'RSS, MB', 'reset, CPU ms', 'snapshot', 'restore'],
    [[count.toLocaleString('en'), seeding.toFixed(0), megabytes.toFixed(0), ...[reset, snapshot, restore].map(figure)]],
  );
}

module.exports = { report };
