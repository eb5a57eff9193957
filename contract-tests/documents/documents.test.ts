import { judgeAnswer } from './judge-answer';
import { createRequestMaker } from './make-request';
import { makeValue } from './make-value';
import { type AskedOperation, type Json, type JsonObject, readOperations } from './open-document';
import { createRow, isSound, type Row } from './row';
import { createSchemaJudge } from './schema-judge';
import { faultsOf, tableOf } from './table';

/** A document with one operation and these schemas. */
function documentOf(schemas: JsonObject, openapi = '3.1.0', operation: JsonObject = {}): JsonObject {
  return { openapi, paths: { '/pets/{id}': { get: operation } }, components: { schemas } };
}

/** Branches that allow any tag, of which the first one asks for less. */
const tagged: JsonObject = {
  discriminator: { propertyName: 'kind', mapping: { A1: '#/components/schemas/One', A2: 'Two' } },
  oneOf: [{ $ref: '#/components/schemas/One' }, { $ref: '#/components/schemas/Two' }],
};
const branches: JsonObject = { One: { type: 'object' }, Two: { type: 'object', required: ['size'] } };

describe('the judge of schemas', () => {
  const place = '/components/schemas/A';
  test.each<[string, string, JsonObject, Json, 'request' | 'answer', string | undefined]>([
    ['a text', '3.1.0', { type: 'string' }, 'a', 'answer', undefined],
    ['a number for a text', '3.1.0', { type: 'string' }, 1, 'answer', 'type'],
    ['null where 3.0 says nullable', '3.0.3', { type: 'string', nullable: true }, null, 'answer', undefined],
    ['null where 3.1 says nullable', '3.1.0', { type: 'string', nullable: true }, null, 'answer', 'type'],
    [
      'the limit of an exclusive minimum of 3.0',
      '3.0.3',
      { minimum: 1, exclusiveMinimum: true },
      1,
      'answer',
      'exclusiveMinimum',
    ],
    ['28.33 as a multiple of 0.01', '3.0.3', { multipleOf: 0.01 }, 28.33, 'answer', undefined],
    ['a value of two branches, one of them named', '3.0.3', tagged, { kind: 'A1' }, 'answer', undefined],
    ['a value that breaks the branch that it names', '3.0.3', tagged, { kind: 'A2' }, 'answer', 'required'],
    ['a value of two branches without a discriminator', '3.0.3', { oneOf: [{}, {}] }, {}, 'answer', 'oneOf'],
    ['a pattern that cannot be read', '3.0.3', { pattern: '(?i)a' }, 'b', 'answer', undefined],
    ...(['request', 'answer'] as const).flatMap(
      (side): [string, string, JsonObject, Json, typeof side, string | undefined][] => [
        [
          `no id, which is only read, in the ${side}`,
          '3.0.3',
          oneSided('readOnly'),
          {},
          side,
          side === 'answer' ? 'required' : undefined,
        ],
        [
          `no key, which is only written, in the ${side}`,
          '3.0.3',
          oneSided('writeOnly'),
          {},
          side,
          side === 'request' ? 'required' : undefined,
        ],
      ],
    ),
  ])('judges %s (%s)', (_, version, schema, value, side, keyword) => {
    const judge = createSchemaJudge(documentOf({ A: schema, ...branches }, version), side);
    expect(judge(place, value)?.split(':')[0]).toBe(keyword);
  });
});

function oneSided(flag: string): JsonObject {
  return { type: 'object', required: ['a'], properties: { a: { type: 'string', [flag]: true } } };
}

describe('a made value', () => {
  test.each<[string, JsonObject]>([
    ['bounds of a number', { type: 'integer', minimum: 7, multipleOf: 5 }],
    ['an exclusive bound', { type: 'number', exclusiveMinimum: 3 }],
    ['a pattern', { type: 'string', pattern: '^[A-Z]{3}-\\d{4}$' }],
    ['lengths', { type: 'string', minLength: 12, maxLength: 14 }],
    ['a format', { type: 'string', format: 'uuid' }],
    [
      'what is required',
      {
        type: 'object',
        required: ['a'],
        properties: { a: { type: 'array', minItems: 2, items: { type: 'boolean' } } },
      },
    ],
    [
      'all of several',
      {
        allOf: [
          { required: ['a'], properties: { a: { const: 1 } } },
          { type: 'object', required: ['b'], properties: { b: { enum: ['x'] } } },
        ],
      },
    ],
    ['the first of several', { oneOf: [{ type: 'null' }, { type: 'string', minLength: 3 }] }],
  ])('fits %s', (_, schema) => {
    const document = documentOf({ A: schema });
    const judge = createSchemaJudge(document, 'request');
    expect(judge('/components/schemas/A', makeValue(document, { $ref: '#/components/schemas/A' }))).toBeUndefined();
  });
});

