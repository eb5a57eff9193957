import { type ChaosOptions, createChaos } from './chaos';
import { parseDelay } from './delay-range';

const course = (options: ChaosOptions, seed = 1, length = 1000) => {
  const chaos = createChaos(options, seed);
  return Array.from({ length }, () => chaos.next());
};

test('the same seed brings the same chaos, another seed another one', () => {
  const options = { failRate: 0.2, failWith: [500, 503, 429], delay: { min: 50, max: 300 } };
  expect(course(options)).toEqual(course(options));
  expect(course(options, 2)).not.toEqual(course(options));
});

test.each([
  [0, 0, 0],
  [0.02, 5, 40],
  [0.5, 440, 560],
  [1, 1000, 1000],
])('of 1000 requests, a share of %d fails', (failRate, least, most) => {
  const failed = course({ failRate }).filter(({ status }) => status !== undefined).length;
  expect(failed).toBeGreaterThanOrEqual(least);
  expect(failed).toBeLessThanOrEqual(most);
});

test('each status gets its turn', () => {
  const statuses = course({ failRate: 1, failWith: [500, 429] }).map(({ status }) => status);
  expect(new Set(statuses)).toEqual(new Set([500, 429]));
});

test('delays stay in their range and do not depend on failures', () => {
  const delay = { min: 50, max: 300 };
  const delays = course({ delay }).map((fate) => fate.delay);
  expect(Math.min(...delays)).toBeGreaterThanOrEqual(50);
  expect(Math.max(...delays)).toBeLessThanOrEqual(300);
  expect(new Set(delays).size).toBeGreaterThan(100);
  expect(course({ delay, failRate: 1 }).map((fate) => fate.delay)).toEqual(delays);
});

test.each([
  ['0', { min: 0, max: 0 }],
  ['300', { min: 300, max: 300 }],
  ['50..300', { min: 50, max: 300 }],
  ['600000', { min: 600_000, max: 600_000 }],
  ['600001', undefined],
  ['300..50', undefined],
  ['50...300', undefined],
  ['50-300', undefined],
  ['-1', undefined],
  ['1.5', undefined],
  ['', undefined],
])('a delay of %j', (text, range) => {
  expect(parseDelay(text)).toEqual(range);
});
