import { isAdminPath } from '../mock/admin/with-admin';
import { createMock, type Mock, type MockOptions } from '../mock/create-mock';
import type { InitialRecords } from '../store/interface/store';
import { MemoryStore } from '../store/memory/memory-store';
import type { Drift } from './catalogue/drift';
import { createRequestMatcher, type Respond } from './changes/fault-injection';
import { createMockWithDrifts } from './create-mock-with-drifts';
import { findDrifts } from './list-drifts';

/**
 * Creates a mock that breaks its document's contract in named ways, and keeps it in all others: for apps that have to bear
 * an API that drifts, and for contract suites that have to find it.
 *
 * @param options - as for a healthy mock
 * @param drift - names of {@link listDrifts}, or drifts; several work together, the last one closest to the client
 * @throws {@link ./list-drifts.UnknownDriftError} for a name that the document gives no drift for
 * @example
 * const mock = createDriftingMock({ spec: loadSpec('api.yaml') }, ['unknown-id:500']);
 */
export function createDriftingMock(options: MockOptions, drift: readonly (string | Drift)[]): Mock {
  const drifts = drift.flatMap((each) => (typeof each === 'string' ? findDrifts(options.spec, [each]) : [each]));
  const injections = drifts.map(({ injection }) => injection);
  const { spec, createStore = (initial) => new MemoryStore(initial) } = options;
  const faulty = injections.reduce((schemas, injection) => injection.schemas?.(schemas) ?? schemas, spec.schemas);
  const initial = initialRecords(options);
  const mock = createMockWithDrifts({
    ...options,
    spec: faulty === spec.schemas ? spec : { ...spec, schemas: faulty },
    createStore: () => injections.reduce((store, injection) => injection.store?.(store) ?? store, createStore(initial)),
  });
  const match = createRequestMatcher(spec, options.basePath);
  const healthy: Respond = async (request) => mock.handle(request);
  const drifting = injections.reduce((next, injection) => injection.handle?.(next, match) ?? next, healthy);
  // A mock that drifts is controlled like any other.
  const handle: Respond = async (request) => (isAdminPath(request.path) ? mock.handle(request) : drifting(request));
  return Object.create(mock, { handle: { value: handle, enumerable: true } });
}

// The store starts with the records of a healthy mock: a drift is about what is done with them.
function initialRecords(options: MockOptions): ReadonlyMap<string, InitialRecords> {
  let found: ReadonlyMap<string, InitialRecords> = new Map();
  const keep = (initial: ReadonlyMap<string, InitialRecords>) => {
    found = initial;
    return new MemoryStore(initial);
  };
  createMock({ ...options, createStore: keep });
  return found;
}
