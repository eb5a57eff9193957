import type { createModel, Model, ModelOptions } from '../mock/engine/create-model';
import type { DriftHost, DriftSource } from '../mock/overrides/drift-source';
import { Session, type SessionPart } from '../mock/sessions/session';
import type { Spec } from '../openapi/model/model';
import type { Drift } from './catalogue/drift';
import type { Respond } from './changes/fault-injection';
import { createRequestMatcher } from './changes/fault-injection';
import { listDrifts } from './list-drifts';

/** The drifts of one document, each with the model that it gives a fault; made when they are first asked for. */
interface Catalogue {
  readonly options: ModelOptions;
  readonly drifts: readonly Drift[];
  readonly models: Map<string, ReturnType<typeof createModel>>;
}

/**
 * Creates the drifts by which single requests meet a deliberate fault, while all others are answered as usual: the same data,
 * seen and changed through a mock with a fault.
 */
export function createDriftSource(host: DriftHost): DriftSource {
  let known: Catalogue | undefined;
  const catalogue = (): Catalogue => {
    const options = host.options();
    if (known?.options !== options) known = { options, drifts: listDrifts(options.spec), models: new Map() };
    return known;
  };
  const modelOf = ({ options, models }: Catalogue, { name, injection }: Drift): Model => {
    const { spec } = options;
    const schemas = injection.schemas?.(spec.schemas) ?? spec.schemas;
    const model = models.get(name) ?? host.createModel({ ...options, auth: {}, spec: { ...spec, schemas } });
    models.set(name, model);
    return model;
  };
  const createHandle = (from: Catalogue, drift: Drift, session: Session): Respond => {
    const { spec, basePath, now = () => new Date() } = from.options;
    const model = modelOf(from, drift);
    const store = drift.injection.store?.(session.store) ?? session.store;
    const drifting = new Session({ name: session.name, store, seed: session.seed, now });
    const healthy: Respond = async (request) => host.answer(model, request, drifting);
    return drift.injection.handle?.(healthy, createRequestMatcher(spec, basePath)) ?? healthy;
  };
  // What a drift remembers, it remembers of one session and one document.
  const handlesOf: SessionPart<Map<string, { readonly from: Catalogue; readonly handle: Respond }>> = () => new Map();

  return {
    list: (spec: Spec) => listDrifts(spec),
    handle(name, request, session) {
      const from = catalogue();
      const handles = session.of(handlesOf);
      let found = handles.get(name);
      if (found?.from !== from) {
        const drift = from.drifts.find((each) => each.name === name);
        if (drift === undefined) throw new Error(`There is no drift "${name}".`);
        found = { from, handle: createHandle(from, drift, session) };
        handles.set(name, found);
      }
      return found.handle(request);
    },
  };
}
