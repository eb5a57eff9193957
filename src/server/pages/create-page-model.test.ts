import { loadSpec } from '../../openapi/load-spec';
import { createPageModel } from './create-page-model';
import type { PageField, PageResource } from './page-model';

const resources = (file: string): readonly PageResource[] =>
  createPageModel(loadSpec(`fixtures/specs/${file}.yaml`)).resources;
const [books] = resources('bookshop');
const [products] = resources('warehouse');
const fieldOf = (fields: readonly PageField[] | undefined, name: string): PageField | undefined =>
  fields?.find((field) => field.name === name);
const input = (name: string): PageField | undefined => fieldOf(products?.create?.body?.field.fields, name);

test('names what is served', () => {
  const model = createPageModel(loadSpec('fixtures/specs/bookshop.yaml'), '/api');
  expect(model).toMatchObject({ title: 'Bookshop', version: '1.0.0', basePath: '/api' });
  expect(model.operations.find(({ id }) => id === 'createBook')).toEqual({
    ...{ id: 'createBook', method: 'POST', path: '/books', statuses: [201, 400] },
    examples: ['default'],
  });
  expect(model.operations.find(({ id }) => id === 'getBook')?.examples).toHaveLength(1);
});

describe('a list', () => {
  test('as a bare array, by page number, counted in a header', () => {
    expect(books?.list).toMatchObject({ method: 'GET', path: '/books', items: [], totalHeader: 'X-Total-Count' });
    expect(books?.list?.paging).toEqual({
      ...{ kind: 'page', size: 'per_page', largest: 100, position: 'page', firstPage: 1 },
    });
    expect(books?.list?.filters.map(({ name }) => name)).toEqual(['language']);
  });

  test('in an envelope, by offset', () => {
    expect(products?.list).toMatchObject({ items: ['items'], total: ['total'] });
    expect(products?.list?.paging).toMatchObject({ kind: 'offset', size: 'limit', position: 'offset' });
  });
});

describe('a form', () => {
  test('leaves out what the server makes; a table shows it', () => {
    expect(fieldOf(products?.columns, 'id')).toMatchObject({ readOnly: true });
    expect(input('id')).toBeUndefined();
  });

  test.each<[string, Partial<PageField>]>([
    ['name', { types: ['string'], required: true, maxLength: 80, limits: '1 to 80 characters' }],
    ['description', { required: false, limits: 'at most 500 characters' }],
    ['category', { values: ['tools', 'fixings', 'paint', 'garden'] }],
    ['discontinued', { types: ['boolean'] }],
    ['rating', { types: ['null', 'number'], limits: '0 to 5' }],
    ['sku', { limits: '^[A-Z]{3}-[0-9]{4}$' }],
  ])('%s', (name, expected) => expect(input(name)).toMatchObject(expected));

  test('objects and lists have parts', () => {
    expect(input('price')?.fields?.map(({ name }) => name)).toEqual(['amount', 'currency']);
    expect(input('suppliers')?.item?.fields?.map(({ name }) => name)).toEqual(['name', 'email', 'delivery_days']);
  });
});

test('a nested collection names what it hangs on', () => {
  const nested = resources('customer-notes').filter(({ parents }) => parents.length > 0);
  expect(nested.length).toBeGreaterThan(0);
  for (const { parents, list } of nested) {
    for (const { parameter } of parents) expect(list?.path).toContain(`{${parameter}}`);
  }
});
