import type { Validator } from '../../../json-schema/model/schemas';
import { repairRecord } from './ensure-valid';

const spare = () => ({ id: 's', a: 1, b: 1 });

/** Refuses the named properties unless they are 1. */
const onlyOnes =
  (...names: string[]): Validator =>
  (value) =>
    names
      .filter((name) => (value as Record<string, unknown>)[name] !== 1)
      .map((name) => ({ path: [name], keyword: 'const', detail: 'must be 1', pointer: '#' }));

test('a valid record is not touched, and nothing is sampled', () => {
  const record = { id: 'r', a: 1 };
  const sample = jest.fn(spare);
  expect(repairRecord(record, onlyOnes('a'), sample, ['id'])).toBe(record);
  expect(sample).not.toHaveBeenCalled();
});

test('only what is at fault is replaced', () => {
  expect(repairRecord({ id: 'r', a: 2, b: 7 }, onlyOnes('a'), spare, ['id'])).toEqual({ id: 'r', a: 1, b: 7 });
});

test('what the sample leaves out is left out', () => {
  const isAbsent: Validator = (value) =>
    'c' in (value as object) ? [{ path: ['c'], keyword: 'false schema', detail: 'is not allowed', pointer: '#' }] : [];
  expect(repairRecord({ id: 'r', c: 2 }, isAbsent, spare, ['id'])).toEqual({ id: 'r' });
});

test('a fault of the whole takes the sample, but keeps the id', () => {
  const whole: Validator = (value) =>
    (value as { b?: number }).b === 1 ? [] : [{ path: [], keyword: 'not', detail: 'is not allowed', pointer: '#' }];
  expect(repairRecord({ id: 'r', a: 2, b: 7 }, whole, spare, ['id'])).toEqual({ id: 'r', a: 1, b: 1 });
});

test('an id that cannot be kept is given up', () => {
  const whole: Validator = (value) =>
    (value as { id?: string }).id === 's' ? [] : [{ path: [], keyword: 'not', detail: 'is not allowed', pointer: '#' }];
  expect(repairRecord({ id: 'r', a: 2 }, whole, spare, ['id'])).toEqual({ id: 's', a: 1, b: 1 });
});
