import { parseSpec } from '../../../openapi/load-spec';
import type { CaseContext, CreatedRecord } from '../context/case';
import { isFree, makeScope } from './scope';

function specWith(schema: object) {
  const item = { type: 'object', required: ['id', 'kind'], properties: { id: { type: 'integer' }, kind: schema } };
  const json = (of: object) => ({ content: { 'application/json': { schema: of } } });
  const kind = { name: 'kind', in: 'query', schema };
  return parseSpec({
    openapi: '3.1.0',
    info: { title: 'Items', version: '1' },
    paths: {
      '/items': {
        get: { parameters: [kind], responses: { 200: { description: '', ...json({ type: 'array', items: item }) } } },
        post: { requestBody: json(item), responses: { 201: { description: '', ...json(item) } } },
      },
    },
  });
}

test.each<[schema: object, free: boolean]>([
  [{ type: 'string' }, true],
  [{ type: 'string', format: 'uuid' }, true],
  [{ type: 'string', format: 'date-time' }, true],
  [{ type: 'string', format: 'date' }, false],
  [{ type: 'string', maxLength: 1 }, false],
  [{ type: 'string', pattern: '^(red|green)$' }, false],
  [{ type: 'string', enum: ['red', 'green'] }, false],
  [{ type: 'integer' }, true],
  [{ type: 'integer', minimum: 1 }, true],
  [{ type: 'integer', minimum: 0, maximum: 5 }, false],
  [{ type: 'integer', exclusiveMinimum: 0, exclusiveMaximum: 100, multipleOf: 10 }, false],
  [{ type: 'boolean' }, false],
])('a filter by %j tells records apart: %s', (schema, free) => {
  const spec = specWith(schema);
  const [resource] = spec.resources;
  const context = { spec, seed: 1 } as CaseContext;
  expect(isFree(context, resource!.roles.create!, resource!.list!.filters[0]!)).toBe(free);
});

test.each([
  ['by a filter of its own', false, true],
  ['by nothing, where no two records may share the value', true, false],
])('records of a scope are told %s', async (_, unique, exact) => {
  const spec = specWith({ type: 'string' });
  const [resource] = spec.resources;
  const context = {
    spec,
    seed: 1,
    parents: async () => ({}),
    checksReferences: async () => false,
    isUnique: async () => unique,
    record: async () => ({}) as CreatedRecord,
  } as unknown as CaseContext;
  const scope = await makeScope(context, resource!, resource!.roles.list!, 2);
  expect({ exact: scope.exact, filtered: scope.query.length > 0 }).toEqual({ exact, filtered: exact });
});
