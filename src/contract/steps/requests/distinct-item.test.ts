import { parseSpec } from '../../../openapi/load-spec';
import { distinctItem } from './distinct-item';

function pairOf(id: object) {
  const schema = { type: 'object', required: ['id'], properties: { id, name: { type: 'string' } } };
  const content = { 'application/json': { schema } };
  const answer = { description: 'ok', content };
  const spec = parseSpec({
    openapi: '3.1.0',
    info: { title: 'Tables', version: '1' },
    paths: {
      '/tables': { post: { operationId: 'create', requestBody: { content }, responses: { 201: answer } } },
      '/tables/{id}': {
        parameters: [{ name: 'id', in: 'path', required: true, schema: id }],
        get: { operationId: 'read', responses: { 200: answer } },
      },
    },
  });
  const [resource] = spec.resources;
  const make = (item: Record<string, string>) =>
    distinctItem(spec, { resource: resource!, role: 'create' }, resource!.roles.create!, item, { only: ['id'] });
  const problems = (item: object) =>
    spec.schemas.validator(spec.operations[0]!.body!.mediaTypes[0]!.schema!, 'request')(item as never);
  return { make, problems };
}

test.each([
  ['a free text', { type: 'string' }, 'orders'],
  ['a short text', { type: 'string', maxLength: 8 }, 'manytext'],
  ['a word', { type: 'string', pattern: '^[a-z][a-z0-9]{2,9}$' }, 'orders'],
])('%s is another one each time, and still valid', (_, schema, id) => {
  const { make, problems } = pairOf(schema);
  const items = Array.from({ length: 50 }, () => make({ id, name: 'a' }));
  expect(new Set(items.map((item) => item.id)).size).toBe(50);
  expect(items.flatMap(problems)).toEqual([]);
});

test.each([
  ['a UUID', { type: 'string', format: 'uuid' }, '3f2504e0-4f89-41d3-9a0c-0305e82c3301'],
  ['one of a few', { type: 'string', enum: ['a', 'b'] }, 'a'],
])('%s is left as it was sampled', (_, schema, id) => expect(pairOf(schema).make({ id })).toEqual({ id }));
