import type { JsonObject } from '../../json-schema/model/json-schema';
import { hashKeys } from '../../json-schema/model/random';
import type { Operation, Resource, Role, Spec } from '../../openapi/model/model';
import { propertiesOf } from '../../openapi/model/schema-facts';
import { uniqueProperties } from '../../openapi/resources/extensions';
import { roleOf } from '../../openapi/resources/role-of';
import { recordedResources } from '../../openapi/resources/shared-records';
import type { InitialRecords } from '../../store/interface/store';
import { createValueMaker } from '../generation/value-maker';
import { createCreateHandler } from '../handlers/create';
import { createReadHandler, createRemoveHandler } from '../handlers/find-item';
import type { Handler, MockContext, ResourceContext } from '../handlers/handler';
import { createListHandler } from '../handlers/list';
import { createNewId } from '../handlers/new-id';
import { createReplaceHandler } from '../handlers/replace';
import { createShapes } from '../handlers/shape';
import { createUpdateHandler } from '../handlers/update';
import { type AuthOptions, type AuthSettings, completeAuth } from '../login/auth-settings';
import type { TokenEndpoints } from '../login/token-endpoint';
import { crossOriginHeaders } from '../messages/cross-origin';
import type { MockRequest } from '../messages/message';
import type { DataModel } from '../records/data-model';
import { createInitialRecords } from '../records/initial-records';
import { createParents, createRecordCodec } from '../records/record-codec';
import { createRemoveRecord } from '../records/remove-record';
import type { ReferenceMode } from '../references/reference-mode';
import { planSeeding } from '../seeding/plan-seeding';
import type { SeedOptions } from '../seeding/seed-options';
import type { SeededResource } from '../seeding/seeded-resource';
import { createEngine, type Engine } from './engine';

/** A document made ready to be answered for. It remembers nothing: that is what sessions are for. */
export interface Model extends DataModel {
  readonly engine: Engine;
  readonly context: MockContext;
  /** The only base path; by default the root and the path of each of the document's `servers`. */
  readonly basePath: string | undefined;
  /** Which logins are asked for. */
  readonly auth: AuthSettings;
  /** Gives the endpoints at which clients get tokens; undefined when the document has none. */
  readonly tokenEndpoints: (() => TokenEndpoints) | undefined;
  /** Makes an item of a resource up, as realistic as the seeded ones; the same keys give the same one. */
  makeUp(resource: string, keys: readonly (string | number)[]): JsonObject;
}

/** Options of a model. */
export interface ModelOptions extends SeedOptions {
  /** The document that the mock keeps. */
  readonly spec: Spec;
  /** The only path below which the document is served; by default the root and the path of each of its `servers`. */
  readonly basePath?: string;
  /** The largest request body, in bytes; 1 MiB by default. */
  readonly bodyLimit?: number;
  /** The current moment, for creation and change dates; the system's clock by default. */
  readonly now?: () => Date;
  /** Which logins are asked for; none by default. */
  readonly auth?: AuthOptions;
  /** The treatment of requests that refer to what no record knows; none by default. */
  readonly references?: ReferenceMode;
  /** Is told of every error that is the mock's own fault. */
  readonly onError?: (error: unknown, request: MockRequest) => void;
}

/**
 * Makes a document ready to be answered for. Cheap: data, validators and handlers are made when they are first needed.
 *
 * @throws {@link ../spec/document-error.DocumentError} when the document asks for data in a way that is not understood
 */
