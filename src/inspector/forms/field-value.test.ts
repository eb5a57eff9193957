import type { PageField } from '../../server/pages/page-model';
import { emptyValue, kindOf, numberOrText, presentValue, refittedValue, shownPaths, valueForForm } from './field-value';

const field = (part: Partial<PageField>): PageField => ({ name: 'x', types: ['string'], required: true, ...part });
const person = field({
  types: ['object'],
  fields: [
    field({ name: 'name' }),
    field({ name: 'age', types: ['integer'], required: false }),
    field({
      name: 'tags',
      types: ['array'],
      item: field({ name: '', types: ['object'], fields: [field({ name: 'a' })] }),
    }),
  ],
});

describe('how a value is edited', () => {
  test.each<[string, Partial<PageField>]>([
    ['text', {}],
    ['text', { types: ['string', 'null'], maxLength: 255 }],
    ['long-text', { maxLength: 256 }],
    ['choice', { values: ['a', 'b'] }],
    ['choice', { types: ['boolean'] }],
    ['number', { types: ['integer'] }],
    ['number', { types: ['number', 'null'] }],
    ['json', { types: [] }],
    ['json', { types: ['string', 'integer'] }],
    ['json', { types: ['object'] }],
    ['json', { values: [{ a: 1 }], types: ['object'] }],
    ['list', { types: ['array'], item: field({}) }],
    ['object', { types: ['object'], fields: [field({})] }],
  ])('as %s: %j', (kind, part) => expect(kindOf(field(part))).toBe(kind));
});

test.each<[string, Partial<PageField>, unknown]>([
  ['its default', { default: null, required: false }, null],
  ['nothing, where it may be left out', { required: false }, undefined],
  ['an empty text', {}, ''],
  ['the first of its values', { values: [null, 'b', 'c'] }, 'b'],
  ['no', { types: ['boolean'] }, false],
  ['what is required of an object', person, { name: '', age: undefined, tags: [] }],
])('a new form has %s', (_, part, value) => expect(emptyValue(field(part))).toEqual(value));

test('what is put in has a value', () => expect(presentValue(field({ required: false }))).toBe(''));

test('what was typed stays where another document still has a field for it', () => {
  const typed = { name: 'typed', age: 'not a number', tags: [{ a: 'x', gone: 1 }], gone: true };
  const changed = field({
    ...person,
    fields: [...person.fields!, field({ name: 'new' }), field({ name: 'extra', required: false })],
  });
  expect(refittedValue(changed, typed)).toEqual({ name: 'typed', age: 'not a number', tags: [{ a: 'x' }], new: '' });
  expect(refittedValue(field({}), null)).toBeNull();
});

test('of a record, the form has what it can show', () => {
  expect(valueForForm(person, { id: 7, name: 'a', tags: [{ a: 1, b: 2 }] })).toEqual({
    name: 'a',
    tags: [{ a: 1, b: 2 }],
  });
});

test.each([
  ['12', 12],
  [' -1.5 ', -1.5],
  ['1e3', 1000],
  ['', ''],
  ['12a', '12a'],
  ['0x10', '0x10'],
])('%j is sent as %j', (text, value) => expect(numberOrText(text)).toBe(value));

test('the places that a form shows', () => {
  expect([...shownPaths(person, { name: 'a', tags: [{ a: '1' }] })]).toEqual([
    'name',
    'age',
    'tags',
    'tags[0]',
    'tags[0].a',
  ]);
});
