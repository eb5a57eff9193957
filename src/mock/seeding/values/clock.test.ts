import { momentOf, oldestAge, seedClock } from './clock';

test.each([
  [0, 0, seedClock],
  [1, 0, seedClock - oldestAge],
  [1, 1, seedClock],
  [0.5, 0.5, seedClock - oldestAge / 4],
  [0.3, 1.5, seedClock + oldestAge / 2],
])('at age %d and life %d', (age, life, moment) => {
  expect(Math.abs(momentOf(age, life) - moment)).toBeLessThan(1000);
});
