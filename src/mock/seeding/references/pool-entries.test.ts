import { branchesOf, branchFor, memberFor, mostBranches } from './pool-entries';

const members = (count: number, size?: number) =>
  Array.from({ length: count }, (_, index) => memberFor(5, index, size));

test('a pool grows with the records, and no member is left without one', () => {
  const all = new Set(members(3255));
  expect(Math.max(...all)).toBe(307);
  const late = Array.from({ length: 290 }, (_, index) => index + 16);
  expect(late.filter((member) => !all.has(member))).toEqual([]);
});

test('what is added later changes nothing earlier', () => {
  expect(members(5000).slice(0, 1000)).toEqual(members(1000));
});

test('a pool of fixed size is not left', () => {
  expect(new Set(members(2000, 3))).toEqual(new Set([0, 1, 2]));
});

test('early members have many, late ones few', () => {
  const counts = new Map<number, number>();
  for (const member of members(3255)) counts.set(member, (counts.get(member) ?? 0) + 1);
  expect(counts.get(0)!).toBeGreaterThan(150);
  expect([...counts.values()].filter((count) => count < 10).length).toBeGreaterThan(150);
});

test('most members have one or two branches, none more than the most', () => {
  const counts = Array.from({ length: 2000 }, (_, member) => branchesOf(9, member));
  expect(Math.min(...counts)).toBe(1);
  expect(Math.max(...counts)).toBeLessThanOrEqual(mostBranches);
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
