import assert from 'node:assert/strict';
import { createMock, loadSpec } from 'contact-points-kit';
import { handlers } from 'contact-points-kit/msw';
import { setupServer } from 'msw/node';

const mock = createMock({ spec: loadSpec('openapi.yaml'), count: 20 });
const server = setupServer(...handlers(mock, { baseUrl: 'https://api.bookshop.test/v1' }));
await server.listen({ onUnhandledRequest: 'error' });

const books = await fetch('https://api.bookshop.test/v1/books?per_page=5');
assert.deepEqual([books.status, (await books.json()).length, books.headers.get('x-total-count')], [200, 5, '20']);

const headers = { 'content-type': 'application/json' };
const body = JSON.stringify({ title: 'Emma', author: 'Jane Austen', language: 'en', price: 9.5 });
const created = await fetch('https://api.bookshop.test/v1/books', { method: 'POST', headers, body });
assert.equal(created.status, 201);
const { id } = await created.json();
assert.equal((await (await fetch(`https://api.bookshop.test/v1/books/${id}`)).json()).title, 'Emma');
assert.equal((await fetch(`https://api.bookshop.test/v1/books/${id}`, { method: 'DELETE' })).status, 204);

mock.rules.add({ match: {}, then: { fail: 'reset' } });
await assert.rejects(fetch('https://api.bookshop.test/v1/books'), TypeError);
server.close();
