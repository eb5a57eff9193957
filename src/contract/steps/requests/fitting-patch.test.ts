import { parseSpec } from '../../../openapi/load-spec';
import { fittingPatch } from './fitting-patch';

const card = {
  type: 'object',
  required: ['id', 'text'],
  properties: { id: { type: 'integer', readOnly: true }, text: { enum: ['a'] } },
};
const patch = { type: 'object', properties: { op: { type: 'string' }, path: { type: 'string' }, value: {} } };
const json = (schema: object, type = 'application/json') => ({ content: { [type]: { schema } } });

test.each([
  ['replaces a required property', { type: 'array', items: patch }, [{ op: 'replace', path: '/text', value: 'a' }]],
  ['is none for a body of another kind', card, undefined],
])('a fitting patch %s', (_, schema, expected) => {
  const responses = { 200: { description: '', ...json(card) } };
  const spec = parseSpec({
    openapi: '3.1.0',
    info: { title: 'Cards', version: '1' },
    paths: {
      '/cards': { post: { requestBody: json(card), responses: { 201: responses[200] } } },
      '/cards/{id}': {
        parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'integer' } }],
        get: { responses },
        patch: { operationId: 'patchCard', requestBody: json(schema, 'application/json-patch+json'), responses },
      },
    },
  });
  const operation = spec.operations.find(({ id }) => id === 'patchCard')!;
  expect(fittingPatch(spec, operation, spec.resources[0]!, 1)).toEqual(expected);
});