export function createModel(options: ModelOptions): Model {
  const { spec, now = () => new Date() } = options;
  const { schemas } = spec;
  const recorded = recordedResources(schemas, spec.resources);
  const { owners } = recorded;
  const plan = (seeding: SeedOptions) => planSeeding({ ...spec, resources: owners }, seeding);
  const seeded = plan(options);
  const references = loadReferences(options);
  const codecs = new Map(
    owners.map((owner) => {
      const views = spec.resources.filter(({ recordsOf }) => recordsOf === owner.name);
      const asked = views.flatMap(({ list, idProperty, alsoFoundBy }) => [
        idProperty,
        ...(alsoFoundBy === undefined ? [] : [alsoFoundBy]),
        ...(list?.filters.map(({ property }) => property) ?? []),
      ]);
      return [
        owner.name,
        createRecordCodec(schemas, owner, [
          ...uniqueProperties(schemas, owner.schema),
          ...asked.filter((key) => key !== owner.idProperty),
          ...(references?.keysOf(owner) ?? []),
        ]),
      ];
    }),
  );
  const values = createValueMaker(spec, options);
  const context: MockContext = {
    spec,
    shapes: createShapes(schemas),
    sample: values.sample,
    values,
    now,
    headers: crossOriginHeaders(spec),
  };
  const contexts = new Map<Resource, ResourceContext>();
  const contextOf = (resource: Resource): ResourceContext => {
    const known = contexts.get(resource);
    if (known !== undefined) return known;
    const kept = recorded.of(resource);
    const idSchema = propertiesOf(schemas, kept.schema).get(kept.idProperty) ?? kept.schema;
    const created = {
      ...context,
      resource: kept,
      codec: codecs.get(kept.name)!,
      parents: createParents(kept, owners, codecs),
      newId: createNewId(schemas, idSchema, seeded.get(kept.name)!),
      remove: createRemoveRecord(kept, spec.resources.map(recorded.of), codecs),
    };
    contexts.set(resource, created);
    return created;
  };
  // Records behind the seeded ones: made in the same way, and none of them.
  const makeUp = (resource: string, keys: readonly (string | number)[]): JsonObject => {
    const { count, recordAt } = seeded.get(resource)!;
    return recordAt(count + ((hashKeys(keys) >>> 0) % FURTHER));
  };
  const auth = completeAuth(options.auth);
  const tokenEndpoints = findTokenEndpoints(options, auth, context.headers);
  const engine = createEngine({
    context,
    handlerFor: (operation) => createHandler(context, operation, contextOf),
    guardFor: references?.guards(codecs),
    answerUnknown: tokenEndpoints && ((request, session) => tokenEndpoints().answer(request, session)),
    basePath: options.basePath,
    bodyLimit: options.bodyLimit,
    onError: options.onError,
  });
  const recordsOf = (planned: ReadonlyMap<string, SeededResource>): ReadonlyMap<string, InitialRecords> =>
    new Map(
      owners.map((resource) => [
        resource.name,
        createInitialRecords(resource, planned.get(resource.name)!, codecs.get(resource.name)!),
      ]),
    );
  const known = new Map<string, ReadonlyMap<string, InitialRecords>>();
  // The same answer for the same question lets stores share the records that they have made.
  const initial: Model['initial'] = (other = {}) => {
    const { seed = options.seed, count = options.count } = other;
    const key = `${seed} ${count}`;
    const isOwn = seed === options.seed && count === options.count;
    const records = known.get(key) ?? recordsOf(isOwn ? seeded : plan({ ...options, ...other }));
    if (known.size >= MOST_SEEDINGS) known.clear();
    known.set(key, records);
    return records;
  };
  const { basePath } = options;
  return { spec, engine, context, basePath, auth, tokenEndpoints, recorded: owners, codecs, makeUp, initial };
}

/** The number of records to make items up from. */
const FURTHER = 1000;

/** The number of sets of initial records that are kept for the next session that asks for them. */
const MOST_SEEDINGS = 8;

/** The code that judges references is loaded where they are judged only. */
function loadReferences({ spec, references: mode = 'off' }: ModelOptions) {
  if (mode === 'off') return undefined;
  const { createReferences } =
    require('../references/create-references') as typeof import('../references/create-references');
  return createReferences(mode, spec);
}

/** Creates the handler for one role on a resource. */
type CreateHandler = (context: ResourceContext, operation: Operation) => Handler;

const byRole: Readonly<Record<Role, CreateHandler>> = {
  list: createListHandler,
  read: createReadHandler,
  create: createCreateHandler,
  replace: createReplaceHandler,
  update: createUpdateHandler,
  remove: createRemoveHandler,
};

/**
 * Creates the handler of an operation: that of the role which it plays, or, when it belongs to no resource, one that keeps
 * what state it can and else answers examples.
 *
 * @param contextOf - what the handlers of a resource share
 */
function createHandler(
  context: MockContext,
  operation: Operation,
  contextOf: (resource: Resource) => ResourceContext,
): Handler {
  const played = roleOf(context.spec, operation);
  if (played !== undefined) {
    const own = contextOf(played.resource);
    const handler = withFiles(context, operation, byRole[played.role](own, operation), own.resource);
    if (operation.body === undefined || uniqueProperties(context.spec.schemas, own.resource.schema).length === 0)
      return handler;
    const { withUnique } = require('../state/unique') as typeof import('../state/unique');
    return withUnique(own, operation, handler, own.resource.wrappers[played.role]?.body);
  }
  const { createStateHandler } = require('../state/state-handler') as typeof import('../state/state-handler');
  return createStateHandler(context, operation, contextOf);
}

/** A record that is made of a form may have files. */
function withFiles(context: MockContext, operation: Operation, handler: Handler, resource: Resource): Handler {
  if (operation.body?.mediaTypes.some(({ name }) => name === 'multipart/form-data') !== true) return handler;
  const { withUploads } = require('../state/uploads') as typeof import('../state/uploads');
  return withUploads(context, operation, handler, resource);
}

/** The code that gives tokens away is loaded where a client asks for one. */
function findTokenEndpoints(
  { spec, basePath }: ModelOptions,
  auth: AuthSettings,
  headers: MockContext['headers'],
): Model['tokenEndpoints'] {
  const hasTokens = Object.values(spec.securitySchemes).some(
    (scheme) => scheme.type === 'oauth2' && scheme.flows.clientCredentials !== undefined,
  );
  if (!hasTokens) return undefined;
  let known: TokenEndpoints | undefined;
  return () => {
    const { createTokenEndpoints } = require('../login/token-endpoint') as typeof import('../login/token-endpoint');
    known ??= createTokenEndpoints(spec, basePath, auth, headers);
    return known;
  };
}
