/** What is asked of every server: name, request, the status that must come. */
function workloads({ collection, records, bad }) {
  const example = records[0];
  const { id: _id, ...good } = example;
  const json = { 'content-type': 'application/json' };
  const post = (body, query = '') => ({
    method: 'POST',
    path: collection + query,
    headers: json,
    body: JSON.stringify(body),
  });
  const get = (path) => ({ method: 'GET', path });
  // From all over the collection, so that no server profits from one hot record.
  const some = Array.from({ length: 50 }, (_, index) => records[Math.floor((index * records.length) / 50)]);
  const reads = some.map(({ id }) => get(`${collection}/${id}`));
  return [
    { name: 'get one', status: 200, requests: reads, amount: 8000 },
    { name: 'list 25', status: 200, requests: [get(collection)], amount: 6000 },
    { name: 'list 1000', status: 200, requests: [get(`${collection}?limit=1000`)], amount: 300 },
    {
      name: 'list with filter',
      status: 200,
      requests: some.map((record) => get(`${collection}?customer_id=${record.customer_id}`)),
      amount: 6000,
    },
    { name: 'list at offset 3,000', status: 200, requests: [get(`${collection}?offset=3000`)], amount: 6000 },
    {
      name: 'last page',
      status: 200,
      requests: [get(`${collection}?offset=${Math.max(0, records.length - 25)}`)],
      amount: 6000,
    },
    { name: 'create', status: 201, requests: [post(good)], amount: 4000 },
    { name: 'create, 4 violations', status: 400, requests: [post(bad, '?fault=1')], amount: 4000 },
    {
      name: 'mixed 80/20',
      status: undefined,
      requests: [get(collection), ...reads.slice(0, 3), post(good)],
      amount: 5000,
    },
  ];
}

module.exports = { workloads };
