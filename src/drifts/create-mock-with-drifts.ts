import { createMock, type Mock, type MockOptions } from '../mock/create-mock';
import type { CreateDriftSource, DriftSource } from '../mock/overrides/drift-source';

/** Creates the drifts of a mock; their code is loaded when they are first asked for. */
const createLazyDrifts: CreateDriftSource = (host) => {
  let loaded: DriftSource | undefined;
  const load = (): DriftSource => {
    loaded ??= (require('./drift-source') as typeof import('./drift-source')).createDriftSource(host);
    return loaded;
  };
  return {
    list: (spec) => load().list(spec),
    handle: (name, request, session) => load().handle(name, request, session),
  };
};

/**
 * Creates a mock of a document: its resources hold seeded data and remember what is written, and its other operations
 * answer examples. Creating it is cheap: data, validators and handlers are made when they are first needed. Single requests may
 * ask for a deliberate fault, by `Prefer: drift=NAME` or by a rule.
 *
 * @param options - the document, the data, and how it is served
 * @throws {@link ../openapi/document-error.DocumentError} when the document asks for data in a way that is not understood
 * @example
 * const mock = createMock({ spec: loadSpec('api.yaml'), count: 100 });
 * await mock.handle({ method: 'GET', path: '/notes', query: 'limit=5', headers: {} });
 */
export function createMockWithDrifts(options: MockOptions): Mock {
  return createMock({ drifts: createLazyDrifts, ...options });
}
