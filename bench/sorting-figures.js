// Runs in a process of its own: `node bench/sorting-figures.js COUNT` prints the CPU time of lists that are sorted or cut by a range.
const { createMock, parseSpec } = require('..');
const { timed } = require('./in-process');

const query = (name, schema) => ({ name, in: 'query', schema });
const item = { $ref: '#/components/schemas/Order' };
const body = { content: { 'application/json': { schema: item } } };
const page = {
  type: 'object',
  required: ['items', 'total'],
  properties: { items: { type: 'array', items: item }, total: { type: 'integer' } },
};
const document = {
  openapi: '3.1.0',
  info: { title: 'Orders', version: '1' },
  paths: {
    '/orders': {
      get: {
        parameters: [
          query('limit', { type: 'integer', default: 25 }),
          query('offset', { type: 'integer', default: 0 }),
          query('sort', { type: 'string' }),
          query('min_amount', { type: 'number' }),
          query('created_after', { type: 'string', format: 'date-time' }),
          query('q', { type: 'string' }),
        ],
        responses: { 200: { description: 'A page.', content: { 'application/json': { schema: page } } } },
      },
      post: { requestBody: body, responses: { 201: { description: 'Made.', ...body } } },
    },
  },
  components: {
    schemas: {
      Order: {
        type: 'object',
        required: ['id', 'amount', 'customer', 'created_at'],
        properties: {
          id: { type: 'integer', readOnly: true },
          amount: { type: 'number', minimum: 0, maximum: 10000 },
          customer: { type: 'string', maxLength: 40 },
          created_at: { type: 'string', format: 'date-time' },
        },
      },
    },
  },
};

async function main(count) {
  const mock = createMock({ spec: parseSpec(document), count });
  const send = async (method, query, body, status) => {
    const headers = { 'content-type': 'application/json' };
    const answer = await mock.handle({ method, path: '/orders', query, headers, body });
    if (answer.status !== status) throw new Error(`${method} ?${query}: ${answer.status} ${answer.body}`);
  };
  const list = (query) => send('GET', query, undefined, 200);
  const create = (index) => {
    const made = { amount: index * 7.5, customer: `Z${index}`, created_at: '2020-01-01T00:00:00Z' };
    return send('POST', '', Buffer.from(JSON.stringify(made)), 201);
  };
  const first = await timed(() => list('sort=-amount'));
  const others = await timed(async () => {
    for (const sort of ['customer', '-created_at']) await list(`sort=${sort}`);
  });
  const median = async (ask) => {
    const times = [];
    for (let index = 0; index < 100; index++) times.push(await ask(index));
    return times.sort((one, other) => one - other)[50];
  };
  const afterWrite = (ask) => async (index) => {
    await create(index);
    return timed(() => ask(index));
  };
  const figures = {
    'first sort': first,
    'first sort by another property': others / 2,
    'sorted, another page': await median((index) => timed(() => list(`sort=-amount&offset=${index * 25}`))),
    'sorted after a write': await median(afterWrite(() => list('sort=-amount'))),
    'a range, another each time': await median((index) => timed(() => list(`min_amount=${index * 97}`))),
    'a range after a write': await median(afterWrite(() => list('min_amount=5000'))),
    'a range of moments, sorted': await median((index) =>
      timed(() => list(`created_after=20${10 + (index % 15)}-01-01T00:00:00Z&sort=customer`)),
    ),
    'a text in any property': await median((index) => timed(() => list(`q=${index}x`))),
  };
  const rounded = Object.fromEntries(Object.entries(figures).map(([name, ms]) => [name, Math.round(ms * 10) / 10]));
  process.stdout.write(JSON.stringify({ count, megabytes: process.memoryUsage().rss / 1_048_576, figures: rounded }));
}

void main(Number(process.argv[2]));
