const json = { 'content-type': 'application/json' };
const get = (path) => ({ method: 'GET', path });
const post = (path, body) => ({ method: 'POST', path, headers: json, body: JSON.stringify(body) });

/**
 * What is asked of every server: name, requests, the statuses that may come, how many requests make a round.
 *
 * @param data - see data-set.js
 */
function workloads({ collection, count, samples, bad }) {
  const { id: _id, ...good } = samples[0];
  const reads = samples.map(({ id }) => get(`${collection}/${id}`));
  const filters = samples.map((record) => get(`${collection}?customer_id=${record.customer_id}`));
  return [
    { name: 'get one', statuses: [200], requests: reads, amount: 8000 },
    { name: 'list 25', statuses: [200], requests: [get(collection)], amount: 6000 },
    { name: 'list 1000', statuses: [200], requests: [get(`${collection}?limit=1000`)], amount: 300 },
    { name: 'list with filter', statuses: [200], requests: filters, amount: 6000 },
    { name: 'list at offset 3,000', statuses: [200], requests: [get(`${collection}?offset=3000`)], amount: 6000 },
    {
      name: 'last page',
      statuses: [200],
      requests: [get(`${collection}?offset=${Math.max(0, count - 25)}`)],
      amount: 6000,
    },
    { name: 'create', statuses: [201], requests: [post(collection, good)], amount: 4000 },
    { name: 'create, 4 violations', statuses: [400], requests: [post(`${collection}?fault=1`, bad)], amount: 4000 },
    {
      name: 'mixed 80/20',
      statuses: [200, 201],
      requests: [get(collection), ...reads.slice(0, 3), post(collection, good)],
      amount: 5000,
    },
  ];
}

/**
 * The same work for servers that have paths of their own.
 *
 * @param paths - `item(id)`, `list` (25 records) and `create`
 */
function peerWorkloads({ samples }, paths) {
  const { id: _id, ...good } = samples[0];
  return [
    { name: 'get one', statuses: [200], requests: samples.map(({ id }) => get(paths.item(id))), amount: 8000 },
    { name: 'list 25', statuses: [200], requests: [get(paths.list)], amount: 6000 },
    { name: 'create', statuses: [201], requests: [post(paths.create, good)], amount: 4000 },
  ];
}

module.exports = { workloads, peerWorkloads };
