import { parseSpec } from '../../openapi/load-spec';
import type { Operation, Spec } from '../../openapi/model/model';
import { createExchange, type RequestMeaning } from './create-exchange';
import type { Exchange } from './exchange';
import type { ExpectedViolation } from './expectation';

const problem = {
  description: 'A problem.',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};
const note = {
  description: 'A note.',
  content: { 'application/json': { schema: { $ref: '#/components/schemas/Note' } } },
};

/** A small document: notes that can be listed, created, read and removed, with the errors of problem details. */
export const notesSpec: Spec = parseSpec({
  openapi: '3.1.0',
  info: { title: 'Notes', version: '1' },
  paths: {
    '/notes': {
      get: {
        operationId: 'listNotes',
        parameters: [{ name: 'limit', in: 'query', schema: { type: 'integer', minimum: 0, maximum: 50, default: 10 } }],
        responses: {
          200: {
            description: 'Notes.',
            content: {
              'application/json': {
                schema: {
                  type: 'object',
                  required: ['items', 'total'],
                  properties: {
                    items: { type: 'array', items: { $ref: '#/components/schemas/Note' } },
                    total: { type: 'integer' },
                  },
                },
              },
            },
          },
          400: problem,
        },
      },
      post: {
        operationId: 'createNote',
        requestBody: {
          required: true,
          content: { 'application/json': { schema: { $ref: '#/components/schemas/NoteInput' } } },
        },
        responses: {
          201: { ...note, headers: { Location: { required: true, schema: { type: 'string' } } } },
          400: problem,
          401: problem,
          405: problem,
        },
      },
    },
    '/notes/{id}': {
      parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } }],
      get: {
        operationId: 'readNote',
        responses: { 200: { ...note, headers: { ETag: { required: true } } }, 404: problem },
      },
      delete: { operationId: 'removeNote', responses: { 204: { description: 'Gone.' }, 404: problem } },
    },
  },
  components: {
    schemas: {
      Note: {
        type: 'object',
        required: ['id', 'text', 'mail'],
        properties: {
          id: { type: 'string', format: 'uuid', readOnly: true },
          text: { type: 'string', maxLength: 5 },
          mail: { type: ['string', 'null'], format: 'email', minLength: 0, maxLength: 20 },
        },
      },
      NoteInput: {
        type: 'object',
        required: ['text'],
        properties: {
          text: { $ref: '#/components/schemas/Note/properties/text' },
          mail: { $ref: '#/components/schemas/Note/properties/mail' },
        },
      },
      Problem: {
        type: 'object',
        required: ['title', 'status', 'detail'],
        properties: {
          title: { type: 'string' },
          status: { type: 'integer' },
          detail: { type: 'string' },
          violations: {
            type: 'array',
            items: {
              type: 'object',
              required: ['property_path', 'in', 'detail'],
              properties: {
                property_path: { type: 'string' },
                in: { type: 'string' },
                detail: { type: 'string' },
              },
            },
          },
        },
      },
    },
  },
});

/** A valid note. */
export const noteBody = { id: '3f2504e0-4f89-41d3-9a0c-0305e82c3301', text: 'milk', mail: null };

/** Parts of an exchange that matter to a test; the rest is that of a successful read of a note. */
export interface Given {
  readonly operation?: string;
  readonly method?: string;
  readonly status?: number;
  /** Laid over the `Content-Type` that fits the status; a header that is undefined is left out. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
  /** A text is sent as it is, anything else as JSON; no body when undefined. */
  readonly body?: unknown;
  readonly expectation?: RequestMeaning['expectation'];
  readonly allowed?: readonly string[];
}

/** Makes an exchange out of the parts that matter to a test. */
export function givenExchange(given: Given = {}): Exchange {
  const { status = 200, method, expectation = { kind: 'open', because: 'a test' } } = given;
  const operation = given.operation === 'none' ? undefined : notesOperation(given.operation ?? 'readNote');
  const type = status < 400 ? 'application/json' : 'application/problem+json; charset=utf-8';
  const headers = { ...(given.body === undefined ? {} : { 'content-type': type }), ...given.headers };
  const text = typeof given.body === 'string' ? given.body : JSON.stringify(given.body ?? null);
  return createExchange(
    notesSpec,
    { method: method ?? operation?.method.toUpperCase() ?? 'GET', path: '/notes', headers: {} },
    {
      status,
      headers: Object.fromEntries(
        Object.entries(headers).filter((entry): entry is [string, string] => entry[1] !== undefined),
      ),
      body: given.body === undefined ? new Uint8Array() : new TextEncoder().encode(text),
      milliseconds: 1,
    },
    { expectation, operation, allowed: given.allowed },
  );
}

/** An operation of the small document. */
export function notesOperation(id: string): Operation {
  return notesSpec.operations.find((operation) => operation.id === id)!;
}

/** A problem body. */
export function problemBody(status: number, members: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return { title: 'Bad request', status, detail: 'Something is wrong.', ...members };
}

/** An expected violation of a property of the body. */
export function violationOf(name: string, place: ExpectedViolation['in'] = 'body'): ExpectedViolation {
  return {
    in: place,
    path: [name],
    keyword: 'maxLength',
    pointer: `#/components/schemas/Note/properties/${name}/maxLength`,
  };
}

/** An expectation that a request is rejected for these violations. */
export function rejection(...violations: ExpectedViolation[]): RequestMeaning['expectation'] {
  return { kind: 'rejection', violations, because: 'a test', or: [] };
}