describe('an answer', () => {
  const schema = { type: 'object', required: ['id'] };
  const responses = {
    200: { description: '', headers: { 'X-Next': { required: true } }, content: { 'application/json': { schema } } },
    204: { description: '' },
    '4XX': { description: '', content: { 'text/*': {} } },
  };
  const document = documentOf({}, '3.1.0', { responses });
  const [operation] = readOperations(document) as [AskedOperation];
  const json = { 'content-type': 'application/json', 'x-next': '2' };
  test.each<[string, number, Record<string, string>, string, string | undefined]>([
    ['as documented', 200, json, '{"id":1}', undefined],
    ['without what is required', 200, json, '{}', "required: the body must have required property 'id'"],
    ['that is no JSON', 200, json, '{', 'content: the body is no JSON'],
    [
      'of another type',
      200,
      { ...json, 'content-type': 'text/plain' },
      'a',
      'content: 200 text/plain is not documented',
    ],
    [
      'without a header',
      200,
      { 'content-type': 'application/json' },
      '{"id":1}',
      'header: X-Next is required and missing',
    ],
    ['without a body', 204, {}, '', undefined],
    ['of a status that is not documented', 202, {}, '', 'status: 202 is not documented'],
    ['of an error that is not documented', 500, {}, '', undefined],
    ['of a documented range', 404, { 'content-type': 'text/html' }, 'no', undefined],
  ])('%s (%d)', (_, status, headers, text, wrong) => {
    const judge = createSchemaJudge(document, 'answer');
    expect(judgeAnswer(document, judge, operation, { status, headers: new Headers(headers), text })).toBe(wrong);
  });
});

describe('a request', () => {
  const parameters = (more: JsonObject[]): JsonObject => ({
    parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'integer' }, example: 7 }, ...more],
  });
  test.each<[string, JsonObject[], Record<string, string>, string]>([
    ['takes the documented example', [], {}, '/pets/7'],
    ['takes an id that is given', [], { id: 'a b' }, '/pets/a%20b'],
    ['leaves out what is optional', [{ name: 'q', in: 'query', schema: { type: 'string' } }], {}, '/pets/7'],
    [
      'repeats a list',
      [{ name: 'q', in: 'query', required: true, example: [1, 2], schema: { type: 'array' } }],
      {},
      '/pets/7?q=1&q=2',
    ],
    [
      'joins a list',
      [{ name: 'q', in: 'query', required: true, explode: false, example: [1, 2], schema: {} }],
      {},
      '/pets/7?q=1,2',
    ],
    [
      'spells out an object',
      [{ name: 'q', in: 'query', required: true, style: 'deepObject', example: { a: 1 }, schema: {} }],
      {},
      '/pets/7?q%5Ba%5D=1',
    ],
  ])('%s', (_, more, ids, path) => {
    const document = documentOf({}, '3.1.0', parameters(more));
    const maker = createRequestMaker(document, createSchemaJudge(document, 'request'));
    expect(maker.make(readOperations(document)[0] as AskedOperation, ids).path).toBe(path);
  });
});

describe('a row', () => {
  const fault = { operation: 'GET /a', reason: 'wrong', example: 'GET /a -> 200' };
  const good = (): Row => {
    const row = createRow('a.yaml', 1);
    row.ours.starts = true;
    return row;
  };
  test.each<[string, (row: Row) => unknown, boolean]>([
    ['of a document that starts', () => undefined, true],
    ['of one that does not', (row) => (row.ours.starts = false), false],
    ['with a 5xx', (row) => row.ours.failed.push(fault), false],
    ['with an invalid body', (row) => row.ours.invalid.push(fault), false],
    ['with an id that cannot be read', (row) => row.unreadable.push(fault), false],
    ['with a finding', (row) => (row.findings = 1), false],
    ['with a 404', (row) => row.ours.refused.push(fault), true],
  ])('%s is sound: %#', (_, change, expected) => {
    const row = good();
    change(row);
    expect(isSound(row)).toBe(expected);
  });

  test('is a line of the table, and its faults are told by kind', () => {
    const row = good();
    row.ours.invalid.push(fault, fault);
    expect(tableOf([row], false)).toContain('| a.yaml | yes |');
    expect(faultsOf([row])).toContain('- 2 x wrong (a.yaml)');
  });
});
