import { parseSpec } from '../../openapi/load-spec';
import type { WireRequest, WireResponse } from '../exchange/exchange';
import { verify } from '../verify';
import { creatingReplace } from './creating-replace';
import { unknownIds } from './unknown-ids';

const content = { 'application/json': { schema: { $ref: '#/components/schemas/Shelf' } } };
const properties = { width: { type: 'integer', minimum: 1, maximum: 500 } };
const spec = parseSpec({
  openapi: '3.1.0',
  info: { title: 'Shelves', version: '1' },
  paths: {
    '/shelves/{name}': {
      parameters: [{ name: 'name', in: 'path', required: true, schema: { type: 'string', pattern: '^[a-z]{3,12}$' } }],
      get: {
        operationId: 'getShelf',
        responses: { 200: { description: 'ok', content }, 404: { description: 'none' } },
      },
      put: {
        operationId: 'putShelf',
        requestBody: {
          required: true,
          content: { 'application/json': { schema: { required: ['width'], properties } } },
        },
        responses: { 200: { description: 'replaced', content }, 201: { description: 'made', content } },
      },
      delete: { operationId: 'deleteShelf', responses: { 204: { description: 'gone' }, 404: { description: 'none' } } },
    },
  },
  components: {
    schemas: { Shelf: { type: 'object', required: ['name'], properties: { name: { type: 'string' }, ...properties } } },
  },
});

type Put = (shelves: Map<string, object>, name: string, sent: { width: number }) => object | undefined;

const keep: Put = (shelves, name, sent) => {
  shelves.set(name, { name, ...sent });
  return shelves.get(name);
};

/** Findings about a server, and the records it is left with. */
async function judge(put: Put): Promise<{ readonly found: readonly string[]; readonly left: number }> {
  const shelves = new Map<string, object>();
  const answer = (status: number, body?: object): WireResponse => ({
    ...{ status, headers: body === undefined ? {} : { 'content-type': 'application/json' }, milliseconds: 1 },
    body: body === undefined ? Buffer.alloc(0) : Buffer.from(JSON.stringify(body)),
  });
  const send = async ({ method, path, body }: WireRequest): Promise<WireResponse> => {
    const name = path.split('/').at(-1)!;
    const known = shelves.get(name);
    if (method === 'DELETE') return answer(shelves.delete(name) ? 204 : 404);
    if (method !== 'PUT') return known === undefined ? answer(404) : answer(200, known);
    const made = put(shelves, name, JSON.parse(Buffer.from(body!).toString()));
    return made === undefined ? answer(404) : answer(known === undefined ? 201 : 200, made);
  };
  const target = { url: 'http://x', send, close: async () => {} };
  const report = await verify(target, spec, { kinds: [creatingReplace, unknownIds] });
  return { found: report.findings.map(({ check }) => check), left: shelves.size };
}

test.each<[server: string, found: readonly string[], put: Put]>([
  ['makes what is missing', [], keep],
  ['makes nothing', [], () => undefined],
  ['forgets what it has made', ['created-is-readable'], (_, name, sent) => ({ name, ...sent })],
  [
    'keeps something else than it was sent',
    ['reads-agree'],
    (shelves, name, { width }) => {
      keep(shelves, name, { width: (width % 500) + 1 });
      return { name, width };
    },
  ],
])('a server that %s: %j', async (_, found, put) => {
  expect(await judge(put)).toEqual({ found, left: 0 });
});
