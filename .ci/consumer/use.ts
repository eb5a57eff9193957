import { createServer } from 'node:http';
import {
  createApp,
  createMock,
  type Finding,
  loadSpec,
  type MockResponse,
  type Report,
  SHIPPED_SPEC,
  startMock,
  startServer,
} from 'contact-points-kit';
import { describeContract } from 'contact-points-kit/jest';

const mock = createMock({ spec: loadSpec(SHIPPED_SPEC), seed: 7, locale: 'en' });
createServer(createApp(mock, { log: ({ method, status }) => console.log(method, status) }));

export async function use(report: Report): Promise<[MockResponse, readonly Finding[], number]> {
  const answer = await mock.handle({ method: 'GET', path: '/', query: '', headers: {} });
  const { port, close } = await startServer(mock, { port: 0, host: '127.0.0.1' });
  await close(100);
  return [answer, report.findings, port];
}

interface Paths {
  '/notes/{id}': { get: object };
}

export async function start(): Promise<string[]> {
  const running = await startMock<Paths>('openapi.yaml', { count: 3, drift: ['total:zero'], persist: 'data.json' });
  running.rules.add({ match: { path: '/notes/{id}', method: 'GET' }, then: { status: 404 } });
  // @ts-expect-error the document has no such method there
  running.rules.add({ match: { path: '/notes/{id}', method: 'PUT' }, then: { status: 404 } });
  await running.session('anna').reset();
  await running.stop();
  return [running.url, ...(await running.state.get('notes')).map(String)];
}

// @ts-expect-error a locale that there is not
createMock({ spec: mock.spec, locale: 'xx' });

describeContract<Paths>({
  spec: mock.spec,
  target: 'http://localhost:4010',
  readOnly: true,
  select: ({ operation }) => operation?.template.source === '/notes/{id}',
});
