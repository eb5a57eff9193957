import {
  type BrowserContext,
  test as base,
  type PlaywrightTestArgs,
  type PlaywrightTestOptions,
  type PlaywrightWorkerArgs,
  type PlaywrightWorkerOptions,
  type Route,
  type TestInfo,
  type TestType,
} from '@playwright/test';
import { contractMatchers } from './contract-matchers';
import { type RunningMock, type RunningSession, type StartMockOptions, startMock } from './start-mock';

export { expect } from '@playwright/test';
export type { RunningMock, RunningSession, StartMockOptions };
export { contractMatchers };

/** The fixtures of a test: a session of the mock that is its own. */
export interface MockFixtures<Paths = unknown> {
  /** Data, rules and journal of this test alone, with the URL for requests of the test itself. */
  readonly mock: RunningSession<Paths>;
  /** The base URLs that the page calls, and that the mock answers instead; none by default. Set it with `test.use()`. */
  readonly mockFor: string | readonly string[];
}

/** The fixtures that all tests of a worker share: the mock that is running. */
export interface MockWorkerFixtures {
  /** The path or address of the document. Set it with `use` in the configuration, or with `test.use()`. */
  readonly mockDocument: string;
  /** The options of the mock. */
  readonly mockOptions: StartMockOptions;
  /** The mock of this worker, for what is not a matter of one test. */
  readonly startedMock: RunningMock;
}

/**
 * The `test` of Playwright with a mock: each worker starts one, each test has a session of its own in it, and the requests of its
 * pages to {@link MockFixtures.mockFor} go there. When a test fails, the session's journal is attached to its report.
 *
 * @example
 * import { expect, test } from 'contact-points-kit/playwright';
 * test.use({ mockDocument: 'openapi.yaml', mockFor: 'http://localhost:4010' });
 * test('tells that the server is down', async ({ page, mock }) => {
 *   mock.rules.add({ match: { operation: 'listBooks' }, then: { status: 503 } });
 *   await page.goto('http://localhost:3000');
 *   await expect(page.getByRole('alert')).toBeVisible();
 * });
 */
export const test = base.extend<MockFixtures, MockWorkerFixtures>({
  mockDocument: ['', { option: true, scope: 'worker' }],
  mockOptions: [{}, { option: true, scope: 'worker' }],
  mockFor: [[], { option: true }],
  startedMock: [
    async ({ mockDocument, mockOptions }, use) => {
      if (mockDocument === '') {
        throw new Error(
          "Name the document of the mock: test.use({ mockDocument: 'openapi.yaml' }), or in the configuration.",
        );
      }
      const mock = await startMock(mockDocument, mockOptions);
      await use(mock);
      await mock.stop();
    },
    { scope: 'worker' },
  ],
  mock: async ({ startedMock }, use, testInfo) => {
    const session = startedMock.session(sessionName(testInfo));
    await use(session);
    if (testInfo.status !== testInfo.expectedStatus) await attachJournal(session, testInfo);
    startedMock.mock.sessions.delete(sessionName(testInfo));
  },
  context: async ({ context, mock, mockFor }, use) => {
    for (const url of [mockFor].flat()) await answerFor(context, url.replace(/\/+$/, ''), mock);
    await use(context);
  },
});

/**
 * Gives {@link test} with a mock whose rules know the paths and methods of a document's types.
 *
 * @typeParam Paths - the `paths` that `openapi-typescript` makes of the document
 * @example
 * import { testFor } from 'contact-points-kit/playwright';
 * const test = testFor<paths>();
 */
export function testFor<Paths>(): TestType<
  PlaywrightTestArgs & PlaywrightTestOptions & MockFixtures<Paths>,
  PlaywrightWorkerArgs & PlaywrightWorkerOptions & MockWorkerFixtures
> {
  return test as never;
}

function sessionName({ testId, retry, repeatEachIndex }: TestInfo): string {
  return `${testId.slice(-48)}-${repeatEachIndex}-${retry}`.replace(/^[^a-z0-9]/i, 't');
}

/** Its secrets are masked, as in the inspector; without an admin API there is nobody to mask them. */
async function attachJournal({ url }: RunningSession, testInfo: TestInfo): Promise<void> {
  const answer = await fetch(`${url}/__admin/journal?limit=500`);
  if (!answer.ok) return;
  const body = JSON.stringify(await answer.json(), null, 2);
  await testInfo.attach('mock journal', { body, contentType: 'application/json' });
}

async function answerFor(context: BrowserContext, from: string, { url }: RunningSession): Promise<void> {
  const isMeant = ({ href }: URL): boolean =>
    href === from || /^[/?]/.test(href.startsWith(from) ? href.slice(from.length) : '');
  const isSameProtocol = new URL(from).protocol === new URL(url).protocol;
  await context.route(isMeant, async (route: Route) => {
    const target = url + route.request().url().slice(from.length);
    if (isSameProtocol) return route.continue({ url: target });
    // A browser does not let a request change from https to http: the test itself asks, and gives the answer.
    const answer = await route.fetch({ url: target, maxRedirects: 0 }).catch(() => undefined);
    return answer === undefined ? route.abort('connectionreset') : route.fulfill({ response: answer });
  });
}
