import { NOTES, serveNotes } from '../notes.test-support';
import type { RequestLogEntry } from './request-log';

test('/metrics counts requests by operation and status, sessions and records, and measures the event loop', async () => {
  const seen: RequestLogEntry[] = [];
  const { server, mock, send } = await serveNotes({}, { metrics: true, log: (entry) => seen.push(entry) });
  await send('GET /notes?limit=1');
  await send('HEAD /notes');
  await send('GET /~anna/notes/1');
  await send('GET /v1/notes/99');
  await send('GET /nowhere');
  await send('POST /notes', { title: 'a' });
  const { text, headers } = await send('GET /metrics');
  expect(headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
  const lines = text.split('\n');
  for (const expected of [
    'mock_requests_total{operation="listNotes",status="200"} 2',
    'mock_requests_total{operation="getNote",status="200"} 1',
    'mock_requests_total{operation="getNote",status="404"} 1',
    'mock_requests_total{operation="none",status="404"} 1',
    'mock_request_duration_seconds_count{operation="listNotes"} 2',
    'mock_sessions 1',
    `mock_records{resource="notes"} ${(await mock.store.page('notes', {}, 0, 0)).total}`,
  ]) {
    expect(lines).toContain(expected);
  }
  expect(text).toMatch(/^nodejs_eventloop_lag_p99_seconds \d/m);
  // Asking for the numbers, as for the health, is no request of the API.
  expect(seen).toHaveLength(6);
  await server.close();
  await mock.close();
});

test.each([
  ['not asked for', NOTES, {}, 404],
  [
    "the document's own",
    NOTES.replace('paths:', 'paths:\n  /metrics: { get: { responses: { "204": { description: ok } } } }'),
    { metrics: true },
    204,
  ],
])('/metrics when %s', async (_title, document, serving, status) => {
  const { server, mock, send } = await serveNotes({ document }, serving);
  expect((await send('GET /metrics')).status).toBe(status);
  await server.close();
  await mock.close();
});

test('two mocks in one process have numbers of their own', async () => {
  const [first, second] = await Promise.all([serveNotes({}, { metrics: true }), serveNotes({}, { metrics: true })]);
  await first.send('GET /notes');
  expect((await second.send('GET /metrics')).text).not.toContain('listNotes');
  for (const { server, mock } of [first, second]) {
    await server.close();
    await mock.close();
  }
});
