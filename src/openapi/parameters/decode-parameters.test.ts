import { parseSpec } from '../load-spec';
import { createParameterDecoder, type RawParameters } from './decode-parameters';

interface RawParameter {
  readonly name: string;
  readonly in: string;
  readonly [field: string]: unknown;
}

/** Decodes one request of an operation with these parameters. */
function decode(
  parameters: { readonly name: string; readonly in: string; readonly [field: string]: unknown }[],
  raw: Partial<RawParameters>,
  components: object = {},
) {
  const names = parameters.flatMap((parameter) => (parameter.in === 'path' ? [parameter.name] : []));
  const path = `/things${names.map((name) => `/{${name}}`).join('')}`;
  const spec = parseSpec({
    openapi: '3.1.0',
    info: { title: 'Things', version: '1' },
    paths: { [path]: { get: { parameters, responses: { 200: { description: 'ok' } } } } },
    components,
  });
  const decoded = createParameterDecoder(
    spec.operations[0]!,
    spec.schemas,
  )({ path: new Map(), query: '', headers: {}, ...raw });
  const { path: paths, query, header, cookie } = decoded.values;
  return {
    values: Object.fromEntries([...paths, ...query, ...header, ...cookie]),
    violations: decoded.violations,
    told: decoded.violations.map((violation) => `${violation.in} ${violation.path.join('.')} ${violation.detail}`),
  };
}

const query = (schema: object, more: object = {}): RawParameter[] => [{ name: 'q', in: 'query', schema, ...more }];

describe('a text is read strictly by its type', () => {
  const whole = 'must be a whole number';
  const int32 = 'must be a whole number between -2147483648 and 2147483647';
  const int64 = 'must be a whole number between -9223372036854775808 and 9223372036854775807';
  test.each<[type: object, text: string, value: unknown]>([
    [{ type: 'integer' }, '0', 0],
    [{ type: 'integer' }, '-0', 0],
    [{ type: 'integer' }, '-17', -17],
    [{ type: 'integer' }, '9007199254740991', 9007199254740991],
    [{ type: 'integer' }, '9007199254740993', 9007199254740993n],
    [{ type: 'integer' }, '99999999999999999999', 99999999999999999999n],
    [{ type: 'integer', format: 'int32' }, '2147483647', 2147483647],
    [{ type: 'integer', format: 'int64', minimum: 0 }, '9223372036854775807', 9223372036854775807n],
    [{ type: 'integer', format: 'int64' }, '-9223372036854775808', -9223372036854775808n],
    [{ type: 'number' }, '1.50', 1.5],
    [{ type: 'number' }, '-1e3', -1000],
    [{ type: 'number' }, '12', 12],
    [{ type: 'boolean' }, 'true', true],
    [{ type: 'boolean' }, 'false', false],
    [{ type: 'string' }, '', ''],
    [{ type: 'string' }, '007', '007'],
    [{ type: 'string' }, 'null', 'null'],
    [{ type: ['string', 'null'] }, 'x', 'x'],
    [{ type: ['integer', 'string'] }, '7', 7],
    [{ type: ['integer', 'string'] }, '07', '07'],
    [{ enum: [1, 2] }, '2', 2],
    [{ const: true }, 'true', true],
    [{}, '1', '1'],
    [{ anyOf: [{ type: 'integer' }, { const: 'all' }] }, 'all', 'all'],
    [{ allOf: [{ type: 'number' }, { type: 'integer' }] }, '3', 3],
  ])('%j reads "%s"', (schema, text, value) => {
    expect(decode(query(schema), { query: `q=${text}` })).toMatchObject({ values: { q: value }, violations: [] });
  });

  test.each<[type: object, text: string, detail: string]>([
    ...[
      '',
      '%201',
      '1%20',
      '+1',
      '1.5',
      '1.0',
      '1e2',
      '0x1',
      '01',
      '-',
      '--1',
      '1_000',
      'NaN',
      'Infinity',
      '\u0661',
      '1%00',
    ].map((text): [object, string, string] => [{ type: 'integer' }, text, whole]),
    [{ type: 'integer' }, '1'.repeat(500), whole],
    [{ type: 'integer', format: 'int32' }, '2147483648', int32],
    [{ type: 'integer', format: 'int32' }, '-2147483649', int32],
    [{ type: 'integer', format: 'int64' }, '9223372036854775808', int64],
    [{ type: 'integer', format: 'int64' }, '-9223372036854775809', int64],
    [{ type: 'integer', format: 'int64' }, '1e30', whole],
    [{ type: 'integer', maximum: 9007199254740992 }, '9007199254740993', 'must be at most 9007199254740992'],
    [
      { type: 'integer', exclusiveMinimum: 9007199254740992 },
      '9007199254740992',
      'must be greater than 9007199254740992',
    ],
    [{ type: 'integer', multipleOf: 2 }, '9007199254740993', 'must be a multiple of 2'],
    [{ type: 'integer', minimum: 1 }, '0', 'must be at least 1'],
    [{ type: 'integer', minimum: 1 }, '-9007199254740993', 'must be at least 1'],
    [{ type: 'integer', enum: [1, 2] }, '9007199254740993', 'must be one of: 1, 2'],
    [{ type: 'number', format: 'int32' }, '1.5', int32],
    [{ type: 'number' }, '1.', 'must be a number'],
    [{ type: 'number' }, '.5', 'must be a number'],
    [{ type: 'number' }, '', 'must be a number'],
    [{ type: 'number' }, '1e999', 'must be a number'],
    [{ type: ['number', 'null'] }, 'null', 'must be a number'],
    [{ type: 'boolean' }, '1', 'must be true or false'],
    [{ type: 'boolean' }, 'TRUE', 'must be true or false'],
    [{ type: 'boolean' }, '', 'must be true or false'],
    [{ type: 'string', minLength: 1 }, '', 'must be at least 1 character'],
    [{ type: 'string', format: 'uuid' }, 'x', 'must be a valid UUID'],
    [{ type: 'string', enum: ['a', 'b'] }, 'c', 'must be one of: a, b'],
    [{ enum: [1, 2] }, 'x', 'must be one of: 1, 2'],
  ])('%j refuses "%s"', (schema, text, detail) => {
    expect(decode(query(schema), { query: `q=${text}` })).toMatchObject({ values: {}, told: [`query q ${detail}`] });
  });
});

