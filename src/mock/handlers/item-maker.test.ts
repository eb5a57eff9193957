import { parseSpec } from '../../openapi/load-spec';
import { propertiesOf } from '../../openapi/model/schema-facts';
import { documentOf } from '../ask.test-support';
import { createFitValues, mergePatch } from './item-maker';

describe('mergePatch', () => {
  // RFC 7396, appendix A.
  test.each([
    [{ a: 'b' }, { a: 'c' }, { a: 'c' }],
    [{ a: 'b' }, { b: 'c' }, { a: 'b', b: 'c' }],
    [{ a: 'b' }, { a: null }, {}],
    [{ a: 'b', b: 'c' }, { a: null }, { b: 'c' }],
    [{ a: ['b'] }, { a: 'c' }, { a: 'c' }],
    [{ a: 'c' }, { a: ['b'] }, { a: ['b'] }],
    [{ a: { b: 'c' } }, { a: { b: 'd', c: null } }, { a: { b: 'd' } }],
    [{ a: [{ b: 'c' }] }, { a: [1] }, { a: [1] }],
    [
      ['a', 'b'],
      ['c', 'd'],
      ['c', 'd'],
    ],
    [{ a: 'b' }, ['c'], ['c']],
    [{ a: 'foo' }, null, null],
    [{ a: 'foo' }, 'bar', 'bar'],
    [{ e: null }, { a: 1 }, { e: null, a: 1 }],
    [[1, 2], { a: 'b', c: null }, { a: 'b' }],
    [{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }],
  ])('%j with %j is %j', (target, patch, result) => {
    const before = structuredClone(target);
    expect(mergePatch(target, patch)).toEqual(result);
    expect(target).toEqual(before);
  });

  test('leaves prototypes alone', () => {
    const result = mergePatch({}, JSON.parse('{"__proto__":{"polluted":1}}'));
    expect(JSON.stringify(result)).toBe('{"__proto__":{"polluted":1}}');
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});

const { schemas } = parseSpec(
  documentOf(
    '/x: { get: { responses: { "200": { description: ok } } } }',
    `
Taken: { properties: { title: { type: [string, integer] }, milestone: { type: [integer, "null"] }, note: { type: string }, size: { $ref: "#/components/schemas/Size" } } }
Carried: { properties: { title: { type: string }, milestone: { type: [object, "null"] }, note: { type: string, maxLength: 3 }, size: { $ref: "#/components/schemas/Size" }, id: { type: integer } } }
Size: { type: integer }
`,
  ),
);
const properties = (name: string) => propertiesOf(schemas, schemas.at(`#/components/schemas/${name}`));
const fitted = createFitValues(schemas, properties('Taken'), properties('Carried'));

test.each([
  [
    'what fits',
    { title: 'a', milestone: null, note: 'abc', size: 1 },
    { title: 'a', milestone: null, note: 'abc', size: 1 },
  ],
  ['a number as text', { title: 7 }, { title: '7' }],
  ['nothing for a number that stands for an object', { milestone: 7 }, {}],
  ['nothing for a text that is too long', { note: 'abcd' }, {}],
  ['what the document does not know', { other: {} }, { other: {} }],
])('an item carries %s', (_, sent, carried) => expect(fitted(sent)).toEqual(carried));

test('what is described once is not looked at', () => {
  const same = properties('Taken');
  const sent = { title: {} };
  expect(createFitValues(schemas, same, same)(sent)).toBe(sent);
});
