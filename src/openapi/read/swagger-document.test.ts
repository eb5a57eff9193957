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

test.each<[string[] | undefined, string[]]>([
  [['application/x-tar'], ['application/x-tar']],
  [['application/json'], []],
  [undefined, []],
])('a success without a schema that produces %j is a file of that type', (produces, types) => {
  const operation = { produces, responses: { 200: { description: 'ok' }, 204: { description: 'none' } } };
  const spec = parseSpec({ ...document, paths: { '/export': { get: operation } } });
  const found = spec.operations[0]!.responses.map(({ mediaTypes }) => mediaTypes.map(({ name }) => name));
  expect(found).toEqual([types, []]);
});