describe('a parameter is taken apart by its style', () => {
  const array = { type: 'array', items: { type: 'integer' } };
  const object = { type: 'object', properties: { R: { type: 'integer' }, G: { type: 'integer' } } };
  test.each<[style: string, explode: boolean, schema: object, query: string, value: unknown]>([
    ['form', true, array, 'q=3&q=4', [3, 4]],
    ['form', true, array, 'q=3', [3]],
    ['form', false, array, 'q=3,4', [3, 4]],
    ['form', false, array, 'q=3%2C4', [3, 4]],
    ['form', false, array, 'q=', []],
    ['form', false, { type: 'array', items: { type: 'string' } }, 'q=a%2Cb,c', ['a,b', 'c']],
    ['form', true, { type: 'array' }, 'q=1', ['1']],
    ['form', true, { type: ['array', 'integer'], items: { type: 'integer' } }, 'q=1', 1],
    ['form', true, { type: ['array', 'integer'], items: { type: 'integer' } }, 'q=1&q=2', [1, 2]],
    ['form', false, object, 'q=R,100,G,200', { R: 100, G: 200 }],
    ['form', true, object, 'R=100&G=200&other=1', { R: 100, G: 200 }],
    ['spaceDelimited', false, array, 'q=3%204', [3, 4]],
    ['spaceDelimited', false, array, 'q=3+4', [3, 4]],
    ['pipeDelimited', false, array, 'q=3|4', [3, 4]],
    ['pipeDelimited', false, array, 'q=3%7C4', [3, 4]],
    ['pipeDelimited', false, object, 'q=R|100|G|200', { R: 100, G: 200 }],
    ['deepObject', true, object, 'q[R]=100&q%5BG%5D=200', { R: 100, G: 200 }],
    ['deepObject', true, { properties: { R: array } }, 'q[R]=1&q[R]=2', { R: [1, 2] }],
    ['form', true, { properties: { R: array, G: { type: 'integer' } } }, 'R=1&G=2', { R: [1], G: 2 }],
    ['form', true, { properties: { R: array } }, 'R=1&R=2', { R: [1, 2] }],
    [
      'deepObject',
      true,
      { type: 'object', additionalProperties: true },
      'q[x]=1&q[__proto__]=2',
      JSON.parse('{"x":"1","__proto__":"2"}'),
    ],
  ])('query, %s, explode %s, %j: "%s"', (style, explode, schema, text, value) => {
    expect(decode(query(schema, { style, explode }), { query: text })).toEqual({
      values: { q: value },
      violations: [],
      told: [],
    });
  });

  test.each<[style: string, explode: boolean, schema: object, text: string, value: unknown]>([
    ['simple', false, { type: 'integer' }, '5', 5],
    ['simple', false, array, '3,4', [3, 4]],
    ['simple', true, array, '3,4', [3, 4]],
    ['simple', false, object, 'R,100,G,200', { R: 100, G: 200 }],
    ['simple', true, object, 'R=100,G=200', { R: 100, G: 200 }],
    ['label', false, { type: 'integer' }, '.5', 5],
    ['label', false, array, '.3,4', [3, 4]],
    ['label', true, array, '.3.4', [3, 4]],
    ['label', false, object, '.R,100,G,200', { R: 100, G: 200 }],
    ['label', true, object, '.R=100.G=200', { R: 100, G: 200 }],
    ['matrix', false, { type: 'integer' }, ';p=5', 5],
    ['matrix', false, array, ';p=3,4', [3, 4]],
    ['matrix', true, array, ';p=3;p=4', [3, 4]],
    ['matrix', false, object, ';p=R,100,G,200', { R: 100, G: 200 }],
    ['matrix', true, object, ';R=100;G=200', { R: 100, G: 200 }],
  ])('path, %s, explode %s, %j: "%s"', (style, explode, schema, text, value) => {
    const parameters = [{ name: 'p', in: 'path', required: true, schema, style, explode }];
    expect(decode(parameters, { path: new Map([['p', text]]) })).toEqual({
      values: { p: value },
      violations: [],
      told: [],
    });
  });

  test.each<[where: string, schema: object, headers: Record<string, string>, value: unknown]>([
    ['header', { type: 'integer' }, { 'x-p': ' 7 ' }, 7],
    ['header', array, { 'x-p': '3, 4' }, [3, 4]],
    ['header', object, { 'x-p': 'R,100,G,200' }, { R: 100, G: 200 }],
    ['cookie', { type: 'integer' }, { cookie: 'a=1; X-P=7; b=2' }, 7],
    ['cookie', { type: 'string' }, { cookie: 'X-P=a%20b' }, 'a b'],
  ])('%s, %j: %j', (where, schema, headers, value) => {
    const decoded = decode([{ name: 'X-P', in: where, schema }], { headers });
    expect(decoded).toEqual({ values: { 'X-P': value }, violations: [], told: [] });
  });

  test('content is JSON', () => {
    const parameters = [
      { name: 'q', in: 'query', content: { 'application/json': { schema: { type: 'object', required: ['a'] } } } },
    ];
    expect(decode(parameters, { query: `q=${encodeURIComponent('{"a":[1]}')}` }).values).toEqual({ q: { a: [1] } });
    expect(decode(parameters, { query: 'q={' }).told).toEqual(['query q must be valid JSON']);
    expect(decode(parameters, { query: 'q={}' }).told).toEqual(['query q.a is required']);
  });

  test.each<[title: string, parameter: RawParameter, raw: Partial<RawParameters>, told: string[]]>([
    ['a repeated value', query({ type: 'string' })[0]!, { query: 'q=1&q=2' }, ['query q must be given only once']],
    [
      'a repeated list',
      query(array, { explode: false })[0]!,
      { query: 'q=1&q=2' },
      ['query q must be given only once'],
    ],
    [
      'a repeated property',
      query(object, { style: 'deepObject' })[0]!,
      { query: 'q[R]=1&q[R]=2' },
      ['query q must be given only once'],
    ],
    ['broken encoding', query({ type: 'string' })[0]!, { query: 'q=%zz' }, ['query q must be percent-encoded UTF-8']],
    ['bytes that are not UTF-8', query(array)[0]!, { query: 'q=1&q=%FF' }, ['query q must be percent-encoded UTF-8']],
    [
      'wrong items, each',
      query(array)[0]!,
      { query: 'q=1&q=x&q=1.5' },
      ['query q.1 must be a whole number', 'query q.2 must be a whole number'],
    ],
    [
      'wrong properties',
      query(object, { style: 'deepObject' })[0]!,
      { query: 'q[R]=x' },
      ['query q.R must be a whole number'],
    ],
    [
      'half an object',
      query(object, { explode: false })[0]!,
      { query: 'q=R,1,G' },
      ['query q must be a list of names and values'],
    ],
    [
      'too many items',
      query({ ...array, maxItems: 1 })[0]!,
      { query: 'q=1&q=2' },
      ['query q must have at most 1 item'],
    ],
    ['a required parameter left out', query({ type: 'string' }, { required: true })[0]!, {}, ['query q is required']],
    [
      'a required header left out',
      { name: 'X-A', in: 'header', required: true, schema: {} },
      {},
      ['header X-A is required'],
    ],
  ])('%s is a violation', (_, parameter, raw, told) => {
    expect(decode([parameter], raw)).toMatchObject({ values: {}, told });
  });

  test.each([
    ['label', '3', 'must start with a dot'],
    ['matrix', 'p=3', 'must start with ";p="'],
    ['matrix', ';x=3', 'must start with ";p="'],
  ])('path, %s: "%s" is a violation', (style, text, detail) => {
    const parameters = [{ name: 'p', in: 'path', required: true, schema: array, style }];
    expect(decode(parameters, { path: new Map([['p', text]]) }).told).toEqual([`path p ${detail}`]);
  });
});

