import type { JsonObject } from '../../json-schema/model/json-schema';
import { parseSpec } from '../load-spec';
import type { Operation } from '../model/model';

const ok = { 200: { description: 'ok' } };
const head = { openapi: '3.1.0', info: { title: 'T', version: '1' } };

/** Loads a document and gives its operations by id, and its warnings without places. */
function load(paths: object, more: object = {}) {
  const spec = parseSpec({ ...head, paths, ...more });
  const byId = new Map(spec.operations.map((operation) => [operation.id, operation]));
  return { spec, byId, warnings: spec.warnings.map(({ message }) => message) };
}

const shape = ({ parameters }: Operation) =>
  parameters.map(({ name, in: place, style }) => `${place} ${name} ${style}`);

test.each<[title: string, operation: object, parameters: string[]]>([
  ['a parameter without a name is left out', { parameters: [{ in: 'query', schema: {} }] }, []],
  ['one that travels nowhere is left out', { parameters: [{ name: 'a', in: 'body', schema: {} }] }, []],
  [
    'one that is no object is left out',
    { parameters: ['a', { name: 'b', in: 'query', schema: {} }] },
    ['query b form'],
  ],
  [
    'the second of one name is left out',
    {
      parameters: [
        { name: 'a', in: 'query', schema: {} },
        { name: 'a', in: 'query', schema: {} },
      ],
    },
    ['query a form'],
  ],
  [
    'a style of another place is the usual one',
    { parameters: [{ name: 'a', in: 'query', style: 'matrix', schema: {} }] },
    ['query a form'],
  ],
  ['one without a schema takes any value', { parameters: [{ name: 'a', in: 'query' }] }, ['query a form']],
  [
    'one that the template lacks is left out',
    { parameters: [{ name: 'id', in: 'path', required: true, schema: {} }] },
    [],
  ],
  ['a $ref into nothing is left out', { parameters: [{ $ref: '#/components/parameters/None' }] }, []],
  ['a $ref to another file is left out', { parameters: [{ $ref: './none.yaml' }] }, []],
  ['parameters that are no list are left out', { parameters: { a: 1 } }, []],
])('%s', (_, operation, parameters) => {
  const { byId, warnings } = load({ '/a': { get: { operationId: 'a', responses: ok, ...operation } } });
  expect(shape(byId.get('a')!)).toEqual(parameters);
  expect(warnings).toHaveLength(1);
});

test('a path parameter that is not declared is a text', () => {
  const { byId, warnings } = load({ '/a/{id}': { get: { operationId: 'a', responses: ok } } });
  expect(byId.get('a')!.parameters).toMatchObject([
    { name: 'id', in: 'path', required: true, schema: { schema: { type: 'string' } } },
  ]);
  expect(warnings).toEqual([expect.stringContaining('{id} is not declared')]);
});

test.each<[title: string, responses: object | undefined, statuses: string[]]>([
  ['no responses mean any answer', undefined, ['default']],
  ['an empty list of responses too', {}, ['default']],
  ['what is no status is left out', { ...ok, '2000': ok[200] }, ['200']],
  ['a response that is no object stays a status', { 200: null }, ['200']],
  ['so does one that refers to nothing', { 200: { $ref: '#/components/responses/None' } }, ['200']],
])('%s', (_, responses, statuses) => {
  const { byId } = load({ '/a': { get: { operationId: 'a', responses } } });
  expect(byId.get('a')!.responses.map(({ status }) => status)).toEqual(statuses);
});

test('a missing list of responses is legal since 3.1, and told in 3.0', () => {
  const paths = { '/a': { get: {} } };
  expect(parseSpec({ ...head, paths }).warnings).toEqual([]);
  expect(parseSpec({ ...head, openapi: '3.0.3', paths }).warnings).toHaveLength(1);
});

test('of two operations of one id the second goes by method and path', () => {
  const { spec, warnings } = load({
    '/a': { get: { operationId: 'same', responses: ok } },
    '/b': { get: { operationId: 'same', responses: ok } },
  });
  expect(spec.operations.map(({ id }) => id)).toEqual(['same', 'GET /b']);
  expect(warnings).toHaveLength(1);
});

