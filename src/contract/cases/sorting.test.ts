import { firstOutOfOrder } from './sorting';

test.each<[string, (string | number | boolean)[], boolean]>([
  ['numbers', [1, 2, 10], true],
  ['numbers as if they were texts', [1, 10, 2], false],
  ['equal values', [1, 1, 1], true],
  ['texts by characters', ['A', 'B', 'a'], true],
  ['texts without case', ['a', 'B', 'c'], true],
  ['texts as in a dictionary', ['ea', 'éb', 'ec'], true],
  ['texts in no order', ['a', 'c', 'b'], false],
  ['moments in several offsets', ['2026-01-01T10:00:00+02:00', '2026-01-01T09:00:00Z'], true],
  ['booleans', [false, true], true],
  ['values of several types', [1, 'a', 0], true],
  ['nothing', [], true],
])('%s: %j', (_, values, isSorted) => {
  expect(firstOutOfOrder(values, 1) === undefined).toBe(isSorted);
  expect(firstOutOfOrder(values.toReversed(), -1) === undefined).toBe(isSorted);
});