const paged = [
  { name: 'limit', in: 'query', schema: { $ref: '#/components/schemas/Limit' } },
  { name: 'offset', in: 'query', schema: { type: 'integer', format: 'int64', minimum: 0, default: 0 } },
  { name: 'X-Trace', in: 'header', schema: { type: 'string', format: 'uuid' } },
];
const components = { schemas: { Limit: { type: 'integer', format: 'int32', minimum: 0, maximum: 1000, default: 25 } } };

describe('a parameter that may be empty', () => {
  const allowEmptyValue = true;
  test.each<[parameter: RawParameter, query: string, value: unknown]>([
    [query({ type: 'boolean' }, { allowEmptyValue })[0]!, 'q', undefined],
    [query({ type: 'boolean' }, { allowEmptyValue })[0]!, 'q=', undefined],
    [query({ type: 'boolean' }, { allowEmptyValue, required: true })[0]!, 'q', undefined],
    [query({ type: 'boolean', default: true }, { allowEmptyValue })[0]!, 'q', true],
    [query({ type: 'boolean', default: true }, { allowEmptyValue })[0]!, 'q=false', false],
    [query({ type: 'string' }, { allowEmptyValue })[0]!, 'q=', ''],
    [query({ type: 'string', minLength: 2 }, { allowEmptyValue })[0]!, 'q', undefined],
    [query({ type: 'array', items: { type: 'integer' } }, { allowEmptyValue })[0]!, 'q=', undefined],
  ])('%j with ?%s is %j', (parameter, text, value) => {
    const decoded = decode([parameter], { query: text });
    expect(decoded).toEqual({ values: value === undefined ? {} : { q: value }, violations: [], told: [] });
  });

  test.each([
    ['query', false, 'q=', ['query q must be true or false']],
    ['query', true, 'q=x', ['query q must be true or false']],
  ])('in the %s with %s, %s is told', (where, allowed, text, told) => {
    const parameter = { name: 'q', in: where, schema: { type: 'boolean' }, allowEmptyValue: allowed };
    expect(decode([parameter], { query: text }).told).toEqual(told);
  });
});

