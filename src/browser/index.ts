import { createMock as createEngine, type Mock, type MockOptions } from '../mock/create-mock';
import { localeOf } from '../mock/seeding/locales/detect-locale';
import { controlSession, type SessionControls } from '../mock/session-controls';
import { type LoadOptions, parseSpec } from '../openapi/load-spec';
import { loadLocale, loadParts } from './on-demand';

export type { Mock } from '../mock/create-mock';
export type { SessionControls } from '../mock/session-controls';

/** Options of {@link createMock} in a browser: those that need no files and no network. */
export interface PageMockOptions
  extends Omit<MockOptions, 'spec' | 'fixtures' | 'admin' | 'callbacks' | 'drifts' | 'createStore'>,
    Pick<LoadOptions, 'strict'> {
  /** Takes sentences about what goes wrong; `console.warn` by default. */
  readonly warn?: (message: string) => void;
}

/** A mock in a page: what `handlers()` of `contact-points-kit/msw` takes, with its data, rules and journal. */
export interface PageMock<Paths = unknown> extends SessionControls<Paths> {
  /** The mock itself, for what is not covered here. */
  readonly mock: Mock;
}

/**
 * Creates a mock of a document in a browser, or wherever there are no modules of Node.
 *
 * @typeParam Paths - the `paths` that `openapi-typescript` makes of the document, so that rules complete its paths
 * @param document - the document as an object, or its text, YAML or JSON
 * @throws {@link DocumentError} when it is no document
 * @example
 * const mock = await createMock(await (await fetch('/openapi.json')).json());
 * await setupWorker(...handlers(mock)).start();
 */
export async function createMock<Paths = unknown>(
  document: string | object,
  options: PageMockOptions = {},
): Promise<PageMock<Paths>> {
  const { warn = console.warn } = options;
  await loadParts(typeof document === 'string' ? document : JSON.stringify(document));
  const spec = parseSpec(document, options);
  for (const { file, line, message } of spec.warnings) warn(`${file}${line ? `:${line}` : ''}: ${message}`);
  await loadLocale(localeOf(spec, options.locale));
  const mock = createEngine({ ...options, spec, warn });
  return Object.assign(
    controlSession<Paths>(mock, () => mock.sessions.main),
    { mock },
  );
}
