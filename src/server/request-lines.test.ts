import { join } from 'node:path';
import fc from 'fast-check';
import { createMock } from '../mock/create-mock';
import { loadSpec } from '../openapi/load-spec';
import { answersIn, talk } from './raw-http.test-support';
import { rawRequests } from './raw-requests.test-support';
import { type RunningServer, startServer } from './start-server';

const spec = loadSpec(join(__dirname, '../../fixtures/specs/bookshop.yaml'));
const notes: string[] = [];
let server: RunningServer;
beforeAll(async () => {
  const mock = createMock({ spec, count: 5, admin: {} });
  server = await startServer(mock, { port: 0, log: ({ note }) => notes.push(note) });
});
afterAll(() => server.close(0));

const ask = async (target: string): Promise<{ status: number; body: string }> =>
  answersIn(await talk(server.port, [`GET ${target} HTTP/1.1\r\nHost: a\r\n\r\n`], /$^/, true))[0]!;

describe('a session with an impossible name is refused wherever it stands', () => {
  const names = ['%ff', '%', '%zz', '__proto__', 'a%2fb', '%61nna', '', '-', '..'];
  const paths = [
    '/healthz',
    '/readyz',
    '/openapi.json',
    '/openapi.yaml',
    '/docs/',
    '/docs',
    '/__admin/',
    '/__admin/page/model.json',
    '/__admin/health',
    '/books',
  ];
  test.each(names.flatMap((name) => paths.map((path) => `/~${name}${path}`)))('GET %s', async (target) => {
    const { status, body } = await ask(target);
    expect([status, body]).toEqual([400, expect.stringContaining('1 to 64 letters')]);
  });

  test.each(['/healthz', '/readyz', '/openapi.json', '/books', '/__admin/health'])(
    'a possible one is not: /~anna%s',
    async (path) => {
      expect((await ask(`/~anna${path}`)).status).toBe(200);
    },
  );
});

test('no request line, no field and no body yields a 500, and every answer is well-formed', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(rawRequests(spec), { minLength: 1, maxLength: 3 }), async (requests) => {
      const received = await talk(
        server.port,
        requests.map(({ bytes }) => bytes),
        /text\/event-stream/,
        true,
      ).catch(String);
      // A connection that is cut while something is on its way to it may lose the answers, too.
      if (/ECONNRESET|EPIPE|event-stream/.test(received)) return;
      const answers = answersIn(received, (index) => requests[index]?.isHead === true);
      expect(answers.length).toBeGreaterThan(0);
      for (const { status } of answers) expect(status).not.toBe(500);
    }),
    { numRuns: 600, seed: 14 },
  );
  expect(notes.filter((note) => note.startsWith('internal error'))).toEqual([]);
  expect((await ask('/healthz')).status).toBe(200);
});
