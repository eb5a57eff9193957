const { figure, ratio, table } = require('./statistics');

/**
 * One figure of all servers, and ours, which come first, as a ratio to each of the others.
 *
 * @param rows - each with a name and figures by server
 * @param head - what the rows are
 * @param of - the figure's name
 */
function comparison(rows, head, of) {
  const names = Object.keys(rows[0].servers);
  const [own, ...others] = names;
  const lines = rows.map(({ name, servers }) => [
    name,
    ...names.map((server) => figure(servers[server][of])),
    ...others.map((server) => ratio(servers[own][of], servers[server][of])),
  ]);
  return table([head, 'ours', ...others, ...others.map((name) => `to ${name}`)], lines);
}

/** Resident memory after a run. */
function memoryTable(memory) {
  const rows = [
    ['now', 'now'],
    ['at most', 'most'],
  ].map(([name, of]) => ({
    name,
    servers: Object.fromEntries(Object.entries(memory).map(([server, figures]) => [server, { value: figures[of] }])),
  }));
  return comparison(rows, '', 'value');
}

module.exports = { comparison, memoryTable };
