import { parseSpec } from '../load-spec';
import { describeParts } from '../resources/describe-resources';
import { effectProblems } from './check-effects';

const NOTE = {
  type: 'object',
  required: ['id'],
  properties: { id: { type: 'integer' }, text: { type: 'string' }, createdAt: { type: 'string', format: 'date-time' } },
};
const answer = (schema: object) => ({ 200: { description: '', content: { 'application/json': { schema } } } });
const parameter = (name: string, more: object = {}) => ({ name, in: 'query', schema: { type: 'string' }, ...more });
const list = (...parameters: object[]) => ({
  get: { parameters, responses: answer({ type: 'array', items: { $ref: '#/components/schemas/Note' } }) },
});
const item = { get: { responses: answer({ $ref: '#/components/schemas/Note' }) } };

const load = (paths: object) =>
  parseSpec({
    openapi: '3.1.0',
    info: { title: 'T', version: '1' },
    paths,
    components: {
      schemas: { Note: NOTE },
      securitySchemes: { key: { type: 'apiKey', in: 'query', name: 'key' } },
    },
  });
const messages = (paths: object): string[] => effectProblems(load(paths)).map(({ message }) => message);

test.each([
  ['one that pages', parameter('limit', { schema: { type: 'integer' } })],
  ['one named like a property', parameter('text')],
  ['a range', parameter('created_after', { schema: { type: 'string', format: 'date-time' } })],
  ['a search', parameter('q')],
  ['one that sorts', parameter('sort')],
  ['the key of a security scheme', parameter('key')],
  ['one that the document says to select nothing', parameter('fields', { 'x-filter': false })],
  ['one that is no part of the query', parameter('fields', { in: 'header' })],
])('a parameter with an effect is not told: %s', (_, given) => {
  expect(messages({ '/notes': list(given), '/notes/{id}': item })).toEqual([]);
});

test('parameters of lists that change nothing are told, once for each list', () => {
  const paths = {
    '/notes': list(parameter('locale'), parameter('text'), parameter('expand')),
    '/notes/{id}': item,
    '/others': list(parameter('locale')),
    '/others/{id}': item,
  };
  const [first, ...others] = effectProblems(load(paths));
  expect(first).toMatchObject({ file: 'document', pointer: '#/paths/~1notes/get/parameters/0' });
  expect(first!.message).toContain(
    'of GET /notes these change nothing, as no property of the items fits them: "locale", "expand"',
  );
  expect(others).toEqual([expect.objectContaining({ message: expect.stringContaining('of GET /others') })]);
  expect(describeParts(load(paths)).at(-1)).toBe('no effect   query parameters of lists: `locale` (in 2), `expand`');
});

test('a name that "x-filter" gives, and no property has, is told', () => {
  expect(messages({ '/notes': list(parameter('a', { 'x-filter': 'b' })), '/notes/{id}': item })).toHaveLength(1);
});

const thing = { type: 'object', properties: { name: { type: 'string' } } };
const body = { content: { 'application/json': { schema: thing } } };

test('what is written and forgotten is told, where something could show it', () => {
  const change = { requestBody: body, responses: answer(thing) };
  const found = messages({
    '/things/{id}': {
      get: { responses: answer(thing) },
      put: change,
      delete: { responses: { 204: { description: '' } } },
    },
    '/others/{id}': { get: { responses: answer(thing) }, put: change },
  });
  expect(found).toEqual([
    expect.stringMatching(/^what is written by PUT \/things\/\{id\}, DELETE .*, PUT \/others\/\{id\} is forgotten: /),
  ]);
});

test('what nothing can show is not missed', () => {
  const make = { requestBody: body, responses: { 201: { description: '' } } };
  expect(messages({ '/tickets': { post: make }, '/hours': { get: { responses: answer(thing) } } })).toEqual([]);
});
