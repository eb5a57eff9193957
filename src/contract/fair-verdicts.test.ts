import { parseSpec } from '../openapi/load-spec';
import type { WireRequest, WireResponse } from './exchange/exchange';
import { verify } from './verify';

/** Choices of a small server of notes, each of which the document allows. */
interface Choices {
  /** The create answers nothing, the id, or the whole note. */
  readonly create?: 'location' | 'id' | 'whole';
  /** A read counts itself in a `readOnly` property. */
  readonly counts?: boolean;
  /** The secret comes back. */
  readonly echoes?: boolean;
  /** Answers 422 for wrong requests, 204 for the removal of unknown records and 404 for HEAD. */
  readonly free?: boolean;
  /** Free ids are given again. */
  readonly reuses?: boolean;
}

const note = {
  type: 'object',
  required: ['id', 'text'],
  properties: {
    id: { type: 'integer', readOnly: true },
    text: { type: 'string', maxLength: 20 },
    reads: { type: 'integer', readOnly: true },
    secret: { type: 'string', maxLength: 9, writeOnly: true },
  },
};
const json = (schema: object) => ({ description: 'ok', content: { 'application/json': { schema } } });

function specFor({ create = 'whole' }: Choices) {
  const created = {
    whole: json(note),
    id: json({ type: 'object', properties: { id: { type: 'integer' } } }),
    location: { description: 'ok', headers: { Location: { required: true, schema: { type: 'string' } } } },
  };
  const body = { requestBody: { required: true, content: { 'application/json': { schema: note } } } };
  const bad = { description: 'bad' };
  const id = { name: 'id', in: 'path', required: true, schema: { type: 'integer' } };
  return parseSpec({
    openapi: '3.0.3',
    info: { title: 'Notes', version: '1' },
    paths: {
      '/notes': {
        get: { operationId: 'listNotes', responses: { 200: json({ type: 'array', items: note }) } },
        post: { operationId: 'createNote', ...body, responses: { 201: created[create], 400: bad } },
      },
      '/notes/{id}': {
        parameters: [id],
        get: { operationId: 'readNote', responses: { 200: json(note), 404: bad } },
        put: { operationId: 'replaceNote', ...body, responses: { 200: json(note), 400: bad, 404: bad } },
        delete: { operationId: 'removeNote', responses: { 204: { description: 'gone' } } },
      },
    },
  });
}

function serve(choices: Choices) {
  const spec = specFor(choices);
  const { create = 'whole', counts = false, echoes = false, free = false, reuses = false } = choices;
  const [operation] = spec.operations.filter(({ id }) => id === 'createNote');
  const isValid = (value: unknown) =>
    typeof value === 'object' &&
    spec.schemas.validator(operation!.body!.mediaTypes[0]!.schema!, 'request')(value as never).length === 0;
  const notes = new Map<string, Record<string, unknown>>();
  let last = 0;
  const answer = (status: number, value?: unknown, headers = {}): WireResponse => {
    const type: Record<string, string> = value === undefined ? {} : { 'content-type': 'application/json' };
    const bytes = value === undefined ? new Uint8Array() : new TextEncoder().encode(JSON.stringify(value));
    return { status, headers: { ...type, ...headers }, body: bytes, milliseconds: 1 };
  };
  const shown = ({ secret, ...rest }: Record<string, unknown>) => (echoes ? { secret, ...rest } : rest);
  const parsed = (bytes: Uint8Array | undefined): unknown => {
    try {
      return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    } catch {
      return undefined;
    }
  };
  const kept = (value: object, id: number) => {
    const { text, secret } = value as Record<string, unknown>;
    return { id, text, reads: 0, ...(secret === undefined ? {} : { secret }) };
  };
  const respond = ({ method, path, headers, body }: WireRequest): WireResponse => {
    const [, , id] = (path.split('?')[0] ?? '').split('/').map(decodeURIComponent);
    if (!path.startsWith('/notes')) return answer(404);
    const known = id === undefined ? undefined : notes.get(id);
    const writes = method === 'PUT' || method === 'POST';
    if (id === undefined ? !['GET', 'POST'].includes(method) : !['GET', 'PUT', 'DELETE'].includes(method)) {
      return free
        ? answer(404)
        : answer(405, undefined, { allow: id === undefined ? 'GET, POST' : 'GET, PUT, DELETE' });
    }
    if (id !== undefined && !/^-?\d+$/.test(id)) return answer(404);
    if (method === 'DELETE') return notes.delete(id!) || free ? answer(204) : answer(404);
    if (id !== undefined && known === undefined) return answer(404);
    if (writes && !/^application\/json/i.test(headers['content-type'] ?? '')) return answer(415);
    const value = writes ? parsed(body) : undefined;
    if (writes && (value === null || Array.isArray(value) || !isValid(value))) return answer(free ? 422 : 400);
    if (method === 'POST') {
      do last = reuses ? (notes.has(String(last)) ? last + 1 : 1) : last + 1;
      while (notes.has(String(last)));
      notes.set(String(last), kept(value as object, last));
      const location = { location: `/notes/${last}` };
      if (create === 'location') return answer(201, undefined, location);
      return answer(201, create === 'id' ? { id: last } : shown(notes.get(String(last))!), location);
    }
    if (method === 'PUT') notes.set(id!, kept(value as object, Number(id)));
    if (method === 'GET' && counts && known !== undefined) known.reads = Number(known.reads) + 1;
    return answer(200, id === undefined ? [...notes.values()].map(shown) : shown(notes.get(id)!));
  };
  const send = async (request: WireRequest): Promise<WireResponse> => {
    if (request.method !== 'HEAD') return respond(request);
    const seen = respond({ ...request, method: 'GET' });
    return free ? answer(404) : { ...seen, body: new Uint8Array() };
  };
  return { spec, target: { url: 'http://notes', send, close: async () => {} } };
}

test.each<[server: string, choices: Choices, errors: readonly string[]]>([
  ['does as usual', {}, []],
  ['answers a create with its Location alone', { create: 'location' }, []],
  ['answers a create with the id alone', { create: 'id' }, []],
  ['counts reads in a readOnly property', { counts: true }, []],
  ['takes the freedoms that the document leaves', { free: true }, []],
  ['gives free ids again', { reuses: true }, []],
  // A fault of a 3.0 document is cited by 3.0.
  ['shows what is writeOnly', { echoes: true }, ['write-only-hidden (OpenAPI 3.0, section 4.7.24)']],
])('a server that %s has the errors %j', async (_, choices, errors) => {
  const { spec, target } = serve(choices);
  const report = await verify(target, spec, { fuzz: 3 });
  const found = report.findings.filter(({ severity }) => severity === 'error');
  expect([...new Set(found.map(({ check, basis }) => `${check} (${basis})`))]).toEqual(errors);
});
