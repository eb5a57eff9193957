import { law } from './law';
import * as laws from './laws';

const observation = { title: 'it does not', promised: 'yes', received: 'no', pointer: '#' };

test('a law that holds is no problem, one that does not is', () => {
  const check = law('holds', 'RFC 0');
  expect(check.judge({ ...observation, holds: true })).toEqual([]);
  expect(check.judge({ ...observation, holds: false })).toEqual([{ ...observation, symptom: '' }]);
});

test('every law has a name of its own and something to stand on', () => {
  const all = Object.values(laws);
  expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
  for (const { name, basis } of all)
    expect([name, basis]).toEqual([expect.stringMatching(/^[a-z]+(-[a-z]+)*$/), expect.stringMatching(/\w/)]);
});
