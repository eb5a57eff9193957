import type { JsonObject } from '../../json-schema/model/json-schema';
import { checkDocument } from './check-document';

const ok = { 200: { description: 'ok' } };
const get = (operation: object) => ({ '/notes': { get: { responses: ok, ...operation } } });
const query = (parameter: object) => get({ parameters: [{ name: 'q', in: 'query', schema: {}, ...parameter }] });
const schema = (content: object) =>
  get({ responses: { 200: { description: 'ok', content: { 'a/b': { schema: content } } } } });

function check(paths: object, components: object = {}): string[] {
  const document = structuredClone({ openapi: '3.1.0', info: { title: 'T', version: '1' }, paths, components });
  return checkDocument(document as unknown as JsonObject).map(({ pointer, message }) => `${pointer} ${message}`);
}

test('a sound document has no findings', () => {
  const id = { name: 'id', in: 'path', required: true, schema: { type: 'string' } };
  expect(
    check(
      {
        'x-note': 'extensions are fine',
        '/notes/{id}': {
          parameters: [{ $ref: '#/components/parameters/Id' }],
          get: { responses: { ...ok, '4XX': ok[200], default: ok[200], 'x-a': 1 } },
        },
        '/notes/latest': { get: { responses: ok }, 'x-resource': false },
        '/notes/{id}/tags/{tag}': { get: { parameters: [id, { ...id, name: 'tag' }], responses: ok } },
      },
      { parameters: { Id: id } },
    ),
  ).toEqual([]);
});

const operation = '#/paths/~1notes/get';

