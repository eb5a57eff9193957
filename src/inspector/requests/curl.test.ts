import { execFileSync } from 'node:child_process';
import type { ExchangeJson } from '../client/admin-json';
import { curlOf } from './curl';

const exchange = (part: Partial<ExchangeJson>): ExchangeJson => ({
  id: 1,
  time: '2026-01-01T00:00:00Z',
  duration_ms: 1,
  method: 'GET',
  path: '/notes',
  query: '',
  status: 200,
  note: '',
  request: { headers: {} },
  response: { headers: {} },
  ...part,
});
/** The arguments that a shell makes of it. */
const words = (command: string): string[] =>
  execFileSync('sh', ['-c', `curl() { for each; do printf '%s\\0' "$each"; done; }; ${command}`], { encoding: 'utf8' })
    .split('\0')
    .slice(0, -1);

test.each<[string, Partial<ExchangeJson>, string, string[]]>([
  ['a plain request', {}, '', ['-i', 'http://m/notes']],
  ['a query', { query: 'a=1&b=%20' }, '', ['-i', 'http://m/notes?a=1&b=%20']],
  [
    'a callback, which went elsewhere',
    { method: 'POST', path: 'http://h:3/hook', query: 'a=1' },
    'ann',
    ['-i', '-X', 'POST', 'http://h:3/hook?a=1'],
  ],
  ['HEAD', { method: 'HEAD' }, '', ['-I', 'http://m/notes']],
  [
    'a JSON body',
    { method: 'POST', request: { headers: { 'content-type': 'application/json' }, body: { text: "it's\n$(date)" } } },
    '',
    [
      ...['-i', '-X', 'POST', 'http://m/notes', '-H', 'content-type: application/json'],
      ...['--data-raw', '{"text":"it\'s\\n$(date)"}'],
    ],
  ],
  [
    'a text body',
    { method: 'POST', request: { headers: {}, body: 'a b' } },
    '',
    ['-i', '-X', 'POST', 'http://m/notes', '--data-raw', 'a b'],
  ],
  [
    'what clients add themselves',
    { request: { headers: { host: 'x', 'user-agent': 'y', 'sec-fetch-site': 'z', accept: '*/*', 'x-own': '1' } } },
    '',
    ['-i', 'http://m/notes', '-H', 'x-own: 1'],
  ],
  ['a session of the URL', {}, 'anna', ['-i', 'http://m/notes', '-H', 'x-mock-session: anna']],
  [
    'a session of the header, once',
    { request: { headers: { 'x-mock-session': 'anna' } } },
    'anna',
    ['-i', 'http://m/notes', '-H', 'x-mock-session: anna'],
  ],
])('%s', (_, part, session, expected) => {
  expect(words(curlOf(exchange(part), 'http://m', session))).toEqual(expected);
});
