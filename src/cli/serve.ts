import { createMock, type Mock } from '../mock/create-mock';
import { ListenError } from '../server/listen-error';
import { createRequestLog } from '../server/request-log';
import { startServer } from '../server/start-server';
import { describeResources } from '../spec/describe-resources';
import { DocumentError } from '../spec/document-error';
import { type RunCommand, UsageError } from './command';
import { type Greeting, serveGreeting } from './serve-greeting';
import { serveSettings } from './serve-settings';
import { SHIPPED_SPEC } from './shipped-spec';
import { createStopSignal } from './stop-signal';

/** Serves a mock until the process is asked to stop. */
export const runServe: RunCommand = async (invocation, io) => {
  const settings = serveSettings(invocation, io.env);
  const { seed, count, locale, fixtures, host, port, quiet, logFormat } = settings;
  const stop = createStopSignal(process);
  const log = createRequestLog({ format: logFormat, color: io.color, write: io.out });
  try {
    const mock = await createMock({
      spec: settings.spec ?? SHIPPED_SPEC,
      seed,
      count,
      locale,
      ...(fixtures && { fixtures }),
    });
    const server = await startServer(mock, { host, port, ...(!quiet && { log }) });
    if (!quiet) io.out(serveGreeting(await greetingOf(mock, server.url), logFormat));
    await stop.first;
    void stop.second.then(() => server.close(0));
    await server.close();
    await mock.close();
    return 0;
  } catch (error) {
    if (error instanceof DocumentError || error instanceof ListenError) throw new UsageError(error.message);
    throw error;
  }
};

async function greetingOf(mock: Mock, url: string): Promise<Greeting> {
  const { resources, document, source } = mock.spec;
  const descriptions = describeResources(resources);
  const counted = resources.map(async ({ name }, index) => {
    const { total } = await mock.store.page(name, {}, 0, 0);
    return { name, records: total, description: descriptions[index] ?? name };
  });
  const { title, version } = document.info;
  return { url, title, version, source, resources: await Promise.all(counted) };
}
