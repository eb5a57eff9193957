import type { JsonObject } from '../../json-schema/model/json-schema';
import { parseSpec } from '../../openapi/load-spec';
import type { WireRequest, WireResponse } from '../exchange/exchange';
import { verify } from '../verify';
import { nestedCollections } from './nested-collections';

const uuid = { type: 'string', format: 'uuid' };
const content = (schema: unknown) => ({ 'application/json': { schema } });
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const answered = (schema: unknown) => ({ description: 'ok', content: content(schema) });
const gone = { 204: { description: 'Gone.' }, 404: { description: 'None.' } };
const inPath = (name: string) => ({ name, in: 'path', required: true, schema: { type: 'string', minLength: 1 } });
const requestBody = { required: true, content: content(ref('Name')) };
const item = (extra: object = {}) => ({
  type: 'object',
  required: ['id', 'name'],
  properties: { id: { ...uuid, readOnly: true }, name: { type: 'string' }, ...extra },
});
const spec = parseSpec({
  openapi: '3.1.0',
  info: { title: 'Pets', version: '1' },
  paths: {
    '/owners': { post: { operationId: 'createOwner', requestBody, responses: { 201: answered(ref('Owner')) } } },
    '/owners/{ownerId}': {
      parameters: [inPath('ownerId')],
      get: { operationId: 'readOwner', responses: { 200: answered(ref('Owner')), 404: { description: 'None.' } } },
      delete: { operationId: 'removeOwner', responses: gone },
    },
    '/owners/{ownerId}/pets': {
      parameters: [inPath('ownerId')],
      get: { operationId: 'listPets', responses: { 200: answered({ type: 'array', items: ref('Pet') }) } },
      post: { operationId: 'createPet', requestBody, responses: { 201: answered(ref('Pet')) } },
    },
    '/owners/{ownerId}/pets/{petId}': {
      parameters: [inPath('ownerId'), inPath('petId')],
      get: { operationId: 'readPet', responses: { 200: answered(ref('Pet')), 404: { description: 'None.' } } },
      delete: { operationId: 'removePet', responses: gone },
    },
  },
  components: {
    schemas: { Name: { type: 'object', properties: { name: { type: 'string' } } }, Owner: item(), Pet: item() },
  },
});

/** Faults of a server that keeps the pets of owners. */
interface Spoiled {
  readonly listsAll?: boolean;
  readonly findsAll?: boolean;
  readonly listsNone?: boolean;
  /** Each collection counts its own, so that the same id stands for another pet elsewhere. */
  readonly countsEach?: boolean;
}

async function findings({ listsAll, findsAll, listsNone, countsEach }: Spoiled = {}) {
  const kept = new Map<string, JsonObject>();
  const uuidOf = (count: number) => `00000000-0000-4000-8000-${String(count).padStart(12, '0')}`;
  let made = 0;
  const answer = (status: number, body?: unknown): WireResponse => ({
    status,
    headers: body === undefined ? {} : { 'content-type': 'application/json' },
    body: new TextEncoder().encode(body === undefined ? '' : JSON.stringify(body)),
    milliseconds: 0,
  });
  const send = async ({ method, path, body }: WireRequest): Promise<WireResponse> => {
    const listed = [...kept].filter(([key]) => key.startsWith(`${path}/`) || (listsAll && key.includes('/pets/')));
    if (method === 'POST') {
      made += 1;
      const count = countsEach && path.endsWith('/pets') ? listed.length + 1 : made;
      const record = { ...JSON.parse(new TextDecoder().decode(body)), id: uuidOf(count) };
      kept.set(`${path}/${record.id}`, record);
      return answer(201, record);
    }
    if (path.endsWith('/pets')) return answer(200, listsNone ? [] : listed.map(([, pet]) => pet));
    const key = findsAll && !kept.has(path) ? [...kept.keys()].find((each) => each.endsWith(path.slice(-36))) : path;
    const record = kept.get(key ?? '');
    if (record === undefined) return answer(404);
    if (method === 'DELETE') kept.delete(key ?? '');
    return method === 'DELETE' ? answer(204) : answer(200, record);
  };
  const report = await verify({ url: 'http://x', send, close: async () => {} }, spec, { kinds: [nestedCollections] });
  expect(report.cases).toBe(3);
  return report.findings
    .filter(({ severity }) => severity === 'error')
    .flatMap(({ check, operations }) => operations.map((operation) => `${check} ${operation}`))
    .sort();
}

test.each<[string, Spoiled, string[]]>([
  ['keeps them apart', {}, []],
  ['counts in each of them', { countsEach: true }, []],
  ['lists those of everybody', { listsAll: true }, ['nested-collections-apart listPets']],
  ['lists nothing of another one', { listsNone: true }, ['nested-collections-apart listPets']],
  [
    'finds those of everybody',
    { findsAll: true },
    ['nested-collections-apart readPet', 'nested-collections-apart removePet'],
  ],
])('a server that %s', async (_, spoiled, expected) => {
  expect(await findings(spoiled)).toEqual(expected);
});
