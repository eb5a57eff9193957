import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import axe from 'axe-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import type { Report } from '../src/contract/reports/content/report';
import { reportKinds } from '../src/contract/reports/report-kinds';
import { sampleReport } from '../src/contract/reports/sample-report.test-support';
import { startChromium } from './chromium';

const folder = mkdtempSync(join(tmpdir(), 'report-page-'));
const file = join(folder, 'report.html');
const address = pathToFileURL(file).href;
let browser: Browser;
let report: Report;

beforeAll(async () => {
  report = await sampleReport();
  writeFileSync(file, reportKinds.html(report));
  browser = await startChromium();
});
afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true });
});

interface Opened {
  readonly page: Page;
  /** Everything that went wrong in the page: errors, what the security policy refused, dialogs. */
  readonly incidents: string[];
  readonly requests: string[];
}

async function open(options: BrowserContextOptions = {}): Promise<Opened> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const [incidents, requests]: [string[], string[]] = [[], []];
  page.on('console', (message) => incidents.push(message.text()));
  page.on('pageerror', (error) => incidents.push(String(error)));
  page.on('dialog', (dialog) => {
    incidents.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('requestfinished', (request) => requests.push(request.url()));
  page.on('requestfailed', (request) => requests.push(`${request.url()} refused: ${request.failure()?.errorText}`));
  await page.goto(address);
  return { page, incidents, requests };
}

const unfold = (page: Page): Promise<unknown> =>
  page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })");
/** Barriers for users of the page that axe finds (WCAG 2.2, level AA): rule and first element of each. */
const barriers = async (page: Page): Promise<unknown> => {
  await page.evaluate(`${axe.source}; undefined`);
  return page.evaluate('axe.run().then(({ violations }) => violations.map(({ id, nodes }) => [id, nodes[0].html]))');
};
const visible = (page: Page): Promise<number> => page.locator('.finding:visible').count();

test('asks nobody for anything, and nothing goes wrong', async () => {
  const { page, incidents, requests } = await open();
  await unfold(page);
  await page.waitForLoadState('networkidle');
  expect(requests).toEqual([address]);
  expect(incidents).toEqual([]);
});

describe('content of the target', () => {
  test('is text and nothing else', async () => {
    const { page, incidents } = await open();
    await unfold(page);
    expect(await page.evaluate('window.hacked')).toBeUndefined();
    expect(await page.locator('img').count()).toBe(0);
    expect(await page.locator('script').count()).toBe(1);
    expect(await page.locator('a:not([href^="https://unpkg.com/contact-points-kit@"])').count()).toBe(1);
    expect(await page.locator('body').textContent()).toContain('<img src=x onerror="window.hacked=1">');
    expect(incidents).toEqual([]);
  });

  test('could do no harm even as markup: no script runs, no request leaves', async () => {
    const { page, incidents, requests } = await open();
    const markup =
      '<img src="https://evil.example/x.png" onerror="window.hacked=1"><b style="color:red" onclick="window.hacked=2">x</b>';
    await page.evaluate(`document.body.insertAdjacentHTML('beforeend', ${JSON.stringify(markup)})`);
    await page.evaluate(
      "document.body.appendChild(Object.assign(document.createElement('script'), { textContent: 'window.hacked = 3' }))",
    );
    await page.locator('body > b').click();
    expect(await page.evaluate('window.hacked')).toBeUndefined();
    // The browser tells of it as a request, which its policy has then refused to make.
    expect(requests).toEqual([address, 'https://evil.example/x.png refused: csp']);
    expect(incidents.join('\n')).toMatch(/Content Security Policy/);
  });
});