test('templates of one shape keep their operations, each with the names of its own template', () => {
  const parameter = (name: string) => [{ name, in: 'path', required: true, schema: {} }];
  const { spec } = load({
    '/a/{slug}': { get: { operationId: 'read', parameters: parameter('slug'), responses: ok } },
    '/a/{num}': {
      get: { operationId: 'unreachable', parameters: parameter('num'), responses: ok },
      put: { operationId: 'write', parameters: parameter('num'), responses: ok },
    },
  });
  expect(spec.operations.map((operation) => `${operation.id} ${shape(operation)}`)).toEqual([
    'read path slug simple',
    'write path num simple',
  ]);
  expect(spec.paths[0]!.twins?.map(({ template }) => template.source)).toEqual(['/a/{slug}', '/a/{num}']);
});

test.each<[title: string, schema: unknown, mended: JsonObject]>([
  ['exclusiveMinimum of 3.0', { minimum: 1, exclusiveMinimum: true }, { exclusiveMinimum: 1 }],
  ['exclusiveMaximum of 3.0 that is off', { maximum: 1, exclusiveMaximum: false }, { maximum: 1 }],
  ['required of OpenAPI 2', { type: 'string', required: true }, { type: 'string' }],
  ['an enum without values', { type: 'string', enum: [] }, { type: 'string' }],
  ['the name of a type of a language', { type: 'int' }, { type: 'integer' }],
  ['a type that is none', { type: 'thing', maxLength: 2 }, { maxLength: 2 }],
  ['a limit that is a text', { maxLength: '5', minimum: '1.5' }, { maxLength: 5, minimum: 1.5 }],
  ['a limit that is none', { maxLength: -1 }, {}],
  ['a pattern of another engine', { pattern: '(?i)^a$' }, { pattern: '^[aA]$' }],
  ['a pattern of none', { type: 'string', pattern: '(' }, { type: 'string' }],
  ['a discriminator that is a name', { discriminator: 'kind' }, { discriminator: { propertyName: 'kind' } }],
  ['a $ref into nothing', { properties: { a: { $ref: '#/components/schemas/None' } } }, { properties: { a: {} } }],
  ['a $ref to another document', { items: { $ref: './none.yaml' } }, { items: {} }],
  ['a property that is no schema', { properties: { a: 'string', b: {} } }, { properties: { a: true, b: {} } }],
  ['properties that are a list', { type: 'object', properties: ['a'] }, { type: 'object' }],
  ['items of draft 4', { items: [{ type: 'string' }] }, { items: true }],
  ['a schema that is itself', { allOf: [{ $ref: '#/components/schemas/A' }], maxLength: 1 }, { maxLength: 1 }],
  ['a schema that is no object', 'string', {}],
])('in schemas, %s', (_, schema, mended) => {
  const spec = parseSpec({ ...head, paths: {}, components: { schemas: { A: schema } } });
  const found = (spec.document.components!.schemas as unknown as Record<string, JsonObject>).A!;
  expect(found.allOf === undefined || Array.isArray(found.allOf)).toBe(true);
  const { allOf, ...rest } = found;
  expect({ ...rest, ...(Array.isArray(allOf) && Object.keys(allOf[0]!).length > 0 && { allOf }) }).toEqual(mended);
  expect(spec.warnings.length).toBeGreaterThan(0);
  expect(() => spec.schemas.validator(spec.schemas.at('#/components/schemas/A'), 'request')('x')).not.toThrow();
});

