import { isAdminPath } from '../mock/admin/with-admin';
import { createMock, type Mock, type MockOptions } from '../mock/create-mock';
import { MemoryStore } from '../store/memory-store';
import type { InitialRecords } from '../store/store';
import { createMockWithDrifts } from './create-mock-with-drifts';
import type { Drift, Handle } from './drift';
import { findDrifts } from './find-drifts';
import { createFindQuestion } from './question';

/**
 * Creates a mock that breaks its document's contract in named ways, and keeps it in all others: for apps that have to bear
 * an API that drifts, and for contract suites that have to find it.
 *
 * @param options - as for a healthy mock
 * @param drift - names of {@link listDrifts}, or drifts; several work together, the last one closest to the client
 * @throws {@link ./find-drifts.UnknownDriftError} for a name that the document gives no drift for
 * @example
 * const mock = createDriftingMock({ spec: loadSpec('api.yaml') }, ['unknown-id:500']);
 */
export function createDriftingMock(options: MockOptions, drift: readonly (string | Drift)[]): Mock {
  const drifts = drift.flatMap((each) => (typeof each === 'string' ? findDrifts(options.spec, [each]) : [each]));
  const spoils = drifts.map(({ spoil }) => spoil);
  const { spec, createStore = (initial) => new MemoryStore(initial) } = options;
  const spoiled = spoils.reduce((schemas, spoil) => spoil.schemas?.(schemas) ?? schemas, spec.schemas);
  const initial = initialRecords(options);
  const mock = createMockWithDrifts({
    ...options,
    spec: spoiled === spec.schemas ? spec : { ...spec, schemas: spoiled },
    createStore: () => spoils.reduce((store, spoil) => spoil.store?.(store) ?? store, createStore(initial)),
  });
  const find = createFindQuestion(spec, options.basePath);
  const healthy: Handle = async (request) => mock.handle(request);
  const drifting = spoils.reduce((next, spoil) => spoil.handle?.(next, find) ?? next, healthy);
  // A mock that drifts is controlled like any other.
  const handle: Handle = async (request) => (isAdminPath(request.path) ? mock.handle(request) : drifting(request));
  return Object.create(mock, { handle: { value: handle, enumerable: true } });
}

// What is in the store at the start is what a healthy mock has: a drift is about what is done with it.
function initialRecords(options: MockOptions): ReadonlyMap<string, InitialRecords> {
  let found: ReadonlyMap<string, InitialRecords> = new Map();
  const keep = (initial: ReadonlyMap<string, InitialRecords>) => {
    found = initial;
    return new MemoryStore(initial);
  };
  createMock({ ...options, createStore: keep });
  return found;
}
