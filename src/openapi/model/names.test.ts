import { firstNamed, normalizeName, singulars } from './names';

test.each([
  ['page_size', 'pagesize'],
  ['pageSize', 'pagesize'],
  ['page[size]', 'pagesize'],
  ['X-Total-Count', 'xtotalcount'],
  ['$top', 'top'],
  ['größe', 'größe'],
])('%s is spelled %s', (name, spelling) => {
  expect(normalizeName(name)).toBe(spelling);
});

test.each([
  ['books', 'book'],
  ['companies', 'company'],
  ['boxes', 'box'],
  ['classes', 'class'],
  ['addresses', 'address'],
  ['people', 'person'],
  ['children', 'child'],
  ['sheep', 'sheep'],
])('%s has the singular %s', (plural, singular) => {
  expect(singulars(plural)).toContain(singular);
});

test('the earlier name in the table wins, whatever the order of things', () => {
  const pick = (...names: string[]) => firstNamed(['total', 'totalcount', 'count'], names, (name) => name);
  expect(pick('count', 'Total-Count')).toBe('Total-Count');
  expect(pick('x')).toBeUndefined();
});
