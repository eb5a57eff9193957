import { law } from './check';

const observation = { title: 'it does not', promised: 'yes', received: 'no', pointer: '#' };

test('a law that holds is no problem, one that does not is', () => {
  const check = law('holds', 'RFC 0');
  expect(check.judge({ ...observation, holds: true })).toEqual([]);
  expect(check.judge({ ...observation, holds: false })).toEqual([{ ...observation, symptom: '' }]);
});
