import type { createModel, ModelOptions } from '../mock/engine/create-model';
import type { Drifts, SessionPart } from '../mock/sessions/session';
import { Session } from '../mock/sessions/session';
import type { Drift, Handle } from './drift';

/** What drifts work on: the document that is kept now, and how. */
export interface DriftSource {
  options(): ModelOptions;
  /** Prepares a document. */
  readonly createModel: typeof createModel;
}

/** The drifts of one document, each with the model that it spoils; made when they are first asked for. */
interface Catalogue {
  readonly options: ModelOptions;
  readonly drifts: readonly Drift[];
  readonly engines: Map<string, ReturnType<typeof createModel>['engine']>;
}

/**
 * Creates the part of a session by which single requests meet a deliberate fault, while all others are answered as usual: the
 * same data, seen and changed through a spoiled mock.
 */
export function createDrifts(source: DriftSource): SessionPart<Drifts> {
  let known: Catalogue | undefined;
  const catalogue = (): Catalogue => {
    const options = source.options();
    if (known?.options !== options) {
      const { listDrifts } = require('./list-drifts') as typeof import('./list-drifts');
      known = { options, drifts: listDrifts(options.spec), engines: new Map() };
    }
    return known!;
  };
  const engineOf = ({ options, engines }: Catalogue, { name, spoil }: Drift) => {
    const { spec } = options;
    const schemas = spoil.schemas?.(spec.schemas) ?? spec.schemas;
    const engine = engines.get(name) ?? source.createModel({ ...options, auth: {}, spec: { ...spec, schemas } }).engine;
    engines.set(name, engine);
    return engine;
  };

  return (session) => {
    // What a drift remembers, it remembers of one session and one document.
    const handles = new Map<string, { readonly from: Catalogue; readonly handle: Handle }>();
    const handleOf = (from: Catalogue, drift: Drift): Handle => {
      const { createFindQuestion } = require('./question') as typeof import('./question');
      const { spec, basePath, now = () => new Date() } = from.options;
      const engine = engineOf(from, drift);
      const store = drift.spoil.store?.(session.store) ?? session.store;
      const drifting = new Session({
        name: session.name,
        store,
        seed: session.seed,
        now,
        drifts: createDrifts(source),
      });
      const healthy: Handle = async (request) => engine.handle(request, drifting);
      return drift.spoil.handle?.(healthy, createFindQuestion(spec, basePath)) ?? healthy;
    };
    return {
      names: () => catalogue().drifts.map(({ name }) => name),
      handle: (name, request) => {
        const from = catalogue();
        let found = handles.get(name);
        if (found?.from !== from) {
          const drift = from.drifts.find((each) => each.name === name);
          if (drift === undefined) throw new Error(`There is no drift "${name}".`);
          found = { from, handle: handleOf(from, drift) };
          handles.set(name, found);
        }
        return found.handle(request);
      },
    };
  };
}
