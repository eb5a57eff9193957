// Opens in Chromium what docs/library.md shows of a mock in a browser, bundled as its readers would, and asks the mock behind MSW's service
// worker.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';

const require = createRequire(`${process.env.ROOT}/`);
const { build } = require('esbuild');
const { chromium } = require('playwright-core');

const docs = readFileSync(`${process.env.ROOT}/docs/library.md`, 'utf8');
const [, shown] = /^### In a browser$.*?^```ts$(.*?)^```$/ms.exec(docs);
writeFileSync('page.ts', `${shown}\nawait mock.reset();\nglobalThis.mock = mock;\n`);
const bundled = await build({
  ...{ entryPoints: ['page.ts'], outdir: '/', bundle: true, splitting: true, format: 'esm', target: 'es2022' },
  ...{ minify: true, write: false, logLevel: 'warning' },
});
const files = new Map(bundled.outputFiles.map(({ path, contents }) => [path, [contents, 'text/javascript']]));
files.set('/mockServiceWorker.js', [readFileSync('node_modules/msw/lib/mockServiceWorker.js'), 'text/javascript']);
files.set('/openapi.yaml', [readFileSync('openapi.yaml'), 'text/yaml']);
files.set('/', ['<!doctype html><title>Books</title><script type="module" src="/page.js"></script>', 'text/html']);
const server = createServer(({ url }, response) => {
  const [content = '', type = 'text/plain'] = files.get(url) ?? [];
  response.writeHead(files.has(url) ? 200 : 404, { 'content-type': type }).end(content);
}).listen(0, '127.0.0.1');
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH,
  args: ['--headless', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
});
try {
  const page = await browser.newPage();
  const errors = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  await page.goto(`http://127.0.0.1:${server.address().port}/`);
  await page
    .waitForFunction(() => globalThis.mock, undefined, { timeout: 20_000 })
    .catch((error) => assert.fail(`${errors}\n${error}`));
  const send = (path, init) =>
    page.evaluate(
      async ([url, options]) => {
        const response = await fetch(url, options);
        const text = await response.text();
        return [response.status, response.headers.get('content-type'), text === '' ? null : JSON.parse(text)];
      },
      [`https://api.example.com/v1${path}`, init],
    );
  const headers = { 'content-type': 'application/json' };
  const post = (book) => send('/books', { method: 'POST', headers, body: JSON.stringify(book) });

  const [status, type, books] = await send('/books?per_page=5');
  assert.deepEqual([status, type, books.length], [200, 'application/json', 5]);
  const [created, , { id }] = await post({ title: 'Emma', author: 'Jane Austen', language: 'en', price: 9.5 });
  assert.equal(created, 201);
  assert.equal((await send(`/books/${id}`))[2].title, 'Emma');
  const [refused, problem, { detail }] = await post({ title: 7 });
  assert.match(`${refused} ${problem} ${detail}`, /^4\d\d application\/(problem\+)?json \S/);
  const [preferred] = await send(`/books/${id}`, { headers: { prefer: 'code=404' } });
  assert.equal(preferred, 404);
  assert.equal((await send(`/books/${id}`, { method: 'DELETE' }))[0], 204);
  assert.equal((await send(`/books/${id}`))[0], 404);
  await page.evaluate(() => mock.state.set({ books: [] }));
  assert.deepEqual((await send('/books'))[2], []);
  await page.evaluate(() => mock.rules.add({ match: {}, then: { fail: 'reset' } }));
  await assert.rejects(send('/books'), /Failed to fetch/);
  assert.equal(await page.evaluate(() => [...mock.journal.entries()].length), 9);
} finally {
  await browser.close();
  server.close();
}
