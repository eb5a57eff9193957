import { join } from 'node:path';
import type { Schemas } from '../json-schema/model/schemas';
import { createMock } from '../mock/create-mock';
import { loadSpec } from '../openapi/load-spec';
import { MemoryStore } from '../store/memory/memory-store';
import { driftSource, type HealthyMock } from './drift-source';
import { listDrifts } from './list-drifts';

const spec = loadSpec(join(__dirname, '../../fixtures/specs/bookshop.yaml'));

/** A mock without records, whose parts can be exchanged; notes the schemas that it answers over. */
function takenApart(seen: Schemas[] = []): HealthyMock {
  return {
    spec,
    store: new MemoryStore(new Map()),
    respondOver: (schemas, store) => {
      seen.push(schemas);
      const mock = createMock({ spec: { ...spec, schemas }, count: 0, createStore: () => store });
      return async (request) => mock.handle(request);
    },
  };
}

test('lists the drifts of a document and their names', () => {
  expect(driftSource.list(spec)).toBe(listDrifts(spec));
  expect(driftSource.names(spec)).toEqual(listDrifts(spec).map(({ name }) => name));
});

test.each([
  ['unknown-id:500', 'GET', '/books/9', undefined, 500],
  ['body.title.maxLength:not-enforced', 'POST', '/books', { title: 'x'.repeat(121) }, 201],
  ['body.title.maxLength:one-less', 'POST', '/books', { title: 'x'.repeat(120) }, 400],
])('injects %s into a mock', async (name, method, path, change, status) => {
  const book = { title: 'A', author: 'B', language: 'nl', price: 1, ...change };
  const body = change === undefined ? undefined : new TextEncoder().encode(JSON.stringify(book));
  const respond = driftSource.handle(name, takenApart());
  const headers = { 'content-type': 'application/json' };
  expect((await respond({ method, path, query: '', headers, body })).status).toBe(status);
});

test('injects faults of the store', async () => {
  const respond = driftSource.handle('create:not-kept', takenApart());
  const body = new TextEncoder().encode(JSON.stringify({ title: 'A', author: 'B', language: 'nl', price: 1 }));
  const request = { method: 'POST', path: '/books', query: '', headers: { 'content-type': 'application/json' }, body };
  const created = await respond(request);
  expect(created.status).toBe(201);
  const { id } = JSON.parse(String(created.body));
  expect((await respond({ method: 'GET', path: `/books/${id}`, query: '', headers: {} })).status).toBe(404);
});

test('answers over the same schemas for the same drift', () => {
  const seen: Schemas[] = [];
  for (const name of ['body.title.maxLength:not-enforced', 'body.title.maxLength:not-enforced', 'unknown-id:500']) {
    driftSource.handle(name, takenApart(seen));
  }
  expect(seen[0]).toBe(seen[1]);
  expect(seen[0]).not.toBe(spec.schemas);
  expect(seen[2]).toBe(spec.schemas);
});

test('refuses a name that there is not', () => {
  expect(() => driftSource.handle('xyzzy', takenApart())).toThrow('There is no drift "xyzzy".');
});
