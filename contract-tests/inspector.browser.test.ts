import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import axe from 'axe-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { createMockWithDrifts } from '../src/drifts/create-mock-with-drifts';
import { loadSpec, parseSpec } from '../src/openapi/load-spec';
import { SHIPPED_SPEC } from '../src/openapi/read/package-file';
import { sendCallback } from '../src/server/http/send-callback';
import { watchDocument } from '../src/server/persistence/watch-document';
import { type RunningServer, startServer } from '../src/server/start-server';
import { startChromium } from './chromium';

const root = join(__dirname, '..');
const BOOKS = '/books';
const JSON_TYPE = { 'content-type': 'application/json' };
let browser: Browser;
let mock: RunningServer;
const running: RunningServer[] = [];

async function serve(document: string, token?: string): Promise<RunningServer> {
  const spec = loadSpec(join(root, 'fixtures/specs', document));
  const admin = { host: '127.0.0.1', ...(token !== undefined && { token }) };
  const server = await startServer(createMockWithDrifts({ spec, seed: 1, count: 60, admin }), { port: 0 });
  running.push(server);
  return server;
}

beforeAll(async () => {
  execFileSync(process.execPath, [join(root, 'src/inspector/bundle.mjs')]);
  browser = await startChromium();
});
beforeEach(async () => {
  mock = await serve('bookshop.yaml');
});
afterEach(async () => {
  await Promise.all(browser.contexts().map((context) => context.close()));
  await Promise.all(running.splice(0).map((server) => server.close(0)));
});
afterAll(() => browser?.close());

interface Opened {
  readonly page: Page;
  /** Errors, what the security policy refused, dialogs; not that an answer was 4xx, which browsers tell, too. */
  readonly incidents: string[];
  readonly requests: string[];
}

async function open(path: string, options: BrowserContextOptions = {}, server = mock): Promise<Opened> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const [incidents, requests]: [string[], string[]] = [[], []];
  page.on('console', (message) => {
    if (!message.text().startsWith('Failed to load resource')) incidents.push(message.text());
  });
  page.on('pageerror', (error) => incidents.push(String(error)));
  page.on('request', (request) => requests.push(request.url()));
  await page.goto(server.url + path);
  return { page, incidents, requests };
}

const ask = (path: string, init?: RequestInit): Promise<Response> => fetch(mock.url + path, init);
const send = (method: string, path: string, body: unknown, headers = {}): Promise<Response> =>
  ask(path, { method, headers: { ...JSON_TYPE, ...headers }, body: JSON.stringify(body) });
const book = { title: 'Max Havelaar', author: 'Multatuli', isbn: '9789025363116', language: 'nl', price: 12.5 };
const count = async (headers: Record<string, string> = {}): Promise<number> =>
  Number((await ask(`${BOOKS}?per_page=1`, { headers })).headers.get('x-total-count'));
const rows = (page: Page) => page.locator('table.rows tbody tr');
const liveOn = (page: Page): Promise<void> => page.locator('.live[data-state="live"]').waitFor();

/** Barriers for users of the page that axe finds (WCAG 2.2, level AA). */
async function barriers(page: Page): Promise<unknown> {
  await page.evaluate(`${axe.source}; undefined`);
  return page.evaluate(
    'axe.run().then(({ violations }) => violations.map(({ id, nodes }) => [id, nodes[0].html, nodes[0].failureSummary]))',
  );
}

/** Each view, and what is there when it is complete. */
const VIEWS: readonly (readonly [name: string, path: string, complete: string])[] = [
  ['requests', '/__admin/', 'table.rows'],
  ['a request', '/__admin/#/requests/1', '.detail'],
  ['data', '/__admin/#/data/books', 'table.records'],
  ['rules', '/__admin/#/rules', '.card'],
  ['sessions', '/__admin/#/sessions', '.card'],
  ['drifts', '/__admin/#/drifts', '.switches'],
  ['the front door', '/', 'section'],
];

async function somethingHappens(): Promise<void> {
  await send('POST', BOOKS, { title: '' });
  await ask('/nowhere/at/all?with=a&long=query');
  await ask(BOOKS, { headers: { 'x-mock-session': 'anna' } });
  await send('POST', '/__admin/rules', { match: { operation: 'createBook' }, times: 2, then: { status: 503 } });
}

