import request from 'supertest';
import { createMock } from '../../mock/create-mock';
import { loadSpec } from '../../openapi/load-spec';
import { SHIPPED_SPEC } from '../../openapi/read/package-file';
import { createApp } from '../../server/http/create-app';
import { startServer } from '../../server/start-server';
import type { InitialRecords } from '../../store/interface/store';
import { StoreUnavailable } from '../../store/interface/store';
import { MemoryStore } from '../../store/memory/memory-store';

/** A store that can be taken away and given back. */
class LostStore extends MemoryStore {
  lost = true;

  override async get(...args: Parameters<MemoryStore['get']>): Promise<Awaited<ReturnType<MemoryStore['get']>>> {
    if (this.lost) throw new StoreUnavailable('gone');
    return super.get(...args);
  }

  async isReady(): Promise<boolean> {
    return !this.lost;
  }
}

function setUp() {
  let store!: LostStore;
  const failures: unknown[] = [];
  const createStore = (initial: ReadonlyMap<string, InitialRecords>): LostStore => {
    store = new LostStore(initial);
    return store;
  };
  const spec = loadSpec(SHIPPED_SPEC);
  const mock = createMock({ spec, createStore, onError: (error) => failures.push(error) });
  return { mock, store, failures, item: spec.paths.find(({ template }) => template.source.endsWith('{id}'))! };
}

test('a store out of reach is a 503 problem that says when to come again, and nobody to blame', async () => {
  const { mock, store, failures, item } = setUp();
  const first = (await store.page(mock.spec.resources[0]!.name, {}, 0, 1)).items[0]!;
  const url = item.template.source.replace('{id}', first.id);
  const refused = await request(createApp(mock)).get(url);
  expect(refused.status).toBe(503);
  expect(refused.headers).toMatchObject({ 'retry-after': '1', 'content-type': 'application/problem+json' });
  expect(refused.body).toMatchObject({ type: '/problems/service-unavailable', status: 503 });
  expect(refused.text).not.toContain('gone');
  expect(failures).toEqual([]);
  store.lost = false;
  expect((await request(createApp(mock)).get(url)).status).toBe(200);
});

test('/readyz tells of it, /healthz does not', async () => {
  const { mock, store } = setUp();
  const server = await startServer(mock, { port: 0 });
  const statuses = async (): Promise<number[]> =>
    Promise.all(['/readyz', '/~anna/readyz', '/healthz'].map(async (path) => (await fetch(server.url + path)).status));
  expect(await statuses()).toEqual([503, 503, 200]);
  store.lost = false;
  expect(await statuses()).toEqual([200, 200, 200]);
  expect(await (await fetch(`${server.url}/readyz`)).json()).toEqual({ status: 'ready' });
  await server.close();
});

test('a mock whose store is here is always ready', async () => {
  const mock = createMock({ spec: loadSpec(SHIPPED_SPEC) });
  expect((await request(createApp(mock)).get('/readyz')).body).toEqual({ status: 'ready' });
});
