import type { ListShape } from '../../openapi/model/model';
import { changeListed, changeWithin } from './change-items';

const turned = <T>(items: T[]): T[] => [...items].reverse();
const list = (shape: Partial<ListShape>) =>
  ({ paging: { kind: 'none' }, filters: [], ...shape }) as unknown as ListShape;

test.each([
  ['a bare array', {}, [1, 2], [2, 1]],
  ['a member', { itemsProperty: 'items' }, { items: [1, 2] }, { items: [2, 1] }],
  [
    'a member of a member',
    { itemsProperty: 'items', itemsWithin: '_embedded' },
    { _embedded: { items: [1, 2] }, page: {} },
    { _embedded: { items: [2, 1] }, page: {} },
  ],
  ['no list', { itemsProperty: 'items' }, { error: true }, { error: true }],
])('changes the items of %s', (_, shape, body, expected) => {
  expect(changeListed(body, list(shape), turned)).toEqual(expected);
});

test.each([
  ['the envelope', undefined, { total: 3 }, { total: 0 }],
  ['the one inside it', 'meta', { meta: { total: 3 }, total: 1 }, { meta: { total: 0 }, total: 1 }],
  ['none where it is missing', 'meta', { total: 3 }, { total: 3 }],
])('changes %s', (_, within, body, expected) => {
  expect(changeWithin(body, within, (envelope) => ({ ...envelope, total: 0 }))).toEqual(expected);
});
