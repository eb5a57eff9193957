import { parseSpec } from '../../../openapi/load-spec';
import { mergesInto } from './other-values';

const nullable = { type: ['string', 'null'] };
const schema = (name: string) => ({ 'application/json': { schema: { $ref: `#/components/schemas/${name}` } } });
const answered = { 200: { description: 'ok', content: schema('Note') } };
const spec = parseSpec({
  openapi: '3.1.0',
  info: { title: 'Notes', version: '1' },
  paths: {
    '/notes/{id}': {
      parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
      get: { operationId: 'read', responses: answered },
      patch: { operationId: 'change', requestBody: { content: schema('Change') }, responses: answered },
      put: { operationId: 'replace', requestBody: { content: schema('Change') }, responses: answered },
    },
  },
  components: {
    schemas: {
      Change: { type: 'object', properties: { text: nullable, author: nullable, mood: nullable } },
      Note: {
        type: 'object',
        required: ['id', 'text', 'mood'],
        properties: { id: { type: 'string' }, text: { type: 'string' }, author: { type: 'string' }, mood: nullable },
      },
    },
  },
});

test.each([
  ['change', { text: 'milk' }, true],
  ['change', { text: null }, false],
  ['change', { author: null }, true],
  ['change', { mood: null }, true],
  ['replace', { text: null }, true],
])('%s by %j leaves a valid item: %s', (id, body, expected) => {
  const operation = spec.operations.find((each) => each.id === id)!;
  expect(mergesInto(spec, operation, body)).toBe(expected);
});
