import type { Resource, Spec } from '../spec/model';
import { propertiesOf } from '../spec/schema-facts';
import { MemoryStore } from '../store/memory-store';
import type { InitialRecords, Store } from '../store/store';
import { createHandler } from './create-handlers';
import { crossOriginHeaders } from './cross-origin';
import { createEngine } from './engine';
import type { MockRequest, MockResponse } from './message';
import { createNewId } from './new-id';
import { createParents } from './parents';
import { createPrism } from './prism';
import { createRecordCodec, parentKey, type RecordCodec } from './record-codec';
import type { MockContext, ResourceContext } from './resource-context';
import { createSampleValue } from './sample-value';
import { planSeeding } from './seeding/plan-seeding';
import { type SeedOptions, seedDefaults } from './seeding/seed-options';
import type { SeededResource } from './seeding/seeded-resource';
import { createShapes } from './shape';

/** A mock: answers requests as a document promises, and remembers what clients write. */
export interface Mock {
  readonly spec: Spec;
  readonly store: Store;
  /** Answers one request; never rejects. */
  handle(request: MockRequest): Promise<MockResponse>;
  /** Forgets what was written: the data is again what it was at the start. */
  reset(): Promise<void>;
  /** Frees what the store holds. */
  close(): Promise<void>;
}

/** How a mock is made. */
export interface MockOptions extends SeedOptions {
  /** The document that the mock keeps. */
  readonly spec: Spec;
  /** Makes the store from what each resource starts with; one in memory by default. */
  readonly createStore?: (initial: ReadonlyMap<string, InitialRecords>) => Store;
  /** The only path below which the document is served; by default the root and the path of each of its `servers`. */
  readonly basePath?: string;
  /** The largest request body, in bytes; 1 MiB by default. */
  readonly bodyLimit?: number;
  /** The current moment, for creation and change dates; the system's clock by default. */
  readonly now?: () => Date;
  /** Is told of every error that is the mock's own fault. */
  readonly onError?: (error: unknown, request: MockRequest) => void;
}

/**
 * Creates a mock of a document: its resources hold seeded data and remember what is written, and its other operations
 * answer examples. Creating it is cheap: data, validators and handlers are made when they are first needed.
 *
 * @param options - the document, the data, and how it is served
 * @throws {@link ../spec/document-error.DocumentError} when the document asks for data in a way that is not understood
 * @example
 * const mock = createMock({ spec: loadSpec('api.yaml'), count: 100 });
 * await mock.handle({ method: 'GET', path: '/notes', query: 'limit=5', headers: {} });
 */
export function createMock(options: MockOptions): Mock {
  const { spec, now = () => new Date(), createStore = (initial) => new MemoryStore(initial) } = options;
  const { schemas, resources } = spec;
  const seeded = planSeeding(spec, options);
  const codecs = new Map(resources.map((resource) => [resource.name, createRecordCodec(schemas, resource)]));
  const store = createStore(
    new Map(resources.map((resource) => [resource.name, initialRecords(resource, seeded.get(resource.name)!, codecs)])),
  );
  const context: MockContext = {
    spec,
    store,
    shapes: createShapes(schemas),
    sample: createSampleValue(schemas, options.seed ?? seedDefaults.seed),
    prism: createPrism(schemas.document),
    now,
    headers: crossOriginHeaders(spec),
  };
  const contexts = new Map<Resource, ResourceContext>();
  const contextOf = (resource: Resource): ResourceContext => {
    const known = contexts.get(resource);
    if (known !== undefined) return known;
    const idSchema = propertiesOf(schemas, resource.schema).get(resource.idProperty) ?? resource.schema;
    const created = {
      ...context,
      resource,
      codec: codecs.get(resource.name)!,
      parents: createParents(store, resource, resources, codecs),
      newId: createNewId(schemas, store, idSchema, seeded.get(resource.name)!),
    };
    contexts.set(resource, created);
    return created;
  };
  const engine = createEngine({
    context,
    handlerFor: (operation) => createHandler(context, operation, contextOf),
    basePath: options.basePath,
    bodyLimit: options.bodyLimit,
    onError: options.onError,
  });
  return { spec, store, handle: engine.handle, reset: () => store.reset(), close: () => store.close() };
}

/** The records of a resource at the start; what only their paths say becomes keys. */
function initialRecords(
  resource: Resource,
  seeded: SeededResource,
  codecs: ReadonlyMap<string, RecordCodec>,
): InitialRecords {
  const codec = codecs.get(resource.name)!;
  const links = resource.parents.filter(({ property }) => property === undefined);
  if (links.length === 0) return { count: seeded.count, recordAt: (index) => codec.encode(seeded.recordAt(index)) };
  return {
    count: seeded.count,
    recordAt(index) {
      const parents = seeded.parentsAt(index);
      const held: Record<string, string> = {};
      for (const link of links) {
        const value = codec.keyOf(parentKey(link), parents[link.parameter]);
        if (value !== undefined) held[parentKey(link)] = value;
      }
      return codec.encode(seeded.recordAt(index), held);
    },
  };
}