test.each<[title: string, paths: object, pointer: string, message: RegExp]>([
  ['a path item that is no object', { '/notes': null }, '#/paths/~1notes', /must be an object/],
  ['an operation that is no object', { '/notes': { get: null } }, operation, /"get" must be an object/],
  ['parameters that are no list', get({ parameters: {} }), `${operation}/parameters`, /must be a list/],
  ['a parameter that is no object', get({ parameters: ['q'] }), `${operation}/parameters/0`, /must be an object/],
  ['responses that are no object', get({ responses: [] }), `${operation}/responses`, /must be an object/],
  [
    'a response that is no object',
    get({ responses: { 200: 'ok' } }),
    `${operation}/responses/200`,
    /must be an object/,
  ],
  [
    'a $ref to nothing',
    get({ parameters: [{ $ref: '#/components/parameters/Q' }] }),
    `${operation}/parameters/0/$ref`,
    /cannot be followed/,
  ],
  [
    'a $ref that is no text',
    get({ responses: { 200: { $ref: 7 } } }),
    `${operation}/responses/200/$ref`,
    /must be a text/,
  ],
  [
    'a $ref to itself',
    get({ requestBody: { $ref: `${operation}/requestBody` } }),
    `${operation}/requestBody/$ref`,
    /circle/,
  ],
  [
    'a schema $ref to nothing',
    schema({ $ref: '#/components/schemas/Note' }),
    `${operation}/responses/200/content/a~1b/schema/$ref`,
    /names nothing/,
  ],
  [
    'a schema that does not compile',
    schema({ properties: { a: { type: 'text' } } }),
    `${operation}/responses/200/content/a~1b/schema/properties/a/type`,
    /unknown type "text"/,
  ],
  [
    'a bad pattern',
    schema({ pattern: '(' }),
    `${operation}/responses/200/content/a~1b/schema/pattern`,
    /not a regular expression/,
  ],
  [
    'a schema that is no object',
    schema(['string']),
    `${operation}/responses/200/content/a~1b/schema`,
    /must be an object/,
  ],
  ['a template without slash', { notes: { get: { responses: ok } } }, '#/paths/notes', /must start with a slash/],
  ['a template with half a brace', { '/notes/{id': { get: { responses: ok } } }, '#/paths/~1notes~1{id', /brace/],
  [
    'two templates of one shape',
    { '/a/{x}': {}, '/a/{y}': {} },
    '#/paths/~1a~1{y}',
    /matches the same paths as \/a\/\{x\}/,
  ],
  [
    'a parameter of the template that is not declared',
    { '/a/{x}': { get: { responses: ok } } },
    '#/paths/~1a~1{x}/get',
    /\{x\} is not declared/,
  ],
  [
    'a path parameter that is not in the template',
    get({ parameters: [{ name: 'x', in: 'path', required: true, schema: {} }] }),
    `${operation}/parameters/0`,
    /"x" is not in the path template/,
  ],
  [
    'a duplicate operationId',
    { '/notes': { get: { operationId: 'a', responses: ok }, post: { operationId: 'a', responses: ok } } },
    '#/paths/~1notes/post/operationId',
    /"a" is taken by #\/paths\/~1notes\/get/,
  ],
  ['an operationId that is no text', get({ operationId: 7 }), `${operation}/operationId`, /must be a text/],
  ['an operation without responses', get({ responses: {} }), operation, /has no responses/],
  ['an operation with no response', get({ responses: { 'x-a': 1 } }), operation, /has no responses/],
  ['a bad status', get({ responses: { 20: ok[200] } }), `${operation}/responses/20`, /"20" is no status/],
  ['a bad range', get({ responses: { '6XX': ok[200] } }), `${operation}/responses/6XX`, /"6XX" is no status/],
  ['a parameter without name', query({ name: undefined }), `${operation}/parameters/0`, /has no "name"/],
  ['a parameter in no place', query({ in: 'body' }), `${operation}/parameters/0`, /one of query, path, header, cookie/],
  [
    'a style of another place',
    query({ style: 'matrix' }),
    `${operation}/parameters/0`,
    /cannot have the style "matrix"/,
  ],
  ['a parameter without schema', query({ schema: undefined }), `${operation}/parameters/0`, /needs a "schema"/],
  [
    'a parameter with two media types',
    query({ schema: undefined, content: { 'a/b': { schema: {} }, 'c/d': { schema: {} } } }),
    `${operation}/parameters/0`,
    /one media type/,
  ],
  [
    'a parameter that is given twice',
    get({
      parameters: [
        { name: 'q', in: 'query', schema: {} },
        { name: 'q', in: 'query', schema: {} },
      ],
    }),
    `${operation}/parameters/1`,
    /given twice/,
  ],
  [
    'a header that is given twice',
    get({
      parameters: [
        { name: 'X-A', in: 'header', schema: {} },
        { name: 'x-a', in: 'header', schema: {} },
      ],
    }),
    `${operation}/parameters/1`,
    /given twice/,
  ],
  [
    'x-resource with an unknown field',
    { '/notes': { 'x-resource': { key: 'id' } } },
    '#/paths/~1notes/x-resource',
    /no field "key"/,
  ],
  [
    'x-resource with a field that is no text',
    { '/notes': { 'x-resource': { id: 1 } } },
    '#/paths/~1notes/x-resource',
    /"id" of "x-resource" must be a text/,
  ],
  ['x-resource of a list', { '/notes': { 'x-resource': [] } }, '#/paths/~1notes/x-resource', /must be false, a name/],
  [
    'x-resource of an operation that is no false',
    get({ 'x-resource': 'notes' }),
    `${operation}/x-resource`,
    /can only be false/,
  ],
  ['x-role that is none', get({ 'x-role': 'lists' }), `${operation}/x-role`, /must be none or one of list, read/],
  ['x-sets that is no object', get({ 'x-sets': 'cancelled' }), `${operation}/x-sets`, /must be an object of values/],
  [
    'x-paging of an unknown role',
    query({ 'x-paging': 'size' }),
    `${operation}/parameters/0/x-paging`,
    /one of limit, offset/,
  ],
  [
    'x-filter that is no name',
    query({ 'x-filter': true }),
    `${operation}/parameters/0/x-filter`,
    /name of an item's property, or false/,
  ],
])('finds %s', (_, paths, pointer, message) => {
  const findings = check(paths);
  expect(findings).toHaveLength(1);
  const [found = ''] = findings;
  expect(found.slice(0, found.indexOf(' '))).toBe(pointer);
  expect(found).toMatch(message);
});

test('a shared parameter at fault is told once', () => {
  const shared = { parameters: { Q: { name: 'q', in: 'query' } } };
  const parameters = [{ $ref: '#/components/parameters/Q' }];
  expect(
    check({ '/notes': { get: { parameters, responses: ok }, post: { parameters, responses: ok } } }, shared),
  ).toHaveLength(1);
});