test.each<[title: string, root: object, message: string]>([
  ['no info', { info: undefined }, 'has no "info"'],
  ['a title that is no text', { info: { title: [], version: '1' } }, '"title" must be a text'],
  ['servers that are no list', { servers: { url: '/' } }, '"servers" must be a list'],
  ['a server without url', { servers: [{}] }, '"servers" must be a list'],
  ['security that is no list', { security: { key: [] } }, '"security" must be a list'],
  ['components that are a list', { components: [] }, '"components" must be an object'],
  ['a security scheme of no type', { components: { securitySchemes: { a: { type: 'key' } } } }, 'not "key"'],
  [
    'a key without a name',
    { components: { securitySchemes: { a: { type: 'apiKey', in: 'header' } } } },
    'needs a "name"',
  ],
])('%s keeps nothing else from being read', (_, root, message) => {
  const { byId, warnings, spec } = load({ '/a': { get: { operationId: 'a', responses: ok } } }, root);
  expect([...byId.keys()]).toEqual(['a']);
  expect(warnings).toEqual([expect.stringContaining(message)]);
  expect(spec.servers).toHaveLength(1);
  expect(Object.keys(spec.securitySchemes)).toEqual([]);
});

test('a key that stands twice counts as it was written last', () => {
  const spec = parseSpec(
    'openapi: 3.1.0\ninfo: { title: A, version: "1" }\npaths: {}\ninfo: { title: B, version: "1" }\n',
  );
  expect(spec.document.info.title).toBe('B');
  expect(spec.warnings).toEqual([
    expect.objectContaining({ line: 4, message: expect.stringContaining('stands twice') }),
  ]);
});

test('what refers to something that is left out is left out as well', () => {
  const chain = { parameters: { A: { $ref: '#/components/parameters/B' }, B: { $ref: 7, name: 'b', in: 'query' } } };
  const parameters = [{ $ref: '#/components/parameters/A' }, { name: 'c', in: 'query', schema: {} }];
  const { byId, warnings } = load(
    { '/a': { get: { operationId: 'a', parameters, responses: ok } } },
    { components: chain },
  );
  expect(byId.get('a')!.parameters.map(({ name }) => name)).toEqual(['c']);
  expect(warnings.length).toBeGreaterThan(1);
});

test('what a reference leads to is looked at wherever it stands', () => {
  const odd = { 'x-shared': { a: { description: '', content: { 'a/b': 1, 'c/d': { schema: {} } } } } };
  const { byId, warnings } = load(
    { '/a': { get: { operationId: 'a', responses: { 200: { $ref: '#/x-shared/a' } } } } },
    odd,
  );
  expect(byId.get('a')!.responses[0]!.mediaTypes.map(({ name }) => name)).toEqual(['a/b', 'c/d']);
  expect(warnings).toHaveLength(1);
});

test.each([
  [{ maxLenght: 5 }, 'the keyword "maxLenght" is unknown, and says nothing; did you mean "maxLength"?'],
  [{ min_items: 5 }, 'did you mean "minItems"?'],
  [{ colour: { type: 'string' } }, 'properties stand below "properties", notes begin with "x-"'],
  [{ dependencies: 7 }, 'the keyword "dependencies" is unknown'],
  [{ allOf: [{ maxLenght: 5 }, { maxLenght: 6 }] }, 'says nothing in 2 schemas'],
])('a keyword that is unknown is told, once: %j', (schema, message) => {
  const { warnings } = load({}, { components: { schemas: { A: schema } } });
  expect(warnings).toEqual([expect.stringContaining(message)]);
});

test('keywords of older drafts, extensions and names of properties are none of those', () => {
  const schema = {
    $schema: 'a',
    id: 'b',
    definitions: {},
    'x-note': 1,
    properties: { maxLenght: {} },
    example: { b: 1 },
  };
  expect(load({}, { components: { schemas: { A: schema } } }).warnings).toEqual([]);
});

test('what was written stays what it was', () => {
  const document = {
    ...head,
    openapi: '3.0.3',
    paths: {
      '/a': {
        get: {
          responses: { 200: { description: '', content: { 'a/b': { schema: { type: 'string', nullable: true } } } } },
        },
      },
    },
  };
  const spec = parseSpec(document);
  expect(spec.version).toBe('3.0.3');
  expect(spec.written()).toEqual(document);
  expect(spec.document.openapi).toBe('3.1.0');
});
