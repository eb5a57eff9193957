// The bar: the same answers from a bare Express 5, a Map and res.json. It validates, filters and counts nothing.
const express = require('express');
const { readFileSync } = require('node:fs');
const { randomUUID } = require('node:crypto');

const { collection, records, fault } = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const byId = new Map(records.map((record) => [record.id, record]));
const app = express();
app.disable('x-powered-by');
app.disable('etag');

app.get(collection, (request, response) => {
  const limit = Number(request.query.limit ?? 25);
  const offset = Number(request.query.offset ?? 0);
  response.json({ query: { limit, offset }, result: records.slice(offset, offset + limit), total: records.length });
});
app.get(`${collection}/:id`, (request, response) => {
  const record = byId.get(request.params.id);
  if (record === undefined) response.status(404).json({ title: 'Not found', status: 404 });
  else response.json(record);
});
app.post(collection, express.json(), (request, response) => {
  if (request.query.fault !== undefined) {
    response.status(400).json(fault);
    return;
  }
  const record = { id: randomUUID(), ...request.body };
  byId.set(record.id, record);
  records.push(record);
  response.status(201).location(`${collection}/${record.id}`).json(record);
});

const server = app.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}`));
