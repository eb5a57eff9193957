// The floor: the same answers from bare node:http, a Map and JSON.stringify.
const { createServer } = require('node:http');
const { readFileSync } = require('node:fs');
const { randomUUID } = require('node:crypto');

const { collection, records, fault } = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const byId = new Map(records.map((record) => [record.id, record]));
const item = `${collection}/`;

const server = createServer((request, response) => {
  const url = new URL(request.url, 'http://localhost');
  if (request.method === 'POST') {
    const chunks = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      const body = JSON.parse(Buffer.concat(chunks).toString());
      if (url.searchParams.has('fault')) {
        send(response, 400, fault);
        return;
      }
      const record = { id: randomUUID(), ...body };
      byId.set(record.id, record);
      records.push(record);
      response.setHeader('location', item + record.id);
      send(response, 201, record);
    });
  } else if (url.pathname.startsWith(item)) {
    const record = byId.get(url.pathname.slice(item.length));
    send(response, record === undefined ? 404 : 200, record ?? { title: 'Not found', status: 404 });
  } else {
    const limit = Number(url.searchParams.get('limit') ?? 25);
    const offset = Number(url.searchParams.get('offset') ?? 0);
    const result = records.slice(offset, offset + limit);
    send(response, 200, { query: { limit, offset }, result, total: records.length });
  }
});

function send(response, status, value) {
  const body = JSON.stringify(value);
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) });
  response.end(body);
}

server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}`));
