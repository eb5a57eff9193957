import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { CallbackReport } from '../mock/callbacks/delivery';
import { createMock, type Mock } from '../mock/create-mock';
import { parseSpec } from '../openapi/load-spec';
import { sendCallback } from './http/send-callback';
import { type RunningServer, startServer } from './start-server';

const ORDERS = `
openapi: 3.1.0
info: { title: Orders, version: "1" }
paths:
  /orders:
    get:
      responses: { "200": { description: ok, content: { application/json: { schema: { type: array, items: { $ref: "#/components/schemas/Order" } } } } } }
    post:
      parameters: [{ name: hook, in: query, schema: { type: string } }]
      requestBody:
        required: true
        content:
          application/json: { schema: { $ref: "#/components/schemas/NewOrder" } }
          application/x-www-form-urlencoded: { schema: { $ref: "#/components/schemas/NewOrder" } }
      responses: { "201": { description: made, content: { application/json: { schema: { $ref: "#/components/schemas/Order" } } } } }
      callbacks:
        ordered:
          "{$request.body#/callbackUrl}/orders/{$response.body#/id}":
            post:
              parameters:
                - { name: X-Event, in: header, required: true, schema: { type: string, enum: [ordered] } }
                - { name: version, in: query, required: true, schema: { type: integer, const: 2 } }
              requestBody: { content: { application/json: { schema: { $ref: "#/components/schemas/OrderEvent" } } } }
              responses: { "2XX": { description: Taken } }
        told:
          "{$request.query.hook}":
            put:
              requestBody: { content: { application/x-www-form-urlencoded: { schema: { type: object, properties: { orderId: { type: integer } } } } } }
              responses: { "204": { description: Taken } }
  /orders/{id}:
    parameters: [{ name: id, in: path, required: true, schema: { type: integer } }]
    get:
      responses: { "200": { description: ok, content: { application/json: { schema: { $ref: "#/components/schemas/Order" } } } } }
  /orders/{id}/cancel:
    parameters: [{ name: id, in: path, required: true, schema: { type: integer } }]
    post:
      responses: { "204": { description: Cancelled } }
      callbacks:
        cancelled:
          "{$request.header.x-callback}":
            post:
              requestBody: { content: { application/json: { schema: { type: object, required: [order_id], properties: { order_id: { type: integer } } } } } }
              responses: { "204": { description: Taken } }
webhooks:
  restocked:
    post:
      requestBody: { content: { application/json: { schema: { $ref: "#/components/schemas/OrderEvent" } } } }
      responses: { "204": { description: Taken } }
components:
  schemas:
    NewOrder: { type: object, required: [customer], properties: { customer: { type: string }, callbackUrl: { type: string } } }
    Order:
      type: object
      required: [id, customer]
      properties: { id: { type: integer, readOnly: true }, customer: { type: string }, callbackUrl: { type: string } }
    OrderEvent:
      type: object
      required: [type, order]
      properties: { type: { type: string, enum: [order] }, order: { $ref: "#/components/schemas/Order" } }
`;

