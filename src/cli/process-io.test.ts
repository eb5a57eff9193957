import { typedProgram, wantsColor } from './process-io';

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

test.each<[string, string, Record<string, string>, string]>([
  ['installed for all projects', '/usr/local/bin/contact-points', {}, 'contact-points'],
  [
    'a link to a package of all projects',
    '/usr/lib/node_modules/contact-points-kit/dist/bin/contact-points.js',
    {},
    'contact-points',
  ],
  ['installed in the project', '/home/me/app/node_modules/.bin/contact-points', {}, 'npx contact-points-kit'],
  [
    'a script of npm',
    '/home/me/app/node_modules/.bin/contact-points',
    { npm_command: 'run-script' },
    'npx contact-points-kit',
  ],
  ['in a workspace', '/home/me/node_modules/.bin/contact-points', { npm_command: 'exec' }, 'npx contact-points-kit'],
  [
    'fetched by npx',
    '/home/me/.npm/_npx/1a2b/node_modules/.bin/contact-points',
    { npm_command: 'exec' },
    'npx contact-points-kit',
  ],
  ['a checkout', '/home/me/app/dist/bin/contact-points.js', {}, 'node dist/bin/contact-points.js'],
])('%s: what was typed', (_, script, env, expected) =>
  expect(typedProgram(script, '/home/me/app', env).join(' ')).toBe(expected),
);