test('what a browser loads is small', () => {
  const size = (name: string): number => gzipSync(readFileSync(join(root, 'dist/inspector', name))).byteLength;
  expect(size('inspector.js') + size('inspector.css') + size('inspector.html')).toBeLessThan(100_000);
});

describe('requests', () => {
  test('appear as they come, with why', async () => {
    const { page } = await open('/__admin/');
    await page.getByText('No requests yet.').waitFor();
    await liveOn(page);
    await ask(`${BOOKS}/999999`);
    await rows(page).first().waitFor();
    expect(await rows(page).first().textContent()).toMatch(/404.*GET.*\/books\/999999.*unknown id/);
    await ask(`${BOOKS}?per_page=2`);
    await page.locator('.query', { hasText: '?per_page=2' }).waitFor();
    expect(await rows(page).count()).toBe(2);
    expect(await rows(page).first().textContent()).toMatch(/200/);
  });

  test('open in full: request, answer, violations, curl', async () => {
    await send('POST', BOOKS, { ...book, title: '', price: 'much' });
    const { page } = await open('/__admin/');
    await rows(page).first().click();
    const detail = page.locator('.detail');
    await detail.waitFor();
    const violations = await detail.getByRole('region', { name: 'Violations' }).textContent();
    expect(violations).toContain('title');
    expect(violations).toContain('price');
    expect(await detail.getByRole('region', { name: 'Request body' }).textContent()).toContain('"price": "much"');
    await detail.getByText('curl', { exact: true }).click();
    expect(await detail.getByRole('region', { name: 'curl command' }).textContent()).toContain(`-X POST`);
  });

  test('are saved as a HAR file, as many as the filter shows', async () => {
    await ask(`${BOOKS}/1`);
    await ask(`${BOOKS}/999999`);
    const { page } = await open('/__admin/');
    await rows(page).nth(1).waitFor();
    await page.getByLabel('Search requests').fill('999999');
    const [saved] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Save' }).click(),
    ]);
    expect(saved.suggestedFilename()).toBe('bookshop-requests.har');
    const { log } = JSON.parse(readFileSync((await saved.path())!, 'utf8'));
    expect(log.entries).toHaveLength(1);
    expect(log.entries[0].request.url).toBe(`${mock.url}${BOOKS}/999999`);
  });

  test('and all else by keys, which ? shows', async () => {
    const { page } = await open('/__admin/');
    await liveOn(page);
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keys' }).waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.keyboard.press('5');
    await page.waitForURL(/#\/drifts/);
    await page.getByLabel('Search drifts').fill('5');
    expect(await page.getByLabel('Search drifts').inputValue()).toBe('5');
  });

  test('can be gone through by keyboard, and the focus comes back', async () => {
    await ask(`${BOOKS}/1`);
    await ask(`${BOOKS}/2`);
    await ask(`${BOOKS}/3`);
    const { page } = await open('/__admin/');
    await rows(page).first().waitFor();
    await page.locator('a[data-id="3"]').focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('region', { name: 'Request 2', exact: true }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.getByRole('region', { name: 'Request 1', exact: true }).waitFor();
    await page.keyboard.press('Escape');
    await page.locator('.detail').waitFor({ state: 'detached' });
    await page.locator('[data-id="1"]:focus').waitFor();
  });

  test('are searched and filtered; `/` leads to the search', async () => {
    await ask(`${BOOKS}/1`);
    await send('POST', BOOKS, {});
    const { page } = await open('/__admin/');
    await rows(page).nth(1).waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type('post 400');
    expect(await rows(page).count()).toBe(1);
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.type('no such thing');
    expect(await page.getByText('No request matches the filter.').isVisible()).toBe(true);
  });

  test('a connection that breaks is made again', async () => {
    const { page } = await open('/__admin/');
    await liveOn(page);
    mock.server.closeAllConnections();
    await page.locator('.live[data-state="lost"]').waitFor();
    await ask(`${BOOKS}/1`);
    await liveOn(page);
    await rows(page).first().waitFor();
    expect(await rows(page).count()).toBe(1);
  });

  test('are answered differently next time: 503, twice', async () => {
    expect((await send('POST', BOOKS, book)).status).toBe(201);
    const { page } = await open('/__admin/');
    await rows(page).first().click();
    await page.getByRole('button', { name: 'Answer this differently next time' }).click();
    expect(await page.getByLabel('Operation').inputValue()).toBe('createBook');
    await page.getByLabel('Status', { exact: true }).last().fill('9999');
    await page.getByLabel('Times').fill('2');
    await page.getByRole('button', { name: 'Add rule' }).click();
    const status = page.locator('dialog').getByLabel('Status', { exact: true });
    await page.locator('dialog .violation').waitFor();
    expect(await status.getAttribute('aria-invalid')).toBe('true');
    await status.fill('503');
    await page.getByRole('button', { name: 'Add rule' }).click();
    await page.locator('dialog').waitFor({ state: 'detached' });
    const statuses = [];
    for (let time = 0; time < 3; time++) statuses.push((await send('POST', BOOKS, book)).status);
    expect(statuses).toEqual([503, 503, 201]);
    await page.locator('.rows .status', { hasText: '503' }).nth(1).waitFor();
    await page.getByRole('link', { name: 'Rules' }).click();
    await page.getByText('at rest').waitFor();
  });
});

