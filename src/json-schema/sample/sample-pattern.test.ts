import { createRandom } from '../model/random';
import { samplePattern } from './sample-pattern';

const sampled = (pattern: string) =>
  Array.from({ length: 300 }, (_, index) =>
    samplePattern([{ value: pattern, pointer: '#' }] as never, createRandom(index), { min: 0, max: 40 }),
  );

test('texts do not look like faults: no names of JavaScript itself', () => {
  const texts = sampled('^usr_[a-zA-Z0-9]{14}$');
  expect(texts.every((text) => /^usr_[a-zA-Z0-9]{14}$/.test(text!))).toBe(true);
  expect(texts.filter((text) => /toStr|toLoc|value|hasOw|const|isPro|prope|proto/.test(text!))).toEqual([]);
});

test('a name that the pattern itself asks for is left in', () => {
  expect(sampled('^constructor_[0-9]{3}$').every((text) => /^constructor_[0-9]{3}$/.test(text!))).toBe(true);
});