describe('the filters', () => {
  const count = (fits: (finding: Report['findings'][number]) => boolean): number => report.findings.filter(fits).length;

  test('by severity, operation and check', async () => {
    const { page } = await open();
    expect(await visible(page)).toBe(report.findings.length);
    await page.getByLabel('Severity').selectOption('warning');
    expect(await visible(page)).toBe(count(({ severity }) => severity === 'warning'));
    await page.getByLabel('Severity').selectOption('');
    await page.locator('#operation').selectOption('createNote');
    expect(await visible(page)).toBe(count(({ operations }) => operations.includes('createNote')));
    await page.locator('#check').selectOption('rejects-invalid');
    const both = count(({ operations, check }) => operations.includes('createNote') && check === 'rejects-invalid');
    expect(await visible(page)).toBe(both);
    expect(both).toBeGreaterThan(0);
    expect(both).toBeLessThan(report.findings.length);
    expect(await page.getByRole('status').textContent()).toBe(`${both} of ${report.findings.length} shown`);
    await page.getByRole('button', { name: 'Reset' }).click();
    expect(await visible(page)).toBe(report.findings.length);
  });

  test('by words, from the keyboard', async () => {
    const { page } = await open();
    await page.keyboard.press('/');
    await page.keyboard.type('LIMIT   rejects-invalid');
    const shown = await visible(page);
    expect(shown).toBeGreaterThan(0);
    expect(shown).toBeLessThan(report.findings.length);
    await page.keyboard.type(' no-such-word');
    expect(await visible(page)).toBe(0);
    expect(await page.getByText('No finding fits these filters.').isVisible()).toBe(true);
  });

  test('what is not covered', async () => {
    const { page } = await open();
    const missed = report.coverage.operations.flatMap(({ items }) =>
      items.filter(({ kind, covered }) => kind !== 'status' && !covered),
    );
    await unfold(page);
    expect(await page.locator('.matrix tbody tr:visible').count()).toBeGreaterThan(missed.length);
    await page.getByLabel('only what is not covered').check();
    expect(await page.locator('.matrix tbody tr:visible').count()).toBe(missed.length);
  });
});

test('a finding opens from the keyboard and shows what was sent and what came', async () => {
  const { page } = await open();
  const finding = page.locator('.finding', { hasText: 'rejects-invalid' }).first();
  await finding.locator('summary').first().focus();
  await page.keyboard.press('Enter');
  await finding.getByRole('heading', { name: 'Request' }).first().waitFor();
  const text = await finding.textContent();
  expect(text).toContain('authorization: ***');
  expect(text).toContain('curl -i');
  expect(text).toMatch(/content-type: application\/(problem\+)?json/);
});

test('an address with a finding opens it', async () => {
  const { page } = await open();
  await page.goto(`${address}#finding-2`);
  expect(await page.locator('#finding-2[open]').count()).toBe(1);
});

test('the first stop of the keyboard leads past the header', async () => {
  const { page } = await open();
  await page.keyboard.press('Tab');
  expect(await page.evaluate('document.activeElement.textContent')).toBe('Skip to the findings');
});

test('can be read without scripts', async () => {
  const { page } = await open({ javaScriptEnabled: false });
  expect(await visible(page)).toBe(report.findings.length);
});

describe.each(['light', 'dark'] as const)('in %s colours', (colorScheme) => {
  test('nothing keeps people out', async () => {
    const { page } = await open({ colorScheme });
    await unfold(page);
    expect(await barriers(page)).toEqual([]);
  });
});

test.each([1280, 400, 320])('%d pixels are wide enough', async (width) => {
  const { page } = await open({ viewport: { width, height: 900 } });
  await unfold(page);
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
});

test('a report without findings is whole, too', async () => {
  const { page, incidents } = await open();
  await page.setContent(reportKinds.html({ ...report, findings: [] }));
  expect(await page.getByText('No findings: every promise that was put to the test is kept.').isVisible()).toBe(true);
  expect(incidents).toEqual([]);
  expect(await barriers(page)).toEqual([]);
});

test('the JUnit report is XML to a browser', async () => {
  const { page } = await open();
  const text = JSON.stringify(reportKinds.junit(report));
  const root = `new DOMParser().parseFromString(${text}, 'application/xml').documentElement`;
  expect(await page.evaluate(`${root}.tagName`)).toBe('testsuites');
  expect(await page.evaluate(`${root}.querySelectorAll('parsererror').length`)).toBe(0);
  expect(await page.evaluate(`${root}.querySelectorAll('testcase').length`)).toBe(report.results.length);
});
