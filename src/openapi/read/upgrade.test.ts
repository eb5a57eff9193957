import type { JsonObject } from '../../json-schema/model/json-schema';
import { parseSpec } from '../load-spec';
import { upgrade } from './upgrade';

function upgraded(schema: object, openapi = '3.0.3'): unknown {
  const document = { openapi, paths: {}, components: { schemas: { S: structuredClone(schema) } } };
  upgrade(document as unknown as JsonObject);
  return document.components.schemas.S;
}

const doubtful = { type: 'null', 'x-doubtful-null': true };

test.each<[from: object, to: object]>([
  [{ type: 'string' }, { type: 'string' }],
  [{ type: 'string', nullable: true }, { type: ['string', 'null'] }],
  [{ type: 'string', nullable: false }, { type: 'string' }],
  [
    { type: 'string', nullable: true, enum: ['a'] },
    { type: ['string', 'null'], enum: ['a', null], 'x-doubtful-null': true },
  ],
  [
    { type: 'string', nullable: true, enum: ['a', null] },
    { type: ['string', 'null'], enum: ['a', null] },
  ],
  [{ nullable: true }, {}],
  [
    { type: 'string', 'x-nullable': true },
    { type: ['string', 'null'], 'x-nullable': true, 'x-doubtful-null': true },
  ],
  [
    { type: 'string', nullable: false, 'x-nullable': true },
    { type: 'string', 'x-nullable': true },
  ],
  [
    { nullable: true, description: 'd', allOf: [{ $ref: '#/components/schemas/S' }] },
    { description: 'd', anyOf: [{ allOf: [{ $ref: '#/components/schemas/S' }] }, doubtful] },
  ],
  [
    { $ref: '#/components/schemas/S', nullable: true, description: 'd' },
    { description: 'd', anyOf: [{ $ref: '#/components/schemas/S' }, doubtful] },
  ],
  [
    { $ref: '#/components/schemas/S', maxLength: 5, description: 'd' },
    { $ref: '#/components/schemas/S', description: 'd' },
  ],
  [{ minimum: 1, exclusiveMinimum: true }, { exclusiveMinimum: 1 }],
  [{ minimum: 1, exclusiveMinimum: false }, { minimum: 1 }],
  [{ maximum: 9, exclusiveMaximum: true }, { exclusiveMaximum: 9 }],
  [{ exclusiveMaximum: true }, {}],
  [
    { type: 'string', example: 'x' },
    { type: 'string', examples: ['x'] },
  ],
  [
    { type: 'string', format: 'binary' },
    { type: 'string', format: 'binary' },
  ],
  [
    { type: 'string', format: 'byte' },
    { type: 'string', format: 'byte' },
  ],
  [
    { properties: { nullable: { type: 'integer', nullable: true }, example: { type: 'string' } } },
    { properties: { nullable: { type: ['integer', 'null'] }, example: { type: 'string' } } },
  ],
  [
    { items: { anyOf: [{ additionalProperties: { type: 'number', nullable: true } }] } },
    { items: { anyOf: [{ additionalProperties: { type: ['number', 'null'] } }] } },
  ],
  [{ example: { nullable: true } }, { examples: [{ nullable: true }] }],
])('%j becomes %j', (from, to) => {
  expect(upgraded(from)).toEqual(to);
});

test('a 3.1 document is left alone', () => {
  const schema = { $ref: '#/components/schemas/S', maxLength: 5, example: 'x' };
  expect(upgraded(schema, '3.1.0')).toEqual(schema);
});

test('schemas of parameters, bodies, responses, headers and callbacks are found', () => {
  const nullable = { type: 'integer', nullable: true, minimum: 0, exclusiveMinimum: true };
  const content = { 'application/json': { schema: nullable } };
  const responses = { 200: { description: 'ok', content, headers: { 'x-total': { schema: nullable } } } };
  const spec = parseSpec({
    openapi: '3.0.3',
    info: { title: 'T', version: '1' },
    paths: {
      '/a': {
        parameters: [{ name: 'q', in: 'query', schema: nullable }],
        post: {
          requestBody: { content },
          responses,
          callbacks: { done: { '{$request.body#/url}': { post: { requestBody: { content }, responses } } } },
        },
      },
    },
  });
  expect(spec.document.openapi).toBe('3.1.0');
  const text = JSON.stringify(spec.document);
  expect(text).not.toContain('nullable');
  expect(text.match(/"type":\["integer","null"\],"exclusiveMinimum":0/g)).toHaveLength(7);
});
