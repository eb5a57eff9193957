import { parseSpec } from '../load-spec';
import { createParameterDecoder } from '../parameters/decode-parameters';
import { encodeParameter } from '../parameters/encode-parameter';

const ok = { 200: { description: 'ok' } };
const head = { openapi: '3.2.0', info: { title: 'T', version: '1' } };
const spec = parseSpec({
  ...head,
  $self: 'https://example.com/api/openapi.yaml',
  paths: {
    '/notes': {
      query: { operationId: 'query', responses: ok },
      additionalOperations: { COPY: { operationId: 'copy', responses: ok }, get: { operationId: 'no', responses: ok } },
    },
    '/stream': {
      get: {
        operationId: 'stream',
        responses: {
          200: {
            content: {
              'text/event-stream': { itemSchema: { $ref: '#/components/schemas/Event' } },
              'application/json': { $ref: '#/components/mediaTypes/Json' },
            },
          },
        },
      },
    },
    '/search': {
      get: {
        operationId: 'form',
        parameters: [
          {
            name: 'filter',
            in: 'querystring',
            content: {
              'application/x-www-form-urlencoded': {
                schema: {
                  type: 'object',
                  required: ['a'],
                  properties: { a: { type: 'integer' }, b: { type: 'array', items: { type: 'string' } } },
                },
              },
            },
          },
        ],
        responses: ok,
      },
      post: {
        operationId: 'json',
        parameters: [
          { name: 'filter', in: 'querystring', content: { 'application/json': { schema: { type: 'object' } } } },
        ],
        responses: ok,
      },
    },
    '/cookies': {
      get: {
        operationId: 'cookies',
        parameters: [
          { name: 'list', in: 'cookie', style: 'cookie', schema: { type: 'array', items: { type: 'integer' } } },
          { name: 'text', in: 'cookie', style: 'cookie', schema: { type: 'string' } },
        ],
        responses: ok,
      },
    },
  },
  components: {
    schemas: {
      Event: { type: 'object', properties: { data: { type: 'string' } } },
      Pet: {
        type: 'object',
        required: ['kind'],
        properties: { self: { $ref: 'https://example.com/api/openapi.yaml#/components/schemas/Event' } },
        discriminator: {
          propertyName: 'kind',
          defaultMapping: 'https://example.com/api/openapi.yaml#/components/schemas/Event',
        },
      },
    },
    mediaTypes: {
      Json: {
        schema: { type: 'string' },
        examples: { data: { dataValue: 'a' }, text: { serializedValue: '"b"' }, plain: { serializedValue: 'c' } },
      },
    },
  },
});
const operation = (id: string) => spec.operations.find((one) => one.id === id)!;

test('a sound document has no warnings and keeps its version', () => {
  expect(spec.warnings).toEqual([]);
  expect(spec.version).toBe('3.2.0');
  expect(spec.written()).toMatchObject({ openapi: '3.2.0' });
});

test('the method QUERY and further ones are operations', () => {
  expect([...spec.paths[0]!.operations.keys()]).toEqual(['query', 'COPY']);
  expect(operation('copy').pointer).toBe('#/paths/~1notes/additionalOperations/COPY');
});

test('a sequential media type has a schema of its items', () => {
  expect(operation('stream').responses[0]!.mediaTypes[0]).toMatchObject({
    schema: undefined,
    itemSchema: { pointer: '#/components/schemas/Event' },
  });
});

test('a media type of the components is referred to, and its examples have values in either way', () => {
  const json = operation('stream').responses[0]!.mediaTypes[1]!;
  expect(json.schema?.schema).toEqual({ type: 'string' });
  expect(json.examples.map(({ name, value }) => [name, value])).toEqual([
    ['data', 'a'],
    ['text', 'b'],
    ['plain', 'c'],
  ]);
});

test('the address of the document itself leads into it', () => {
  expect(spec.document.components?.schemas?.Pet).toMatchObject({
    properties: { self: { $ref: '#/components/schemas/Event' } },
    discriminator: { defaultMapping: '#/components/schemas/Event' },
  });
});

test.each<[id: string, query: string, value: unknown, faults: number]>([
  ['form', 'a=1&b=x&b=y', { a: 1, b: ['x', 'y'] }, 0],
  ['form', 'b=x', undefined, 1],
  ['json', '%7B%22a%22%3A1%7D', { a: 1 }, 0],
  ['json', '%7B%22a%22%3A1%7D=', { a: 1 }, 0],
  ['json', '7', undefined, 1],
])('the query string as one parameter: %s of %s', (id, query, value, faults) => {
  const { values, violations } = createParameterDecoder(
    operation(id),
    spec.schemas,
  )({ path: new Map(), query, headers: {} });
  expect(values.query.get('filter')).toEqual(value);
  expect(violations).toHaveLength(faults);
});

test('cookies of the style "cookie" are not encoded and repeat', () => {
  const decode = createParameterDecoder(operation('cookies'), spec.schemas);
  const { values } = decode({ path: new Map(), query: '', headers: { cookie: 'list=1; text=a%20b; list=2' } });
  expect([...values.cookie]).toEqual([
    ['list', [1, 2]],
    ['text', 'a%20b'],
  ]);
  expect(encodeParameter(operation('cookies').parameters[0]!, [1, 2])).toEqual([
    ['list', '1'],
    ['list', '2'],
  ]);
});
