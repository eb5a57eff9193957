import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A document with one collection, whose tasks refer to owners that nothing in it creates. */
export const taskDocument = `
openapi: 3.1.0
info: { title: Tasks, version: 1.0.0 }
security: [{ Login: [], Key: [] }, {}]
paths:
  /tasks:
    get:
      operationId: listTasks
      responses:
        '200': { description: All, content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Task' } } } } }
        default: { $ref: '#/components/responses/Problem' }
    post:
      operationId: createTask
      requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/TaskInput' } } } }
      responses:
        '201': { description: Made, content: { application/json: { schema: { $ref: '#/components/schemas/Task' } } } }
        default: { $ref: '#/components/responses/Problem' }
  /tasks/{id}:
    parameters: [{ name: id, in: path, required: true, schema: { type: integer, minimum: 1 } }]
    get:
      operationId: readTask
      responses:
        '200': { description: One, content: { application/json: { schema: { $ref: '#/components/schemas/Task' } } } }
        default: { $ref: '#/components/responses/Problem' }
    delete:
      operationId: removeTask
      responses: { '204': { description: Gone }, default: { $ref: '#/components/responses/Problem' } }
components:
  securitySchemes:
    Login: { type: oauth2, flows: { clientCredentials: { tokenUrl: /login/token, scopes: {} } } }
    Key: { type: apiKey, in: query, name: access_key }
  responses:
    Problem:
      description: Refused
      content: { application/problem+json: { schema: { $ref: '#/components/schemas/Problem' } } }
  schemas:
    TaskInput:
      type: object
      required: [owner_id, title]
      properties:
        owner_id: { type: string, pattern: '^[a-z]{1,8}$' }
        title: { type: string, maxLength: 20 }
        room_id: { type: [string, 'null'], pattern: '^[a-z]{1,8}$' }
    Task:
      allOf: [{ $ref: '#/components/schemas/TaskInput' }, { type: object, required: [id], properties: { id: { type: integer } } }]
    Problem:
      type: object
      required: [status]
      properties:
        status: { type: integer }
        violations:
          type: array
          items: { type: object, properties: { property_path: { type: string }, in: { type: string }, detail: { type: string } } }
`;

/** Behaviour of the server. */
export interface TaskServerOptions {
  /** The owners that exist; any owner will do when left out. */
  readonly owners?: readonly string[];
  /** The rooms that exist; any room will do when left out. */
  readonly rooms?: readonly string[];
  /** Milliseconds until each answer. */
  readonly delay?: number;
  /** Hangs up and stops listening at this request. */
  readonly dieAt?: number;
  /** A prefix before the document's paths. */
  readonly prefix?: string;
  /** Answers before anything else; true when it has. */
  readonly before?: (request: IncomingMessage, response: ServerResponse, count: number) => boolean;
}

/** A server that keeps the promises of `taskDocument`. */
export interface TaskServer {
  readonly url: string;
  readonly tasks: Map<number, object>;
  /** `METHOD url` of every request. */
  readonly requests: string[];
  close(): Promise<void>;
}

/** Starts the server on a free port of this machine, with one task. */
export async function startTaskServer(options: TaskServerOptions = {}): Promise<TaskServer> {
  const { owners, rooms, delay = 0, dieAt, prefix = '', before } = options;
  const tasks = new Map<number, object>([[1, { id: 1, owner_id: 'ann', title: 'first' }]]);
  const requests: string[] = [];
  let last = 1;
  const answer = (request: IncomingMessage, response: ServerResponse, body: string): void => {
    const send = (status: number, json?: object, type = 'application/json'): void => {
      response.writeHead(status, json === undefined ? {} : { 'content-type': type });
      response.end(json === undefined ? '' : JSON.stringify(json));
    };
    const refuse = (status: number, violations?: object[]): void =>
      send(status, { status, ...(violations === undefined ? {} : { violations }) }, 'application/problem+json');
    const path = (request.url ?? '').split('?')[0]!.slice(prefix.length);
    const method = request.method === 'HEAD' ? 'GET' : request.method;
    if (path === '/tasks' && method === 'GET') return void send(200, [...tasks.values()]);
    if (path === '/tasks' && method === 'POST') {
      const violations = violationsOf(body, owners, rooms);
      if (violations.length > 0) return void refuse(400, violations);
      last += 1;
      const { owner_id, title, room_id = null } = JSON.parse(body);
      tasks.set(last, { id: last, owner_id, title, room_id });
      return void send(201, tasks.get(last));
    }
    const id = Number(/^\/tasks\/([1-9]\d{0,14})$/.exec(path)?.[1]);
    if (!tasks.has(id)) return void refuse(404);
    if (method === 'GET') return void send(200, tasks.get(id));
    if (method !== 'DELETE') return void refuse(405);
    tasks.delete(id);
    send(204);
  };

  const server: Server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`);
    if (requests.length === dieAt) {
      server.close();
      server.closeAllConnections();
      return;
    }
    let body = '';
    request.setEncoding('utf8').on('data', (chunk) => (body += chunk));
    request.on('end', () => {
      const act = (): void => {
        if (before?.(request, response, requests.length) !== true) answer(request, response, body);
      };
      // What is decided is decided at once; only the answer takes its time.
      if (delay === 0) act();
      else setTimeout(act, delay);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    tasks,
    requests,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function violationsOf(
  body: string,
  owners: readonly string[] | undefined,
  rooms: readonly string[] | undefined,
): object[] {
  let json: Record<string, unknown>;
  try {
    json = JSON.parse(body);
  } catch {
    return [{ property_path: '', in: 'body', detail: 'must be JSON' }];
  }
  const { owner_id: owner, title, room_id: room = null } = json ?? {};
  const violation = (name: string, detail: string) => ({ property_path: name, in: 'body', detail });
  const isRoom =
    room === null || (typeof room === 'string' && /^[a-z]{1,8}$/.test(room) && (rooms?.includes(room) ?? true));
  const isOwner = typeof owner === 'string' && /^[a-z]{1,8}$/.test(owner);
  return [
    ...(isOwner && (owners?.includes(owner) ?? true) ? [] : [violation('owner_id', 'must be an owner')]),
    ...(isRoom ? [] : [violation('room_id', 'must be a room')]),
    ...(typeof title === 'string' && [...title].length <= 20
      ? []
      : [violation('title', 'must be at most 20 characters')]),
  ];
}
