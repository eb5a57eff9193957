import { parseSpec } from '../../openapi/load-spec';
import { createExchange } from '../exchange/create-exchange';
import type { Expectation, ExpectedViolation } from '../exchange/expectation';
import type { ContractCase } from '../steps/context/case';
import type { CoverageItem } from './coverage';
import type { CoverageFacts } from './coverage-reasons';
import { createCoverageRecorder } from './coverage-recorder';

const text = { type: 'string', maxLength: 5 };
const note = {
  type: 'object',
  required: ['text'],
  properties: { id: { type: 'string', readOnly: true }, text, tags: { type: 'array', items: text } },
};
const spec = parseSpec({
  openapi: '3.1.0',
  info: { title: 'Notes', version: '1' },
  paths: {
    '/notes': {
      get: {
        operationId: 'listNotes',
        parameters: [{ name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1, format: 'int32' } }],
        responses: { '200': { description: 'ok', content: { 'application/json': { schema: { type: 'array' } } } } },
      },
      post: {
        operationId: 'createNote',
        requestBody: { content: { 'application/json': { schema: note } } },
        responses: {
          '201': { description: 'ok', content: { 'application/json': { schema: note } } },
          '400': { description: 'bad' },
          '405': { description: 'no such method' },
          '500': { description: 'a fault of the server' },
        },
      },
    },
  },
});
const [list, create] = spec.operations;
const schema = `${create!.pointer}/requestBody/content/application~1json/schema`;

const caseOf = (id: string, given: Partial<ContractCase>): ContractCase => ({
  id,
  kind: 'values',
  title: id,
  operation: create!,
  pointer: create!.pointer,
  writes: true,
  exclusive: false,
  run: async () => {},
  ...given,
});
const violation = (path: ExpectedViolation['path'], keyword: string, pointer: string): ExpectedViolation => {
  return { in: 'body', path, keyword, pointer };
};
const rejection = (...violations: ExpectedViolation[]): Expectation => {
  return { kind: 'rejection', violations, because: 'it is broken', or: [] };
};
const tooLong = violation(['text'], 'maxLength', `${schema}/properties/text/maxLength`);

interface Sent {
  readonly expectation: Expectation;
  readonly status: number;
  readonly contractCase?: ContractCase;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
  readonly path?: string;
  readonly operation?: typeof create | null | undefined;
}

function observe(sent: readonly Sent[], facts: Partial<CoverageFacts> = {}) {
  const recorder = createCoverageRecorder(spec);
  for (const { expectation, status, contractCase, body, headers, path = '/notes', operation = create } of sent) {
    const method = operation === null ? 'PATCH' : operation!.method.toUpperCase();
    const response = {
      status,
      headers: { 'content-type': 'application/json', ...headers },
      body: new TextEncoder().encode(body === undefined ? '' : JSON.stringify(body)),
      milliseconds: 1,
    };
    const meaning = operation === null ? { expectation } : { expectation, operation: operation! };
    const exchange = createExchange(spec, { method, path, headers: {} }, response, meaning);
    recorder.observe(exchange, contractCase ?? caseOf('a case', {}));
  }
  return recorder.conclude({ planned: [], chosen: new Set(), results: [], readOnly: false, ...facts });
}

function itemsOf(sent: readonly Sent[], facts: Partial<CoverageFacts> = {}, operation = 'createNote'): CoverageItem[] {
  return [...(observe(sent, facts).operations.find(({ id }) => id === operation)?.items ?? [])];
}
const coveredBy = (...sent: Sent[]): string[] =>
  itemsOf(sent).flatMap(({ covered, kind, name }) => (covered && kind !== 'status' ? [name] : []));

test('lists every status, parameter and constraint of a request, and nothing else', () => {
  expect(itemsOf([]).map(({ name }) => name)).toEqual([
    ...['201', '400', '405', '500'],
    ...['the body: type object', 'text in the body: required', 'text in the body: type string'],
    ...['text in the body: maxLength 5', 'tags in the body: type array', 'tags.* in the body: type string'],
    'tags.* in the body: maxLength 5',
  ]);
  expect(itemsOf([], {}, 'listNotes').map(({ name }) => name)).toEqual([
    ...['200', 'limit in the query', 'limit in the query: type integer', 'limit in the query: format int32'],
    'limit in the query: minimum 1',
  ]);
});

describe('a constraint is covered', () => {
  test('by a request that breaks it alone', () => {
    expect(coveredBy({ expectation: rejection(tooLong), status: 400 })).toEqual(['text in the body: maxLength 5']);
  });

  test('at its own place only, where two places share a schema', () => {
    const inside = violation(['tags', 0], 'type', `${schema}/properties/tags/items/type`);
    expect(coveredBy({ expectation: rejection(inside), status: 400 })).toEqual(['tags.* in the body: type string']);
  });

  test('by the value at its boundary of the case that says so', () => {
    const { pointer } = tooLong;
    const contractCase = caseOf('at the limit', { pointer, exercises: { in: 'body', path: ['text'] } });
    const expectation: Expectation = { kind: 'success', because: '5 characters', pointer };
    expect(coveredBy({ expectation, status: 201, contractCase })).toEqual(['text in the body: maxLength 5']);
    expect(coveredBy({ expectation, status: 201 })).toEqual([]);
  });

  test('by a missing property under its own name', () => {
    const missing = violation(['text'], 'required', `${schema}/required`);
    expect(coveredBy({ expectation: rejection(missing), status: 400 })).toEqual(['text in the body: required']);
  });
});

