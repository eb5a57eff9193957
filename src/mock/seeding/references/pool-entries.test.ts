import { branchesOf, branchFor, entryFor, MAX_BRANCHES } from './pool-entries';

const entries = (count: number, size?: number) => Array.from({ length: count }, (_, index) => entryFor(5, index, size));

test('a pool grows with the records, and no entry is left without one', () => {
  const all = new Set(entries(3255));
  expect(Math.max(...all)).toBe(307);
  const late = Array.from({ length: 290 }, (_, index) => index + 16);
  expect(late.filter((entry) => !all.has(entry))).toEqual([]);
});

test('what is added later changes nothing earlier', () => {
  expect(entries(5000).slice(0, 1000)).toEqual(entries(1000));
});

test('a pool of fixed size is not left', () => {
  expect(new Set(entries(2000, 3))).toEqual(new Set([0, 1, 2]));
});

test('early entries have many, late ones few', () => {
  const counts = new Map<number, number>();
  for (const entry of entries(3255)) counts.set(entry, (counts.get(entry) ?? 0) + 1);
  expect(counts.get(0)!).toBeGreaterThan(150);
  expect([...counts.values()].filter((count) => count < 10).length).toBeGreaterThan(150);
});

test('most entries have one or two branches, none more than the most', () => {
  const counts = Array.from({ length: 2000 }, (_, entry) => branchesOf(9, entry));
  expect(Math.min(...counts)).toBe(1);
  expect(Math.max(...counts)).toBeLessThanOrEqual(MAX_BRANCHES);
  expect(counts.filter((count) => count <= 2).length).toBeGreaterThan(1200);
  expect(counts.filter((count) => count >= 5).length).toBeGreaterThan(20);
});

test('the first branch is the busiest, and none is out of range', () => {
  const chosen = Array.from({ length: 1000 }, (_, index) => branchFor(3, index, 4));
  const counts = [0, 1, 2, 3].map((branch) => chosen.filter((one) => one === branch).length);
  expect(counts.reduce((sum, count) => sum + count)).toBe(1000);
  expect(counts[0]).toBeGreaterThan(counts[3]!);
  expect(counts[3]).toBeGreaterThan(100);
});
