import { createMock, type Mock, type MockOptions } from '../mock/create-mock';
import { parseSpec } from '../openapi/load-spec';
import { type RunningServer, type StartServerOptions, startServer } from './start-server';

/** A document with notes that know all roles, tasks below notes, and a place for tokens. */
export const NOTES = `
openapi: 3.1.0
info: { title: Notes, version: "1" }
servers: [{ url: "https://api.example.com/v1" }]
paths:
  /notes:
    get:
      operationId: listNotes
      parameters:
        - { name: limit, in: query, schema: { type: integer, minimum: 0, maximum: 1000, default: 25 } }
        - { name: offset, in: query, schema: { type: integer, minimum: 0, default: 0 } }
      responses:
        "200":
          description: ok
          headers: { Link: { schema: { type: string } } }
          content: { application/json: { schema: { type: object, required: [items, total], properties: { items: { type: array, items: { $ref: "#/components/schemas/Note" } }, total: { type: integer } } } } }
    post:
      operationId: createNote
      requestBody: { required: true, content: { application/json: { schema: { $ref: "#/components/schemas/Input" } } } }
      responses:
        "201": { description: made, content: { application/json: { schema: { $ref: "#/components/schemas/Note" } } } }
  /notes/{id}:
    parameters: [{ name: id, in: path, required: true, schema: { type: integer } }]
    get: { operationId: getNote, responses: { "200": { description: ok, content: { application/json: { schema: { $ref: "#/components/schemas/Note" } } } } } }
    put:
      operationId: replaceNote
      requestBody: { required: true, content: { application/json: { schema: { $ref: "#/components/schemas/Input" } } } }
      responses: { "200": { description: ok, content: { application/json: { schema: { $ref: "#/components/schemas/Note" } } } } }
    delete: { operationId: deleteNote, responses: { "204": { description: gone } } }
components:
  schemas:
    Input: { type: object, required: [text], properties: { text: { type: string, minLength: 1, maxLength: 40 }, client_secret: { type: string } } }
    Note:
      type: object
      required: [id, text]
      properties:
        id: { type: integer, readOnly: true }
        text: { type: string, minLength: 1, maxLength: 40 }
        client_secret: { type: string }
`;

/** An answer with its body read. */
export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into bodies of any shape.
  readonly json: any;
}

/** Sends `METHOD path` over HTTP; a body is sent as JSON. */
export type Send = (line: string, body?: unknown, headers?: Record<string, string>) => Promise<Reply>;

/** Creates the function that sends requests to a server. */
export function sender(url: string): Send {
  return async (line, body, headers = {}) => {
    const [method = '', path = ''] = line.split(' ');
    const isRead = method === 'GET' || method === 'HEAD';
    const response = await fetch(url + path, {
      method,
      redirect: 'manual',
      headers: isRead ? headers : { 'content-type': 'application/json', ...headers },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, json: parsed(text) };
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Starts a server for a mock of {@link NOTES}, with the admin API and few records. */
export async function serveNotes(
  options: Partial<MockOptions> & { readonly document?: string } = {},
  serving: StartServerOptions = {},
): Promise<{ mock: Mock; server: RunningServer; send: Send }> {
  const { document = NOTES, ...others } = options;
  const mock = createMock({ spec: parseSpec(document), count: 5, admin: { host: '127.0.0.1' }, ...others });
  const server = await startServer(mock, { port: 0, ...serving });
  return { mock, server, send: sender(server.url) };
}
