import path from 'node:path';
import { loadSpec } from '../load-spec';
import { describeResources } from './describe-resources';

test.each([
  [
    '../../../fixtures/specs/bookshop.yaml',
    [
      'books  list create read replace remove · id by `id` ({bookId}) · a bare array · total in `X-Total-Count` · paged by `page`, `per_page` · filters `language`',
    ],
  ],
  [
    '../../../fixtures/specs/customer-notes.yaml',
    [
      'customers  list create read update · id by `id` ({customerId}) · items in `data` · paged by `cursor`, `page_size`',
      'notes      list create read update remove · id by `id` ({noteId}) · in customers{customerId} · items in `data` · total in `count` · paged by `cursor`, `page_size` · filters `pinned`',
    ],
  ],
  [
    '../../../fixtures/specs/warehouse.yaml',
    [
      'products  list create read replace remove · id by `id` · items in `items` · total in `total` · paged by `limit`, `offset` · filters `category`, `discontinued`',
    ],
  ],
])('%s', (file, lines) => {
  expect(describeResources(loadSpec(path.join(__dirname, file)).resources)).toEqual(lines);
});

test('no resources are no lines', () => {
  expect(describeResources([])).toEqual([]);
});