/** A request that the receiver got. */
interface Received {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

let mock: Mock;
let server: RunningServer;
let receiver: Server;
let hook: string;
let received: Received[];
let reports: CallbackReport[];
/** Statuses that the receiver answers, one after the other; 204 after them. */
let statuses: number[];

beforeEach(async () => {
  [received, reports, statuses] = [[], [], []];
  receiver = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      received.push({ method, url, headers, body });
      response.writeHead(statuses.shift() ?? 204, { location: '/elsewhere' }).end();
    });
  }).listen(0, '127.0.0.1');
  await once(receiver, 'listening');
  hook = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`;
  mock = createMock({
    spec: parseSpec(ORDERS),
    admin: {},
    callbacks: { send: sendCallback, report: (report) => reports.push(report), backOff: [1, 1] },
  });
  server = await startServer(mock, { port: 0 });
});
afterEach(async () => {
  await server.close(0);
  await mock.close();
  receiver.closeAllConnections();
  receiver.close();
});

async function post(path: string, body?: object | string, headers: Record<string, string> = {}) {
  const type = typeof body === 'string' ? 'application/x-www-form-urlencoded' : 'application/json';
  const text = typeof body === 'object' ? JSON.stringify(body) : body;
  const answer = await fetch(server.url + path, {
    method: 'POST',
    headers: { 'content-type': type, ...headers },
    body: text,
  });
  const answered = await answer.text();
  return { status: answer.status, body: answered === '' ? undefined : JSON.parse(answered) };
}

async function get(path: string): Promise<unknown> {
  return (await fetch(server.url + path)).json();
}

/** Waits until a number of attempts has been told. */
async function attempts(count: number): Promise<CallbackReport[]> {
  while (reports.length < count) await new Promise((resolve) => setTimeout(resolve, 5));
  return reports;
}

test('a create sends its callback: documented parameters, a body about the new item', async () => {
  const { body: order } = await post('/orders?hook=', { customer: 'Ann', callbackUrl: hook });
  await attempts(2);
  expect(received).toHaveLength(1);
  const [{ method, url, headers, body }] = received as [Received];
  expect([method, url]).toEqual(['POST', `/orders/${order.id}?version=2`]);
  expect(headers).toMatchObject({
    'content-type': 'application/json',
    'x-event': 'ordered',
    'mock-callback': 'ordered',
  });
  expect(JSON.parse(body)).toEqual({ type: 'order', order });
});

test('a form finds its callback as well, and a callback may be a form', async () => {
  const { body: order } = await post(
    `/orders?hook=${encodeURIComponent(`${hook}/told`)}`,
    `customer=Ann&callbackUrl=${encodeURIComponent(hook)}`,
  );
  await attempts(2);
  expect(received.map(({ method, url, body }) => [method, url, body])).toContainEqual([
    'PUT',
    '/told',
    `orderId=${order.id}`,
  ]);
  expect(received).toHaveLength(2);
});

test('an action without an answer tells the id of its path', async () => {
  const [{ id }] = (await get('/orders')) as [{ id: number }];
  expect((await post(`/orders/${id}/cancel`, undefined, { 'x-callback': `${hook}/c` })).status).toBe(204);
  await attempts(1);
  expect(JSON.parse(received[0]!.body)).toEqual({ order_id: id });
});

test.each([
  ['a request that is refused', '/orders', { callbackUrl: 'HOOK' }, {}],
  ['an operation that has none', '/orders/1/cancel/', undefined, {}],
  ['a request that is itself a callback', '/orders', { customer: 'a', callbackUrl: 'HOOK' }, { 'mock-callback': 'x' }],
])('%s calls nobody', async (_, path, body, headers) => {
  await post(path, body && { ...body, callbackUrl: hook }, headers as Record<string, string>);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect([received, reports]).toEqual([[], []]);
});

test.each([
  ['http://hooks.test/a', 'hooks.test is not this machine; allow it with --callback-host hooks.test'],
  ['file:///etc/passwd', 'is no http or https address'],
  ['not an address', 'is no http or https address'],
  ['http://user:word@localhost/a', 'the address carries a user or a password'],
  [undefined, '$request.body#/callbackUrl finds nothing'],
])('%s is told and never called', async (callbackUrl, reason) => {
  const { status } = await post('/orders', { customer: 'a', callbackUrl });
  expect(status).toBe(201);
  const told = (await attempts(2)).find(({ name }) => name === 'ordered')!;
  expect(told).toMatchObject({ status: 0, note: expect.stringContaining('callback ordered not sent: ') });
  expect(told.note).toContain(reason);
});

test('a receiver that fails is tried again, and each attempt stands in the journal of the session', async () => {
  statuses = [503, 500];
  await post('/~ann/orders/1/cancel', undefined, { 'x-callback': `${hook}/c` });
  await attempts(3);
  expect(reports.map(({ status, note }) => [status, note])).toEqual([
    [503, 'callback cancelled, attempt 1 of 3'],
    [500, 'callback cancelled, attempt 2 of 3'],
    [204, 'callback cancelled, attempt 3 of 3'],
  ]);
  const journal = async (session: string): Promise<number> => {
    const path = `${session}/__admin/journal/count?path=${encodeURIComponent('http://**')}`;
    return ((await get(path)) as { count: number }).count;
  };
  expect([await journal('/~ann'), await journal('')]).toEqual([3, 0]);
});

test('a redirect is not followed', async () => {
  statuses = [302];
  await post('/orders/1/cancel', undefined, { 'x-callback': `${hook}/c` });
  expect((await attempts(1))[0]).toMatchObject({ status: 302 });
  expect(received).toHaveLength(1);
});

describe('by hand', () => {
  test('the list names webhooks and callbacks', async () => {
    expect(await get('/__admin/webhooks')).toEqual([
      {
        name: 'ordered',
        method: 'POST',
        operation: 'POST /orders',
        address: '{$request.body#/callbackUrl}/orders/{$response.body#/id}',
      },
      { name: 'told', method: 'PUT', operation: 'POST /orders', address: '{$request.query.hook}' },
      {
        name: 'cancelled',
        method: 'POST',
        operation: 'POST /orders/{id}/cancel',
        address: '{$request.header.x-callback}',
      },
      { name: 'restocked', method: 'POST' },
    ]);
  });

  test('a webhook is about a record of the mock, with what is given instead', async () => {
    const [first] = (await get('/orders')) as [object];
    const asked = { url: `${hook}/w`, body: { order: { customer: 'Eve' } }, headers: { 'X-Signature': 's' } };
    const { status, body } = await post('/__admin/webhooks/restocked', asked);
    expect(status).toBe(200);
    expect(body).toMatchObject({ name: 'restocked', method: 'POST', url: `${hook}/w`, status: 204 });
    expect(received[0]).toMatchObject({ url: '/w', headers: { 'x-signature': 's' } });
    expect(JSON.parse(received[0]!.body)).toEqual({ type: 'order', order: { ...first, customer: 'Eve' } });
  });

  test('a receiver that is away is told at once', async () => {
    const { body } = await post('/__admin/webhooks/restocked', { url: 'http://127.0.0.1:1/' });
    expect(body).toMatchObject({ status: 0, note: expect.stringMatching(/^callback restocked: .+/) });
  });

  test.each([
    ['unknown', { url: 'http://localhost/' }, 404, 'There are ordered, told, cancelled, restocked.'],
    ['restocked', { url: 'nowhere' }, 400, 'must be an absolute address'],
    ['restocked', {}, 400, 'url'],
  ])('%s with %j is refused with %i', async (name, asked, status, reason) => {
    const answer = await post(`/__admin/webhooks/${name}`, asked);
    expect(answer.status).toBe(status);
    expect(JSON.stringify(answer.body)).toContain(reason);
  });

  test('a mock that sends nothing says what to start it with', async () => {
    const silent = createMock({ spec: parseSpec(ORDERS), admin: {} });
    const answer = await silent.handle({
      method: 'POST',
      path: '/__admin/webhooks/restocked',
      query: '',
      headers: { host: 'localhost', 'content-type': 'application/json' },
      body: Buffer.from('{"url":"http://localhost/"}'),
    });
    expect([answer.status, String(answer.body)]).toEqual([409, expect.stringContaining('--callbacks')]);
  });
});
