import { parseSpec } from '../../openapi/load-spec';
import type { Target, WireRequest, WireResponse } from '../exchange/exchange';
import { verify } from '../verify';
import type { Report } from './content/report';

/** Text that no report may take for anything else: markup, commands of terminals and CI systems, entities, odd characters. */
export const hostile =
  '<img src=x onerror="window.hacked=1"><script>window.hacked=2</script>]]>&amp;\u001b[31m\n::error::injected\n| `x` [l](javascript:alert(1)) @all \u202e\ud800';
/** A credential that no report may show. */
export const secret = 's3cr3t-of-this-run';

const note = {
  type: 'object',
  required: ['text'],
  properties: {
    id: { type: 'string', format: 'uuid', readOnly: true },
    text: { type: 'string', maxLength: 20 },
    colour: { enum: ['red', 'blue'] },
  },
};
const problem = {
  description: 'A problem',
  content: {
    'application/problem+json': {
      schema: {
        type: 'object',
        required: ['title'],
        properties: { title: { type: 'string' }, status: { type: 'integer' } },
      },
    },
  },
};
const one = (schema: object): object => ({ description: 'OK', content: { 'application/json': { schema } } });

/** A document as YAML, so that its lines are known. */
export const sampleSpec = parseSpec(
  JSON.stringify(
    {
      openapi: '3.1.0',
      info: { title: 'Notes', version: '1.0.0' },
      paths: {
        '/notes': {
          get: {
            operationId: 'listNotes',
            parameters: [{ name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 50 } }],
            responses: { '200': one({ type: 'array', items: { $ref: '#/components/schemas/Note' } }), '400': problem },
          },
          post: {
            operationId: 'createNote',
            requestBody: {
              required: true,
              content: { 'application/json': { schema: { $ref: '#/components/schemas/Note' } } },
            },
            responses: { '201': one({ $ref: '#/components/schemas/Note' }), '400': problem, '500': problem },
          },
        },
        '/notes/{id}': {
          parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } }],
          get: {
            operationId: 'getNote',
            responses: { '200': one({ $ref: '#/components/schemas/Note' }), '404': problem },
          },
          delete: { operationId: 'deleteNote', responses: { '204': { description: 'Gone' }, '404': problem } },
        },
      },
      components: { schemas: { Note: note } },
    },
    null,
    2,
  ),
  { source: 'notes.json' },
);

/** Judges a server with several faults, whose answers are hostile and repeat what they were sent. */
export function sampleReport(): Promise<Report> {
  return verify(createFaultyTarget(), sampleSpec, { headers: { Authorization: `Bearer ${secret}` }, record: true });
}

function createFaultyTarget(): Target {
  const notes = new Map<string, Record<string, unknown>>();
  const gone = new Set<string>();
  let made = 0;
  const answer = (status: number, body: unknown, type = 'application/json'): WireResponse => ({
    status,
    headers: { 'content-type': type, 'x-shard': hostile.replace(/\p{Cc}/gu, ' ') },
    body: body === undefined ? new Uint8Array() : new TextEncoder().encode(JSON.stringify(body)),
    milliseconds: 1,
  });
  const refuse = (status: number): WireResponse =>
    answer(status, { title: hostile, status }, 'application/problem+json');

  const create = ({ body, headers }: WireRequest): WireResponse => {
    const text = new TextDecoder().decode(body);
    let sent: unknown;
    try {
      sent = JSON.parse(text);
    } catch {
      return refuse(400);
    }
    if (typeof sent !== 'object' || sent === null || typeof (sent as { text?: unknown }).text !== 'string')
      return refuse(400);
    made += 1;
    const id = `00000000-0000-4000-8000-${String(made).padStart(12, '0')}`;
    const record = { ...sent, id, [hostile]: headers.authorization };
    notes.set(id, record);
    return answer(201, record);
  };

  return {
    url: 'http://notes.example',
    async send(request) {
      const [path = ''] = request.path.split('?');
      const id = decodeURIComponent(path.split('/')[2] ?? '');
      if (path === '/notes' && request.method === 'POST') return create(request);
      if (path === '/notes' && request.method === 'GET') return answer(200, [...notes.values()]);
      if (!notes.has(id)) return refuse(request.method === 'DELETE' && id !== '' && gone.has(id) ? 410 : 404);
      if (request.method === 'GET') return answer(200, notes.get(id));
      if (request.method !== 'DELETE') return refuse(405);
      notes.delete(id);
      gone.add(id);
      return answer(204, undefined);
    },
    close: async () => {},
  };
}
