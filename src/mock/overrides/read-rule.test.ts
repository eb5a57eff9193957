import { parseSpec } from '../../openapi/load-spec';
import { documentOf } from '../ask.test-support';
import { RuleError, readRule } from './read-rule';

const spec = parseSpec(
  documentOf(`
/notes:
  get: { operationId: listNotes, responses: { '200': { description: '', content: { application/json: { examples: { empty: { value: [] } } } } } } }
  post: { operationId: createNote, responses: { '201': { description: '' } } }
`),
);
const read = (rule: unknown) => readRule(rule, spec, () => ['status:500-for-404']);

test.each<[object]>([
  [{ match: {}, then: { status: 503 } }],
  [{ id: 'a.b-c_1', match: { operation: 'createNote' }, times: 3, after: 1, then: { status: 503, delay: '50..300' } }],
  [{ match: { path: '/notes', query: { a: 1, b: null }, header: { c: 'd' } }, then: { fail: 'hang' } }],
  [{ match: { body: { '/a/0': [1], 'b.c': null } }, then: { body: { any: ['thing'] }, headers: { 'X-A': 'b' } } }],
  [{ match: { operation: 'listNotes' }, then: { example: 'empty' } }],
  [{ match: {}, then: { drift: 'status:500-for-404', delay: 5 } }],
])('%j can be used', (rule) => {
  expect(read(rule)).toBe(rule);
});

test.each<[unknown, string]>([
  [null, 'The rule must be an object.'],
  [{}, 'match is required.\nthen is required.'],
  [{ match: {}, then: {} }, 'then must have at least 1 property.'],
  [{ match: {}, then: { status: 99 } }, 'then.status must be at least 200.'],
  [{ match: {}, then: { status: 503 }, time: 3 }, 'time '],
  [{ match: { operationId: 'x' }, then: { status: 503 } }, 'match.operationId '],
  [{ match: {}, times: 0, then: { status: 503 } }, 'times must be at least 1.'],
  [{ id: 'a b', match: {}, then: { status: 503 } }, 'id must match the pattern'],
  [{ match: { operation: 'nope' }, then: { status: 503 } }, 'match.operation must be one of listNotes, createNote.'],
  [{ match: { path: 'notes' }, then: { status: 503 } }, 'match.path must start with a slash or a *.'],
  [{ match: { body: { '/~2': 1 } }, then: { status: 503 } }, 'match.body has a name that is not a JSON Pointer'],
  [{ match: {}, then: { delay: '300..50' } }, 'then.delay must be milliseconds'],
  [{ match: {}, then: { delay: 'soon' } }, 'then.delay '],
  [{ match: {}, then: { headers: { 'a b': 'c' } } }, 'then.headers'],
  [{ match: {}, then: { headers: { a: 'b\r\nc: d' } } }, 'then.headers.a '],
  [{ match: {}, then: { headers: { 'Content-Length': '5' } } }, 'then.headers.Content-Length is made by the server'],
  [
    { match: {}, then: { headers: { 'transfer-encoding': 'chunked' } } },
    'then.headers.transfer-encoding is made by the server',
  ],
  [{ match: {}, then: { fail: 'explode' } }, 'then.fail must be one of'],
  [{ match: {}, then: { drift: 'nope' } }, 'then.drift must be the name of a drift of the document.'],
  [{ match: { operation: 'createNote' }, then: { example: 'x' } }, 'then.example must be the name of an example'],
  [{ match: {}, then: { dynamic: true, body: 1 } }, 'then must have only one of example, dynamic and body.'],
])('%j: %s', (rule, message) => {
  expect(() => read(rule)).toThrow(RuleError);
  expect(() => read(rule)).toThrow(message);
});
