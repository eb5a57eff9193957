import * as laws from './laws';

test('every law has a name of its own and something to stand on', () => {
  const all = Object.values(laws);
  expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
  for (const { name, basis } of all)
    expect([name, basis]).toEqual([expect.stringMatching(/^[a-z]+(-[a-z]+)*$/), expect.stringMatching(/\w/)]);
});