test.each<[string, Sent]>([
  ['several faults at once', { expectation: rejection(tooLong, violation([], 'type', `${schema}/type`)), status: 400 }],
  ['a valid request that is no boundary', { expectation: success(), status: 201 }],
  ['an exchange that is not judged', { expectation: { kind: 'open', because: 'references' }, status: 400 }],
  ['an answer that asks to slow down', { expectation: rejection(tooLong), status: 429 }],
  ['another operation', { expectation: rejection(tooLong), status: 400, operation: list }],
])('no constraint is covered by %s', (_, sent) => {
  expect(coveredBy(sent)).toEqual([]);
});

function success(): Expectation {
  return { kind: 'success', because: 'it is valid', pointer: create!.pointer };
}

test('a status is covered when it was answered, also for a method beside the operations', () => {
  const pointer = spec.paths[0]!.pointer;
  const sent: Sent[] = [
    { expectation: success(), status: 201 },
    {
      expectation: { kind: 'open', because: 'none' },
      status: 405,
      operation: null,
      contractCase: caseOf('patch', { pointer }),
    },
  ];
  const statuses = itemsOf(sent).filter(({ kind }) => kind === 'status');
  expect(statuses.filter(({ covered }) => covered).map(({ name }) => name)).toEqual(['201', '405']);
});

test('a parameter is covered when it was sent', () => {
  const kept = itemsOf(
    [{ expectation: success(), status: 200, operation: list, path: '/notes?limit=2' }],
    {},
    'listNotes',
  );
  const without = itemsOf([{ expectation: success(), status: 200, operation: list }], {}, 'listNotes');
  const parameter = (items: CoverageItem[]) => items.find(({ kind }) => kind === 'parameter');
  expect(parameter(kept)).toMatchObject({ covered: true, kept: 1, broken: 0, answers: { 200: 1 }, cases: ['a case'] });
  expect(parameter(without)?.covered).toBe(false);
});

describe('what is missed has a reason', () => {
  const about = caseOf('mutation', { pointer: tooLong.pointer });
  const ran = (blocked?: string) => ({ results: [{ case: about, ...(blocked === undefined ? {} : { blocked }) }] });
  test.each<[string, Partial<CoverageFacts>, Sent[], string]>([
    ['no case', {}, [], 'no-case'],
    ['left out', { planned: [about] }, [], 'skipped'],
    ['read-only', { planned: [about], readOnly: true }, [], 'read-only'],
    ['stopped', { planned: [about], chosen: new Set([about]) }, [], 'stopped'],
    ['blocked', { planned: [about], chosen: new Set([about]), ...ran('no record') }, [], 'blocked'],
    [
      'open',
      { planned: [about], chosen: new Set([about]), ...ran() },
      [{ expectation: { kind: 'open', because: 'references' }, status: 400, contractCase: about }],
      'open',
    ],
  ])('%s', (_, facts, sent, reason) => {
    const item = itemsOf(sent, facts).find(({ pointer }) => pointer === tooLong.pointer);
    expect(item).toMatchObject({ covered: false, missed: { reason } });
    expect(item?.missed?.detail).not.toBe('');
  });

  test('a status that never came', () => {
    const facts = { planned: [about], chosen: new Set([about]), results: [{ case: about }] };
    const item = itemsOf([], facts).find(({ name }) => name === '500');
    expect(item?.missed).toEqual({
      reason: 'never-answered',
      detail: 'the target never answered it: no request brings a fault of the server about on purpose',
    });
  });
});

test('names statuses, headers and properties that are not documented', () => {
  const body = { id: '1', text: 'a', tags: [], colour: 'red' };
  const headers = { 'x-shard': '7', date: 'now', 'access-control-allow-origin': '*' };
  const { undocumented } = observe([
    { expectation: success(), status: 201, body, headers },
    { expectation: success(), status: 201, body },
    { expectation: success(), status: 418 },
  ]);
  expect(undocumented.map(({ kind, name, status, count }) => [kind, name, status, count])).toEqual([
    ['header', 'x-shard', 201, 1],
    ['property', 'colour', 201, 2],
    ['status', '418', 418, 1],
  ]);
});

test('the share is rounded down, and never to 100 while something is missed', () => {
  const { percent, covered, total } = observe([{ expectation: success(), status: 201 }]);
  expect([covered, total]).toEqual([1, 16]);
  expect(percent).toBe(6.2);
});
