import { parseSpec } from '../load-spec';

const named = (name: string) => ({ $ref: `#/definitions/${name}` });

const document = {
  swagger: '2.0',
  info: { title: 'Pets', version: '1' },
  paths: {
    '/pets': {
      get: {
        responses: {
          200: { description: 'ok', schema: { type: 'array', items: named('Pet') } },
          default: { description: 'failed', schema: named('Error') },
        },
      },
    },
  },
  definitions: {
    Pet: {
      type: 'object',
      properties: { default: named('Name'), example: named('Name'), enum: named('Name') },
      example: { $ref: '#/definitions/Pet' },
    },
    Name: { type: 'string' },
    Error: { type: 'object', properties: { message: { type: 'string' } } },
  },
};

test('references keep their target wherever they stand: the default response, and properties named like keywords', () => {
  const spec = parseSpec(document);
  expect(spec.warnings).toEqual([]);
  expect(JSON.stringify(spec.schemas.document).match(/#\/definitions\/\w+/g)).toEqual(['#/definitions/Pet']);
  const [, failed] = spec.operations[0]!.responses;
  expect(failed!.mediaTypes[0]!.schema!.schema.properties).toEqual({ message: { type: 'string' } });
});
