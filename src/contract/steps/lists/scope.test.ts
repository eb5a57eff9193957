import { parseSpec } from '../../../openapi/load-spec';
import type { CaseContext } from '../context/case';
import { isFree } from './scope';

test.each<[schema: object, free: boolean]>([
  [{ type: 'string' }, true],
  [{ type: 'string', format: 'uuid' }, true],
  [{ type: 'string', maxLength: 1 }, false],
  [{ type: 'string', pattern: '^(red|green)$' }, false],
  [{ type: 'string', enum: ['red', 'green'] }, false],
  [{ type: 'integer' }, true],
  [{ type: 'integer', minimum: 1 }, true],
  [{ type: 'integer', minimum: 0, maximum: 5 }, false],
  [{ type: 'integer', exclusiveMinimum: 0, exclusiveMaximum: 100, multipleOf: 10 }, false],
  [{ type: 'boolean' }, false],
])('a filter by %j tells records apart: %s', (schema, free) => {
  const item = { type: 'object', required: ['id', 'kind'], properties: { id: { type: 'integer' }, kind: schema } };
  const json = (of: object) => ({ content: { 'application/json': { schema: of } } });
  const kind = { name: 'kind', in: 'query', schema };
  const spec = parseSpec({
    openapi: '3.1.0',
    info: { title: 'Items', version: '1' },
    paths: {
      '/items': {
        get: { parameters: [kind], responses: { 200: { description: '', ...json({ type: 'array', items: item }) } } },
        post: { requestBody: json(item), responses: { 201: { description: '', ...json(item) } } },
      },
    },
  });
  const [resource] = spec.resources;
  const context = { spec, seed: 1 } as CaseContext;
  expect(isFree(context, resource!.roles.create!, resource!.list!.filters[0]!)).toBe(free);
});
