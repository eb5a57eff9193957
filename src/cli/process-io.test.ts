import { wantsColor } from './process-io';

test.each<[string, Record<string, string>, boolean, boolean]>([
  ['a terminal', {}, true, true],
  ['a pipe', {}, false, false],
  ['NO_COLOR', { NO_COLOR: '1' }, true, false],
  ['an empty NO_COLOR', { NO_COLOR: '' }, true, true],
  ['a dumb terminal', { TERM: 'dumb' }, true, false],
  ['FORCE_COLOR on a pipe', { FORCE_COLOR: '1' }, false, true],
  ['FORCE_COLOR over NO_COLOR', { FORCE_COLOR: '1', NO_COLOR: '1' }, false, true],
  ['FORCE_COLOR=0', { FORCE_COLOR: '0' }, true, false],
  ['an empty FORCE_COLOR', { FORCE_COLOR: '' }, false, false],
])('%s', (_, env, isTerminal, expected) => {
  expect(wantsColor(env, isTerminal)).toBe(expected);
});
