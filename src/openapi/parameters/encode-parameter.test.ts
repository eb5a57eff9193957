import fc from 'fast-check';
import { parseSpec } from '../load-spec';
import { createParameterDecoder } from './decode-parameters';
import { encodeParameter } from './encode-parameter';

function specWith(parameter: object) {
  const path = 'in' in parameter && parameter.in === 'path' ? '/things/{p}' : '/things';
  return parseSpec({
    openapi: '3.1.0',
    info: { title: 'Things', version: '1' },
    paths: { [path]: { get: { parameters: [parameter], responses: { 200: { description: 'ok' } } } } },
  });
}

const scalar = { type: 'string' };
const array = { type: 'array', items: { type: 'string' } };
const object = { type: 'object', additionalProperties: { type: 'string' }, properties: { R: scalar, G: scalar } };
const color = { R: '100', G: '200' };

// The table of OpenAPI 3.1, section 4.8.12.3.
test.each<[where: string, style: string, explode: boolean, schema: object, value: never, pairs: string[][]]>([
  ['query', 'form', true, scalar, '' as never, [['p', '']]],
  ['query', 'form', true, scalar, 'blue' as never, [['p', 'blue']]],
  [
    'query',
    'form',
    true,
    array,
    ['blue', 'black'] as never,
    [
      ['p', 'blue'],
      ['p', 'black'],
    ],
  ],
  ['query', 'form', true, array, [] as never, []],
  ['query', 'form', false, array, ['blue', 'black'] as never, [['p', 'blue,black']]],
  ['query', 'form', false, object, color as never, [['p', 'R,100,G,200']]],
  [
    'query',
    'form',
    true,
    object,
    color as never,
    [
      ['R', '100'],
      ['G', '200'],
    ],
  ],
  ['query', 'spaceDelimited', false, array, ['blue', 'black'] as never, [['p', 'blue black']]],
  ['query', 'pipeDelimited', false, array, ['blue', 'black'] as never, [['p', 'blue|black']]],
  [
    'query',
    'deepObject',
    true,
    object,
    color as never,
    [
      ['p[R]', '100'],
      ['p[G]', '200'],
    ],
  ],
  ['path', 'matrix', false, scalar, 'blue' as never, [['p', ';p=blue']]],
  ['path', 'matrix', false, array, ['blue', 'black'] as never, [['p', ';p=blue,black']]],
  ['path', 'matrix', true, array, ['blue', 'black'] as never, [['p', ';p=blue;p=black']]],
  ['path', 'matrix', false, object, color as never, [['p', ';p=R,100,G,200']]],
  ['path', 'matrix', true, object, color as never, [['p', ';R=100;G=200']]],
  ['path', 'label', false, scalar, 'blue' as never, [['p', '.blue']]],
  ['path', 'label', true, array, ['blue', 'black'] as never, [['p', '.blue.black']]],
  ['path', 'label', true, object, color as never, [['p', '.R=100.G=200']]],
  ['path', 'simple', false, array, ['blue', 'black'] as never, [['p', 'blue,black']]],
  ['path', 'simple', false, object, color as never, [['p', 'R,100,G,200']]],
  ['path', 'simple', true, object, color as never, [['p', 'R=100,G=200']]],
  ['header', 'simple', true, object, color as never, [['p', 'R=100,G=200']]],
  ['cookie', 'form', true, scalar, 'blue' as never, [['p', 'blue']]],
])('%s, %s, explode %s', (where, style, explode, schema, value, pairs) => {
  const spec = specWith({ name: 'p', in: where, required: where === 'path', style, explode, schema });
  expect(encodeParameter(spec.operations[0]!.parameters[0]!, value)).toEqual(pairs);
});

test.each([
  [1e21, '1000000000000000000000'],
  [-0, '0'],
  [1.5, '1.5'],
  [true, 'true'],
  [9223372036854775807n, '9223372036854775807'],
  [null, 'null'],
])('writes %s as %s', (value, text) => {
  const spec = specWith({ name: 'p', in: 'query', schema: {} });
  expect(encodeParameter(spec.operations[0]!.parameters[0]!, value)).toEqual([['p', text]]);
});

describe('what is encoded is decoded to the same', () => {
  const text = fc.string({ unit: 'grapheme' });
  const item = fc.stringMatching(/^[^,|. ;=\uD800-\uDFFF]+$/u);
  const integers = { type: 'array', items: { type: 'integer' } };
  test.each<[style: string, explode: boolean, schema: object, values: fc.Arbitrary<never>]>([
    ['form', true, scalar, text as never],
    ['form', true, array, fc.array(text, { minLength: 1 }) as never],
    ['form', false, array, fc.array(item, { minLength: 1 }) as never],
    ['pipeDelimited', false, array, fc.array(item, { minLength: 1 }) as never],
    ['form', false, integers, fc.array(fc.maxSafeInteger(), { minLength: 1 }) as never],
    [
      'deepObject',
      true,
      object,
      fc.dictionary(
        item.filter((name) => !/[[\]]/.test(name)),
        text,
        { minKeys: 1 },
      ) as never,
    ],
    ['form', true, { properties: { p: integers } }, fc.record({ p: fc.array(fc.nat(), { minLength: 1 }) }) as never],
    ['form', true, { type: 'integer', format: 'int64' }, fc.bigInt(-(2n ** 63n), 2n ** 63n - 1n) as never],
    [
      'form',
      true,
      { type: 'number' },
      fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0) as never,
    ],
  ])('query, %s, explode %s, %j', (style, explode, schema, values) => {
    const spec = specWith({ name: 'p', in: 'query', style, explode, schema });
    const decode = createParameterDecoder(spec.operations[0]!, spec.schemas);
    fc.assert(
      fc.property(values, (value) => {
        const query = encodeParameter(spec.operations[0]!.parameters[0]!, value)
          .map((pair) => pair.map(encodeURIComponent).join('='))
          .join('&');
        const { violations, values: decoded } = decode({ path: new Map(), query, headers: {} });
        expect(violations).toEqual([]);
        const found = decoded.query.get('p');
        expect(typeof value === 'bigint' ? BigInt(found as bigint) : found).toEqual(value);
      }),
    );
  });
});
