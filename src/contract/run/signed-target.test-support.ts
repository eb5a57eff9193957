import { parseSpec } from '../../openapi/load-spec';
import type { Target, WireRequest, WireResponse } from '../exchange/exchange';
import type { ContractHooks } from './hooks';

const json = (schema: object) => ({ description: 'ok', content: { 'application/json': { schema } } });
const note = {
  type: 'object',
  required: ['id', 'text'],
  properties: { id: { type: 'integer', readOnly: true }, text: { type: 'string', maxLength: 9 } },
};
const id = { name: 'id', in: 'path', required: true, schema: { type: 'integer' } };
const refused = { 400: { description: 'bad' }, 401: { description: 'who' } };
/** A document of notes that takes logins. */
export const signedSpec = parseSpec({
  openapi: '3.1.0',
  info: { title: 'Notes', version: '1' },
  security: [{ login: [] }],
  paths: {
    '/notes': {
      get: { operationId: 'listNotes', responses: { 200: json({ type: 'array', items: note }), ...refused } },
      post: {
        operationId: 'createNote',
        requestBody: { required: true, content: { 'application/json': { schema: note } } },
        responses: { 201: json(note), ...refused },
      },
    },
    '/notes/{id}': {
      delete: {
        operationId: 'removeNote',
        parameters: [id],
        responses: { 204: { description: 'gone' }, 404: { description: 'none' }, ...refused },
      },
    },
    '/reports/{report}': {
      get: {
        operationId: 'readReport',
        parameters: [{ ...id, name: 'report' }],
        responses: { 200: json({ type: 'object' }), 404: { description: 'none' }, ...refused },
      },
    },
  },
  components: { securitySchemes: { login: { type: 'http', scheme: 'bearer' } } },
});

/** A server of notes that takes only signed requests with the token of the day, and has one report. */
export function serveSigned() {
  const notes = new Map<number, object>();
  const sent: WireRequest[] = [];
  let last = 0;
  let tokens = 0;
  const answer = (status: number, body?: unknown): WireResponse => ({
    status,
    headers: body === undefined ? { 'www-authenticate': 'Bearer' } : { 'content-type': 'application/json' },
    body: body === undefined ? new Uint8Array() : new TextEncoder().encode(JSON.stringify(body)),
    milliseconds: 1,
  });
  const target: Target = {
    url: 'http://notes.example',
    close: async () => {},
    send: async (request) => {
      sent.push(request);
      const { method, path, headers, body } = request;
      if (headers['x-signature'] !== `signed ${path}`) return answer(500);
      if (!new RegExp(`^bearer +day-${tokens}$`, 'i').test(headers.authorization ?? '')) return answer(401);
      const [, collection, name] = path.split('?')[0]!.split('/');
      if (collection === 'reports')
        return name === '77' && headers['x-reader'] === 'me' ? answer(200, {}) : answer(404);
      if (method === 'GET' && name === undefined) return answer(200, [...notes.values()]);
      if (method === 'DELETE' && name !== undefined) {
        if (!/^-?\d+$/.test(name)) return answer(400);
        return notes.delete(Number(name)) ? answer(204) : answer(404);
      }
      if (method !== 'POST') return answer(405);
      let item: { text?: unknown };
      try {
        item = JSON.parse(new TextDecoder().decode(body));
      } catch {
        return answer(400);
      }
      if (typeof item?.text !== 'string' || [...item.text].length > 9) return answer(400);
      last += 1;
      notes.set(last, { id: last, text: item.text });
      return answer(201, notes.get(last));
    },
  };
  return { target, sent, notes, newToken: () => `day-${++tokens}` };
}

/** Signs a request as the server wants it. */
export const signed: NonNullable<ContractHooks['beforeRequest']> = (request) => ({
  ...request,
  headers: { ...request.headers, 'x-signature': `signed ${request.path}` },
});
/** Chooses a few kinds of cases of some operations. */
export const only = (...operations: string[]) => ({
  fuzz: 0,
  select: ({ kind, operation }: { kind: string; operation?: { id: string } }) =>
    operations.includes(operation?.id ?? '') && ['values', 'creation', 'removal', 'mutations'].includes(kind),
});
