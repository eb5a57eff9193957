import { createRequestLog, type RequestLogEntry, type RequestLogOptions } from './request-log';

const entry: RequestLogEntry = {
  method: 'GET',
  path: '/notes/7?a=b',
  status: 404,
  durationMs: 0.4449,
  note: 'unknown id',
};

function linesOf(options: Partial<RequestLogOptions>, ...entries: RequestLogEntry[]): string[] {
  const lines: string[] = [];
  const log = createRequestLog({ format: 'pretty', color: false, ...options, write: (line) => lines.push(line) });
  for (const each of entries) log(each);
  return lines;
}

describe('pretty', () => {
  test.each([
    ['with a reason', entry, 'GET     /notes/7?a=b  404  0.4 ms  unknown id\n'],
    ['without a reason', { ...entry, note: '' }, 'GET     /notes/7?a=b  404  0.4 ms\n'],
    ['when the client left', { ...entry, status: 0, note: 'gone' }, 'GET     /notes/7?a=b  ---  0.4 ms  gone\n'],
    [
      'with escape codes in it',
      { ...entry, path: '/\u001b[2J\n', note: 'a\u009bb' },
      'GET     /\\x1b[2J\\x0a  404  0.4 ms  a\\x9bb\n',
    ],
  ])('a request %s', (_name, given, line) => {
    expect(linesOf({}, given)).toEqual([line]);
  });

  test.each([
    [200, 32],
    [304, 32],
    [404, 33],
    [500, 31],
    [0, 31],
  ])('colour of status %i is %i', (status, color) => {
    expect(linesOf({ color: true }, { ...entry, status })[0]).toContain(`\u001b[${color}m${status || '---'}\u001b[0m`);
  });
});

test('json is one object per line, never coloured', () => {
  const lines = linesOf({ format: 'json', color: true }, entry, { ...entry, note: 'line\nbreak' });
  expect(lines.every((line) => line.indexOf('\n') === line.length - 1)).toBe(true);
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    {
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      method: 'GET',
      path: '/notes/7?a=b',
      status: 404,
      duration_ms: 0.445,
      note: 'unknown id',
    },
    expect.objectContaining({ note: 'line\nbreak' }),
  ]);
});

test('json names session and operation, where they are known', () => {
  const identify = ({ path }: { path: string }) => ({ session: 'anna', operation: path.slice(1, 6) });
  const [line] = linesOf({ format: 'json', identify }, entry);
  expect(JSON.parse(line!)).toMatchObject({ session: 'anna', operation: 'notes' });
});

test.each([
  ['/notes?key=1&api+key=secret&x=2', '/notes?key=1&api+key=***&x=2'],
  ['/notes?api%20key=se%26cret', '/notes?api%20key=***'],
  ['/notes?api%20key', '/notes?api%20key'],
  ['/api+key=1', '/api+key=1'],
])('%s is told as %s', (path, told) => {
  const [line] = linesOf(
    { format: 'json', securitySchemes: { key: { type: 'apiKey', in: 'query', name: 'api key' } } },
    { ...entry, path },
  );
  expect(JSON.parse(line!).path).toBe(told);
});

test.each(['client_secret', 'access_token', 'api_key', 'password', 'client%5Fsecret'])(
  'the value of the query parameter %s is a secret in any document',
  (name) => {
    const lines: string[] = [];
    const log = createRequestLog({ format: 'pretty', color: false, write: (line) => lines.push(line) });
    log({ method: 'GET', path: `/notes?${name}=s3cret&limit=1`, status: 200, durationMs: 1, note: '' });
    expect(lines.join('')).toContain(`/notes?${name}=***&limit=1`);
  },
);

test.each([
  [{ authorization: 'Bearer abcdefgh' }, '/notes/abcdefgh', 'no abcdefgh', '/notes/***', 'no ***'],
  [{ authorization: `Basic ${btoa('app:p%20word!')}` }, '/p%2520word%21', 'p%20word!', '/***', '***'],
  [
    { 'x-own': 'own-key-1', cookie: 'theme=darkmode; sid=0123456789abcdef' },
    '/own-key-1/darkmode/0123456789abcdef',
    '',
    '/***/darkmode/***',
    '',
  ],
  [{ authorization: 'Bearer short' }, '/short', 'given-secret', '/short', '###'],
])('what %j carries is not repeated', (headers, path, note, told, reason) => {
  const [line] = linesOf(
    {
      format: 'json',
      securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'X-Own' } },
      hide: (text) => text.replace('given-secret', '###'),
    },
    { ...entry, path, note, headers },
  );
  expect(JSON.parse(line!)).toMatchObject({ path: told, note: reason });
  expect(line).not.toContain('headers');
});