describe('data', () => {
  const cell = (page: Page, text: string) => page.locator('.records td', { hasText: text });

  test('are paged and filtered as the document says', async () => {
    const { page } = await open('/__admin/#/data/books');
    await page.getByText('1–25 of 60').waitFor();
    await page.getByRole('button', { name: 'Next' }).click();
    await page.getByText('26–50 of 60').waitFor();
    await page.getByLabel('Per page').selectOption('50');
    await page.getByText('1–50 of 60').waitFor();
    await page.getByLabel('language').selectOption('nl');
    const matching = Number((await ask(`${BOOKS}?language=nl&per_page=1`)).headers.get('x-total-count'));
    expect(matching).toBeGreaterThan(0);
    expect(matching).toBeLessThan(60);
    await page.getByText(`of ${matching}`).waitFor();
  });

  test('an edit is told its violations at their fields, then is saved', async () => {
    const { page } = await open('/__admin/#/data/books');
    await page.getByRole('button', { name: 'Edit 1', exact: true }).click();
    await page.getByLabel('title', { exact: true }).fill('');
    await page.getByLabel('price', { exact: true }).fill('much');
    await page.getByRole('button', { name: 'Save' }).click();
    const wrong = page.locator('dialog .violation[data-path="title"]');
    await wrong.waitFor();
    expect(await page.locator('dialog .violation[data-path="price"]').textContent()).toMatch(/number/);
    const title = page.getByLabel('title', { exact: true });
    expect(await title.getAttribute('aria-invalid')).toBe('true');
    expect(await title.getAttribute('aria-describedby')).toContain(await wrong.getAttribute('id'));
    await page.locator('[aria-invalid="true"]:focus').waitFor();
    await title.fill('Woutertje Pieterse');
    await page.getByLabel('price', { exact: true }).fill('9.95');
    await page.getByRole('button', { name: 'Save' }).click();
    await cell(page, 'Woutertje Pieterse').waitFor();
    expect(await (await ask(`${BOOKS}/1`)).json()).toMatchObject({ id: 1, title: 'Woutertje Pieterse', price: 9.95 });
  });

  test('are created, as JSON too, and deleted', async () => {
    const { page } = await open('/__admin/#/data/books');
    await page.getByRole('button', { name: 'New' }).click();
    await page.getByLabel('Edit as JSON').check();
    await page.getByLabel('Body').fill('{ not yet');
    await page.getByText('This is not JSON yet.').waitFor();
    await page.getByLabel('Body').fill(JSON.stringify(book));
    await page.getByRole('button', { name: 'Create' }).click();
    await page.locator('.chips .count', { hasText: '61' }).waitFor();
    expect(await count()).toBe(61);
    await page.getByRole('button', { name: 'Delete 1', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await page.locator('.chips .count', { hasText: '60' }).waitFor();
    expect((await ask(`${BOOKS}/1`)).status).toBe(404);
  });

  test('are looked at without using up a rule, and without a trace', async () => {
    await send('POST', '/__admin/rules', { match: {}, times: 1, then: { status: 503 } });
    const { page } = await open('/__admin/#/data/books');
    await page.getByText('1–25 of 60').waitFor();
    expect((await ask(BOOKS)).status).toBe(503);
    await page.getByRole('link', { name: 'Requests' }).click();
    await rows(page).first().waitFor();
    expect(await rows(page).count()).toBe(1);
  });

  test('snapshots, re-seed, reset', async () => {
    const { page } = await open('/__admin/#/data/books');
    await page.getByRole('button', { name: 'Snapshots' }).click();
    await page.getByLabel('Keep the data as').fill('full');
    await page.getByRole('button', { name: 'Take' }).click();
    await page.getByRole('button', { name: 'Restore full' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Re-seed' }).click();
    await page.getByLabel('Records in each collection').fill('0');
    await page.getByRole('dialog').getByRole('button', { name: 'Re-seed' }).click();
    await page.getByText('No records.').waitFor();
    expect(await count()).toBe(0);
    await page.getByRole('button', { name: 'Snapshots' }).click();
    await page.getByRole('button', { name: 'Restore full' }).click();
    await page.getByText('1–25 of 60').waitFor();
    await page.getByRole('button', { name: 'Reset' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Reset' }).click();
    await page.getByText('No records.').waitFor();
  });

  test('an export can be imported; one that is not valid changes nothing', async () => {
    const { page } = await open('/__admin/#/data/books');
    await page.getByText('1–25 of 60').waitFor();
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Export' }).click(),
    ]);
    expect(file.suggestedFilename()).toBe('bookshop.json');
    const state = JSON.parse(readFileSync(await file.path(), 'utf8'));
    expect(state.resources.books).toHaveLength(60);
    const put = async (value: unknown): Promise<void> => {
      const buffer = Buffer.from(JSON.stringify(value));
      await page.locator('input[type=file]').setInputFiles({ name: 'some.json', mimeType: 'application/json', buffer });
      await page.getByRole('button', { name: 'Replace' }).click();
    };
    await put({ resources: { books: [{ ...state.resources.books[0], title: 7 }] } });
    await page.getByRole('dialog').getByRole('alert').waitFor();
    expect(await page.getByRole('dialog').getByRole('alert').textContent()).toContain('title');
    expect(await count()).toBe(60);
    await page.keyboard.press('Escape');
    await put({ resources: { books: state.resources.books.slice(0, 2) } });
    await page.getByText('1–2 of 2').waitFor();
    expect(await count()).toBe(2);
  });

  test('what records hold is text and nothing else', async () => {
    const title = '<img src=x onerror="window.hacked=1">';
    await send('POST', BOOKS, { ...book, title });
    const { page, incidents } = await open('/__admin/#/data/books');
    await page.getByLabel('Per page').selectOption('100');
    await cell(page, title).waitFor();
    await page.getByRole('link', { name: 'Requests' }).click();
    await rows(page).first().click();
    await page.getByRole('region', { name: 'Answer body' }).getByText('<img src=x').waitFor();
    expect(await page.locator('img').count()).toBe(0);
    expect(await page.evaluate('window.hacked')).toBeUndefined();
    expect(incidents).toEqual([]);
  });

  test('objects and lists have fields of their own', async () => {
    const server = await serve('warehouse.yaml');
    const { page } = await open('/__admin/#/data/products', {}, server);
    await page.locator('.records tbody tr').first().getByRole('button', { name: /^Edit/ }).click();
    await page.getByLabel('amount', { exact: true }).fill('-1');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.locator('.violation[data-path="price.amount"]').waitFor();
    await page.getByLabel('amount', { exact: true }).fill('7');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.locator('.records td', { hasText: '"amount":7,' }).first().waitFor();
  });

  test('nested collections begin with the first parent', async () => {
    const server = await serve('customer-notes.yaml');
    const { page } = await open('/__admin/#/data', {}, server);
    await page.locator('.chips .count', { hasText: /\d/ }).first().waitFor();
    const names = await page.locator('.chips a').allTextContents();
    expect(names.length).toBeGreaterThan(1);
    for (const name of names) {
      await page.locator('.chips a').nth(names.indexOf(name)).click();
      await page.locator('.pager').waitFor();
    }
    expect(await page.locator('.failure').count()).toBe(0);
  });
});

describe('behaviour', () => {
  test('chaos is switched on and off', async () => {
    const { page } = await open('/__admin/#/rules');
    await page.getByLabel('Requests that fail').fill('100');
    await page.getByLabel('With the status').fill('418');
    await page.getByRole('button', { name: 'Apply' }).click();
    await page.getByText('Chaos is on.').waitFor();
    expect((await ask(BOOKS)).status).toBe(418);
    await page.getByRole('button', { name: 'Switch off' }).click();
    await page.getByText('Chaos is off.').waitFor();
    expect((await ask(BOOKS)).status).toBe(200);
  });

  test('a webhook is sent by hand, and what came of it stands among the requests', async () => {
    const shop = await open('/__admin/#/rules');
    await shop.page.getByRole('heading', { name: 'Chaos' }).waitFor();
    expect(await shop.page.getByRole('heading', { name: 'Webhooks' }).count()).toBe(0);
    const restocked = { post: { responses: { 204: { description: 'Taken.' } } } };
    const info = { title: 'Stock', version: '1' };
    const spec = parseSpec({ openapi: '3.1.0', info, paths: {}, webhooks: { restocked } });
    const admin = { host: '127.0.0.1' };
    const server = await startServer(createMockWithDrifts({ spec, admin, callbacks: { send: sendCallback } }), {
      port: 0,
    });
    running.push(server);
    const { page, incidents } = await open('/__admin/#/rules', {}, server);
    await page.getByLabel('To', { exact: true }).fill('nowhere');
    await page.getByRole('button', { name: 'Send' }).click();
    await page.getByText('must be an absolute address').first().waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.getByLabel('To', { exact: true }).fill(`${server.url}/hooks`);
    await page.getByRole('button', { name: 'Send' }).click();
    await page.getByText('restocked was answered with 404.').waitFor();
    await page.goto(`${server.url}/__admin/#/requests`);
    await page.getByText(`${server.url}/hooks`).first().waitFor();
    expect(incidents).toEqual([]);
  });

  test('logins expire at the press of a button, where there are any', async () => {
    const shop = await open('/__admin/#/rules');
    await shop.page.getByRole('heading', { name: 'Chaos' }).waitFor();
    expect(await shop.page.getByRole('button', { name: 'Let all logins expire' }).count()).toBe(0);
    const spec = loadSpec(SHIPPED_SPEC);
    const auth = { mode: 'strict', clients: [{ id: 'app', secret: 's3cret' }], apiKeys: ['key'] } as const;
    const strict = await startServer(createMockWithDrifts({ spec, count: 5, auth, admin: { host: '127.0.0.1' } }), {
      port: 0,
    });
    running.push(strict);
    const body = new URLSearchParams({ grant_type: 'client_credentials', client_id: 'app', client_secret: 's3cret' });
    const issued = await fetch(`${strict.url}/oauth2/token`, { method: 'POST', body });
    const headers = {
      authorization: `Bearer ${((await issued.json()) as { access_token: string }).access_token}`,
      'x-api-key': 'key',
    };
    const status = async (): Promise<number> =>
      (await fetch(strict.url + spec.operations[0]!.template.source, { headers })).status;
    expect(await status()).toBe(200);
    const { page } = await open('/__admin/#/rules', {}, strict);
    await page.getByRole('button', { name: 'Let all logins expire' }).click();
    await page.getByText('All access tokens of this session have expired.').waitFor();
    expect(await status()).toBe(401);
  });

  test('a drift is switched on and off', async () => {
    const { page } = await open('/__admin/#/drifts');
    await page.getByRole('searchbox', { name: 'Search drifts' }).fill('title');
    const toggle = page.getByRole('switch', { name: /body\.title\.required/ });
    await toggle.check();
    const { title: _, ...untitled } = book;
    expect((await send('POST', BOOKS, untitled)).status).toBe(201);
    await toggle.uncheck();
    await page.getByText('none on').waitFor();
    expect((await send('POST', BOOKS, untitled)).status).toBe(400);
    await page.getByLabel('Requests that they are for').selectOption('replaceBook');
    await toggle.check();
    expect((await send('POST', BOOKS, untitled)).status).toBe(400);
    expect((await send('PUT', `${BOOKS}/1`, untitled)).status).toBe(200);
  });

  test('sessions are apart: what happens in one is not seen in the others', async () => {
    const { page } = await open('/__admin/#/sessions');
    await page.getByLabel('Name').fill('anna');
    await page.getByRole('button', { name: 'Open' }).click();
    await page.getByRole('button', { name: 'Delete 1', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await page.locator('.chips .count', { hasText: '59' }).waitFor();
    expect(await count({ 'x-mock-session': 'anna' })).toBe(59);
    expect(await count()).toBe(60);
    await ask(`${BOOKS}/7`);
    await page.getByRole('link', { name: 'Requests' }).click();
    await rows(page).first().waitFor();
    expect(await rows(page).count()).toBe(1);
    await page.getByLabel('Session').selectOption('');
    await page.locator('table.rows', { hasText: `${BOOKS}/7` }).waitFor();
    expect(await rows(page).count()).toBe(2);
    await page.getByRole('link', { name: 'Data' }).click();
    await page.locator('.chips .count', { hasText: '60' }).waitFor();
    await page.getByRole('link', { name: 'Sessions' }).click();
    await page.getByRole('button', { name: 'Forget anna' }).click();
    await page.getByText('Nobody has a session.').waitFor();
  });

  test('a token is asked for where there is one', async () => {
    const server = await serve('bookshop.yaml', 'sesame');
    const { page } = await open('/__admin/#/data/books', {}, server);
    await page.getByLabel('Admin token').fill('wrong');
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByText('The mock does not know this token.').waitFor();
    await page.getByLabel('Admin token').fill('sesame');
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByText('1–25 of 60').waitFor();
  });
});

describe('the API reference', () => {
  test.each(['', '/~anna'])('tries requests out at %s/books, and asks nobody else', async (session) => {
    const { page, incidents, requests } = await open(`${session}/docs/`);
    await page.locator('.nav-bar-path', { hasText: '/books' }).first().click();
    await page.getByRole('button', { name: 'Execute' }).first().click();
    await page.getByText('Response Status: OK (200)').waitFor();
    expect(requests.some((url) => url.startsWith(`${mock.url}${session}/books?`))).toBe(true);
    expect(requests.filter((url) => !url.startsWith(mock.url))).toEqual([]);
    expect(incidents).toEqual([]);
  });

  test('is one link away, and so are the other pages from there', async () => {
    const { page } = await open('/__admin/#/requests?session=anna');
    await page.getByRole('link', { name: 'API reference' }).click();
    await page.waitForURL(`${mock.url}/~anna/docs/`);
    await page.locator('.nav-bar-path').first().waitFor();
    expect(await page.locator('header').textContent()).toContain(`Requests go to this mock: ${mock.url}/~anna`);
    await page.getByRole('link', { name: 'Inspector' }).click();
    await page.waitForURL(`${mock.url}/__admin/#/requests?session=anna`);
    await page.getByRole('link', { name: 'Front door' }).click();
    await page.waitForURL(`${mock.url}/~anna/`);
    await page.getByRole('link', { name: 'API reference' }).click();
    await page.waitForURL(`${mock.url}/~anna/docs/`);
  });

  test.each(['light', 'dark'] as const)('fits 400 pixels in %s colours', async (colorScheme) => {
    const { page } = await open('/docs/', { colorScheme, viewport: { width: 400, height: 800 } });
    await page.getByText('/books').first().waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(400);
    expect(await barriers(page)).toEqual([]);
  });
});

describe('a document that is saved', () => {
  const file = join(root, 'fixtures/specs/bookshop.yaml');
  let folder: string;
  let watched: RunningServer;
  let endWatch: () => void;
  let refused: Promise<string>;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'inspector-'));
    const copy = join(folder, 'bookshop.yaml');
    copyFileSync(file, copy);
    const other = createMockWithDrifts({ spec: loadSpec(copy), seed: 1, count: 60, admin: { host: '127.0.0.1' } });
    watched = await startServer(other, { port: 0 });
    running.push(watched);
    const load = () => ({ spec: loadSpec(copy) });
    refused = new Promise((warn) => {
      endWatch = watchDocument(other, { load, besides: [], report: () => {}, warn });
    });
  });
  afterEach(() => {
    endWatch();
    rmSync(folder, { recursive: true });
  });
  const save = (...changes: readonly [from: string, to: string][]): void => {
    const text = changes.reduce((before, [from, to]) => before.replaceAll(from, to), readFileSync(file, 'utf8'));
    writeFileSync(join(folder, 'bookshop.yaml'), text);
  };
  const PAGES: [string, string] = [
    '        title: { type: string, minLength: 1,',
    '        pages: { type: integer, minimum: 1 }\n        title: { type: string, minLength: 1,',
  ];

  test('is shown at once, and what was being done goes on', async () => {
    const { page, incidents } = await open('/__admin/#/data/books', {}, watched);
    await page.getByLabel('language').selectOption('nl');
    await page.getByRole('button', { name: 'New' }).click();
    const title = page.getByLabel('title', { exact: true });
    await title.fill('Half a title');
    await page.getByLabel('price', { exact: true }).fill('12');
    expect(await page.getByLabel('pages', { exact: true }).count()).toBe(0);
    save(
      PAGES,
      ['required: [title, author, language, price]', 'required: [title, author, language, pages]'],
      ['title: Bookshop', 'title: Bookstall'],
      ['        price:', '        cost:'],
    );
    await page.getByLabel('pages', { exact: true }).fill('7');
    await page.getByText('The document was saved.').waitFor();
    expect(await page.title()).toContain('Bookstall');
    expect(await title.inputValue()).toBe('Half a title');
    expect(await page.getByLabel('price', { exact: true }).count()).toBe(0);
    await page.getByLabel('author', { exact: true }).fill('Somebody');
    await page.getByRole('button', { name: 'Create', exact: true }).click();
    await page.getByText('Created.').waitFor();
    expect(await page.getByLabel('language').inputValue()).toBe('nl');
    await page.locator('.records th', { hasText: 'pages' }).waitFor();
    expect(await page.locator('.records th', { hasText: 'price' }).count()).toBe(0);
    expect(incidents).toEqual([]);
  });

  test('gives rules its operations, and keeps the one that was chosen', async () => {
    const { page } = await open('/__admin/#/rules', {}, watched);
    await page.getByRole('button', { name: 'Add rule' }).click();
    const operation = page.getByLabel('Operation');
    await operation.selectOption('createBook');
    save(['operationId: createBook', 'operationId: addBook'], ['operationId: getBook', 'operationId: readBook']);
    await operation.locator('option', { hasText: 'addBook' }).waitFor({ state: 'attached' });
    expect(await operation.inputValue()).toBe('createBook');
    expect(await operation.locator('option:checked').textContent()).toBe('createBook (not in the document)');
    await page.getByRole('dialog').getByRole('button', { name: 'Add rule' }).click();
    await page.getByText(/must be one of .*addBook/).waitFor();
    await operation.selectOption('addBook');
    await page.getByRole('dialog').getByRole('button', { name: 'Add rule' }).click();
    await page.getByText('The rule is in force.').waitFor();
  });

  test('a resource that is gone gives way to the others', async () => {
    const { page, incidents } = await open('/__admin/#/data/books', {}, watched);
    await page.getByRole('button', { name: 'New' }).click();
    save(['/books', '/volumes']);
    await page.locator('nav.chips a', { hasText: 'volumes' }).waitFor();
    await page.getByText('1–25 of 60').waitFor();
    expect(await page.locator('dialog').count()).toBe(0);
    expect(incidents).toEqual([]);
  });

  test('one that is broken is told with its place, and changes nothing', async () => {
    const { page } = await open('/__admin/#/data/books', {}, watched);
    await page.getByText('1–25 of 60').waitFor();
    save(['paths:', 'paths: [']);
    expect(await refused).toContain('bookshop.yaml:');
    expect(await page.getByText('The document was saved.').count()).toBe(0);
    const problem = page.getByRole('alert').filter({ hasText: 'The last good version still is' });
    await problem.getByText(/bookshop\.yaml:\d+/).waitFor();
    expect(await barriers(page)).toEqual([]);
    save(['title: Bookshop', 'title: Mended']);
    await page.locator('h1', { hasText: 'Mended' }).waitFor();
    await problem.waitFor({ state: 'detached' });
  });
});

test('a page that nobody sees leaves its connection to others', async () => {
  const { page } = await open('/__admin/');
  await liveOn(page);
  const hide = (hidden: boolean): Promise<void> =>
    page.evaluate(
      `Object.defineProperty(document, 'hidden', { configurable: true, value: ${hidden} }); document.dispatchEvent(new Event('visibilitychange'))`,
    );
  await hide(true);
  await page.locator('.live[data-state="lost"]').waitFor();
  await ask(`${BOOKS}/1`);
  expect(await rows(page).count()).toBe(0);
  await hide(false);
  await liveOn(page);
  await rows(page).first().waitFor();
});

test('no request leaves the mock, and nothing goes wrong', async () => {
  await somethingHappens();
  const { page, incidents, requests } = await open('/__admin/');
  for (const [, path, complete] of VIEWS) {
    await page.goto(mock.url + path);
    await page.locator(complete).first().waitFor();
  }
  expect(requests.length).toBeGreaterThan(5);
  expect(requests.filter((url) => !url.startsWith(`${mock.url}/`) && !url.startsWith('data:'))).toEqual([]);
  expect(incidents).toEqual([]);
});

test('markup could do no harm: no script runs, no request leaves', async () => {
  const { page, incidents } = await open('/__admin/');
  await liveOn(page);
  const markup = '<img src="https://evil.example/x.png" onerror="window.hacked=1">';
  await page.evaluate(`document.body.insertAdjacentHTML('beforeend', ${JSON.stringify(markup)})`);
  await page.evaluate(
    "document.body.append(Object.assign(document.createElement('script'), { textContent: 'window.hacked = 2' }))",
  );
  await page.waitForTimeout(100);
  expect(await page.evaluate('window.hacked')).toBeUndefined();
  expect(incidents.join('\n')).toMatch(/Content Security Policy/);
});

describe.each(['light', 'dark'] as const)('in %s colours, nothing keeps people out', (colorScheme) => {
  test.each(VIEWS)('%s', async (_, path, complete) => {
    await somethingHappens();
    const { page } = await open(path, { colorScheme });
    await page.locator(complete).first().waitFor();
    expect(await barriers(page)).toEqual([]);
  });

  test('forms with violations', async () => {
    const { page } = await open('/__admin/#/data/books', { colorScheme });
    await page.getByRole('button', { name: 'New' }).click();
    await page.getByRole('button', { name: 'Create' }).click();
    await page.locator('dialog .violation').first().waitFor();
    expect(await barriers(page)).toEqual([]);
  });

  test('the API reference: its beginning, an operation, an answer', async () => {
    const { page } = await open('/docs/', { colorScheme });
    await page.locator('.nav-bar-path').first().waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.locator('.nav-bar-path', { hasText: '/books' }).first().click();
    await page.getByRole('button', { name: 'Execute' }).first().click();
    await page.getByText('Response Status: OK (200)').waitFor();
    expect(await barriers(page)).toEqual([]);
  });

  test('the form of a rule', async () => {
    const { page } = await open('/__admin/#/rules', { colorScheme });
    await page.getByRole('button', { name: 'Add rule' }).click();
    await page.getByRole('button', { name: 'Add a condition' }).click();
    expect(await barriers(page)).toEqual([]);
  });
});

describe.each([400, 320])('%d pixels are wide enough', (width) => {
  const viewport = { width, height: 800 };
  const needed = (page: Page): Promise<unknown> => page.evaluate('document.documentElement.scrollWidth');

  /** Controls outside the window that scrolling sideways does not reach. */
  const outside = (page: Page): Promise<unknown> =>
    page.evaluate(`(() => {
      const scrolls = (element) => {
        for (let each = element; each.tagName !== 'MAIN'; each = each.parentElement) {
          if (/auto|scroll/.test(getComputedStyle(each).overflowX) && each.scrollWidth > each.clientWidth) return true;
        }
        return false;
      };
      return [...document.querySelectorAll('main :is(a, button, input, select, textarea)')]
        .filter((each) => each.getBoundingClientRect().right > innerWidth && !scrolls(each))
        .map((each) => each.outerHTML);
    })()`);

  test.each(VIEWS)('for %s', async (_, path, complete) => {
    await somethingHappens();
    const { page } = await open(path, { viewport });
    await page.locator(complete).first().waitFor();
    expect(await needed(page)).toBeLessThanOrEqual(width);
    expect(await outside(page)).toEqual([]);
  });

  test('for forms, whose fields stay inside', async () => {
    const { page } = await open('/__admin/#/data/books', { viewport });
    await page.getByRole('button', { name: 'New' }).click();
    await page.getByRole('button', { name: 'Create' }).click();
    await page.locator('dialog .violation').first().waitFor();
    expect(await needed(page)).toBeLessThanOrEqual(width);
    expect(await page.evaluate("document.querySelector('dialog').scrollWidth")).toBeLessThanOrEqual(width);
  });
});
