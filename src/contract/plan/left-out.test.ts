import { parseSpec } from '../../openapi/load-spec';
import { leftOutOperations } from './left-out';
import { planCases } from './plan-cases';

const item = { type: 'object', properties: { id: { type: 'integer' }, note: { type: 'string' } } };
const json = (schema: object) => ({ content: { 'application/json': { schema } } });
const answer = (schema: object) => ({ 200: { description: 'ok', ...json(schema) } });
const id = { name: 'id', in: 'path', required: true, schema: { type: 'integer' } };

function specWith(route: string, body?: object) {
  const [method = '', path = '', operationId] = route.split(' ');
  const extra = {
    [method.toLowerCase()]: {
      ...(operationId === undefined ? {} : { operationId }),
      parameters: path.includes('{id}') ? [id] : [],
      ...(body === undefined ? {} : { requestBody: json(body) }),
      responses: answer(item),
    },
  };
  const paths: Record<string, Record<string, unknown>> = {
    '/items': {
      get: { operationId: 'listItems', responses: answer({ type: 'array', items: item }) },
      post: {
        operationId: 'createItem',
        requestBody: json(item),
        responses: { 201: { description: '', ...json(item) } },
      },
    },
    '/items/{id}': {
      parameters: [id],
      get: { operationId: 'getItem', responses: answer(item) },
      put: { operationId: 'putItem', requestBody: json(item), responses: answer(item) },
      delete: { operationId: 'deleteItem', responses: { 204: { description: '' } } },
    },
  };
  paths[path] = { ...paths[path], ...extra };
  return parseSpec({ openapi: '3.1.0', info: { title: 'Items', version: '1' }, paths });
}

test.each([
  ['PATCH /items patchAll', item, /names no record/],
  ['DELETE /items deleteAll', undefined, /names no record/],
  ['PUT /settings putSettings', item, /names no record/],
  ['POST /shutdown', undefined, /acts on the server as a whole \(shutdown\)/],
  ['POST /admin/reset-data', undefined, /\(reset\)/],
  ['POST /actuator/restart doIt', undefined, /\(restart\)/],
  ['GET /logout', undefined, /acts on the server \(logout\)/],
  ['POST /items/bulk', { type: 'array', items: item }, /many records at once/],
  ['POST /things createThings', { type: 'array', items: item }, /many records at once/],
  ['POST /database truncateDatabase', undefined, /\(truncate\)/],
])('%s is left out', (route, body, reason) => {
  const spec = specWith(route, body);
  const [left, ...others] = leftOutOperations(spec);
  expect(left?.reason).toMatch(reason);
  expect(others).toEqual([]);
  expect(planCases({ spec, seed: 1 }).filter(({ operation }) => operation?.id === left?.operation)).toEqual([]);
  expect(leftOutOperations(spec, [left!.operation])).toEqual([]);
});

test.each([
  ['POST /items/{id}/restart', undefined],
  ['PUT /items/{id}/tags', { type: 'array', items: { type: 'string' } }],
  ['DELETE /items/{id}/tags', undefined],
  ['POST /search', item],
  ['GET /reset', undefined],
])('%s is called', (route, body) => expect(leftOutOperations(specWith(route, body))).toEqual([]));
