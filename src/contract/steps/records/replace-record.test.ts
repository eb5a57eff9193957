import type { JsonObject } from '../../../json-schema/model/json-schema';
import { parseSpec } from '../../../openapi/load-spec';
import { replacement } from '../../cases/replacement';
import type { WireRequest, WireResponse } from '../../exchange/exchange';
import { verify } from '../../verify';

const properties = {
  name: { type: 'string', minLength: 1, maxLength: 20 },
  city: { type: 'string', minLength: 1, maxLength: 20 },
  open: { type: 'boolean' },
};
const id = { name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } };
const content = (name: string) => ({ 'application/json': { schema: { $ref: `#/components/schemas/${name}` } } });
const answered = { description: 'A shop.', content: content('Shop') };
const requestBody = { required: true, content: content('ShopInput') };
const spec = parseSpec({
  openapi: '3.1.0',
  info: { title: 'Shops', version: '1' },
  paths: {
    '/shops': { post: { operationId: 'create', requestBody, responses: { 201: answered } } },
    '/shops/{id}': {
      parameters: [id],
      get: { operationId: 'read', responses: { 200: answered } },
      put: { operationId: 'replace', requestBody, responses: { 200: answered } },
      delete: { operationId: 'remove', responses: { 204: { description: 'Gone.' } } },
    },
  },
  components: {
    schemas: {
      ShopInput: { type: 'object', required: ['name'], properties },
      Shop: {
        type: 'object',
        required: ['id', 'name'],
        properties: { id: { type: 'string', format: 'uuid', readOnly: true }, ...properties },
      },
    },
  },
});

/** Verifies a server whose replaces make a new shop out of the old one and the body. */
async function findings(replaced: (old: JsonObject, body: JsonObject) => JsonObject) {
  const shops = new Map<string, JsonObject>();
  const answer = (status: number, body?: JsonObject): WireResponse => ({
    status,
    headers: body === undefined ? {} : { 'content-type': 'application/json' },
    body: new TextEncoder().encode(body === undefined ? '' : JSON.stringify(body)),
    milliseconds: 0,
  });
  const send = async ({ method, path, body }: WireRequest): Promise<WireResponse> => {
    const sent = (): JsonObject => JSON.parse(new TextDecoder().decode(body));
    if (method === 'POST') {
      const shop = { ...sent(), id: `00000000-0000-4000-8000-${String(shops.size).padStart(12, '0')}` };
      shops.set(shop.id, shop);
      return answer(201, shop);
    }
    const key = path.split('/')[2]!;
    const old = shops.get(key);
    if (old === undefined || method === 'DELETE') return answer(old === undefined ? 404 : 204);
    if (method === 'PUT') shops.set(key, { ...replaced(old, sent()), id: key });
    return answer(200, shops.get(key)!);
  };
  const report = await verify({ url: 'http://x', send, close: async () => {} }, spec, { kinds: [replacement] });
  return report.findings.filter(({ severity }) => severity === 'error').map(({ check, title }) => [check, title]);
}

const merges = (name: string) => ['replace-replaces', `merges instead of replacing: ${name} (left out)`];

test.each<[string, (old: JsonObject, body: JsonObject) => JsonObject, unknown[]]>([
  ['forgets what is left out', (_, body) => body, []],
  ['has its own idea of what is left out', (_, body) => ({ city: 'Zwolle', open: false, ...body }), []],
  ['merges', (old, body) => ({ ...old, ...body }), [merges('city'), merges('open')]],
  ['keeps a flag', (old, body) => ({ open: old.open!, ...body }), [merges('open')]],
])('a server that %s', async (_, replaced, expected) => {
  expect(await findings(replaced)).toEqual(expected);
});