describe('one value where a list may stand', () => {
  const integers = { type: 'array', items: { type: 'integer' } };
  const all = { type: 'string', enum: ['all'] };
  test.each<[schema: object, text: string, value: unknown]>([
    [{ anyOf: [integers, all] }, 'q=1', [1]],
    [{ anyOf: [integers, all] }, 'q=1&q=2', [1, 2]],
    [{ anyOf: [integers, all] }, 'q=all', 'all'],
    [{ oneOf: [all, integers] }, 'q=7', [7]],
    [{ oneOf: [{ type: 'integer' }, integers] }, 'q=7', 7],
    [{ type: ['array', 'boolean'], items: { type: 'integer' } }, 'q=7', [7]],
    [{ type: ['array', 'string'], items: { type: 'string' } }, 'q=a', 'a'],
  ])('%j with ?%s is %j', (schema, text, value) => {
    expect(decode(query(schema), { query: text })).toEqual({ values: { q: value }, violations: [], told: [] });
  });

  test('that is neither is told', () => {
    expect(decode(query({ anyOf: [integers, all] }), { query: 'q=none' }).told).toHaveLength(1);
  });
});

test('defaults stand in for what is not given, and unknown parameters are ignored', () => {
  expect(decode(paged, { query: 'x=1&limits=7' }, components)).toEqual({
    values: { limit: 25, offset: 0 },
    violations: [],
    told: [],
  });
});

test('all violations come at once, each with its place in the document', () => {
  const { violations } = decode(paged, { query: 'limit=1001&offset=-1', headers: { 'x-trace': 'x' } }, components);
  expect(violations.map(({ path, keyword, pointer }) => [path, keyword, pointer])).toEqual([
    [['limit'], 'maximum', '#/components/schemas/Limit/maximum'],
    [['offset'], 'minimum', '#/paths/~1things/get/parameters/1/schema/minimum'],
    [['X-Trace'], 'format', '#/paths/~1things/get/parameters/2/schema/format'],
  ]);
});

test('a violation of the type points at the type, wherever it stands', () => {
  const { violations } = decode(paged, { query: 'limit=x' }, components);
  expect(violations).toMatchObject([{ keyword: 'type', pointer: '#/components/schemas/Limit/type' }]);
});

test('a request without a query costs one look-up', () => {
  const spec = parseSpec({
    openapi: '3.1.0',
    info: { title: 'Things', version: '1' },
    paths: { '/things': { get: { parameters: paged.slice(0, 2), responses: { 200: { description: 'ok' } } } } },
    components,
  });
  const decoder = createParameterDecoder(spec.operations[0]!, spec.schemas);
  const raw = { path: new Map(), query: '', headers: {} };
  expect(decoder(raw)).toBe(decoder(raw));
});
