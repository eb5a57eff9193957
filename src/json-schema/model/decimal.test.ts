import fc from 'fast-check';
import { isMultipleOf, multipleBelow } from './decimal';

test.each([
  [6, 3, true],
  [7, 3, false],
  [0.3, 0.1, true],
  [0.35, 0.1, false],
  [19.99, 0.01, true],
  [19.999, 0.01, false],
  [-0.75, 0.25, true],
  [0, 0.1, true],
  [1e22, 7, false],
  [1e300, 1e-300, true],
  [1.5e-7, 5e-8, true],
  [123456789012.34, 0.01, true],
])('%d is a multiple of %d: %s', (value, divisor, expected) => {
  expect(isMultipleOf(value, divisor)).toBe(expected);
});

test.each([
  [10, 3, 9],
  [-1, 3, -3],
  [0.35, 0.1, 0.3],
  [1, 0.1, 1],
  [-0.05, 0.1, -0.1],
])('the multiple at or below %d of %d is %d', (limit, divisor, expected) => {
  expect(multipleBelow(limit, divisor)).toBe(expected);
});

test('multipleBelow gives a multiple, less than one step away', () => {
  fc.assert(
    fc.property(fc.integer({ min: -1e6, max: 1e6 }), fc.integer({ min: 1, max: 1e4 }), (limit, hundredths) => {
      const divisor = hundredths / 100;
      const multiple = multipleBelow(limit, divisor);
      expect(isMultipleOf(multiple, divisor)).toBe(true);
      expect(multiple).toBeLessThanOrEqual(limit);
      expect(limit - multiple).toBeLessThan(divisor);
    }),
  );
});
