import type { Schemas } from '../json-schema/model/schemas';
import type { Spec } from '../openapi/model/model';
import type { Store } from '../store/interface/store';
import type { Drift } from './catalogue/drift';
import type { Respond } from './changes/fault-injection';

/** A healthy mock taken apart, so that a drift can be injected between its parts. */
export interface HealthyMock {
  readonly spec: Spec;
  /** The only base path, where there is only one. */
  readonly basePath?: string;
  readonly store: Store;
  /**
   * Creates the answering of the mock over other parts.
   *
   * @param schemas - the same object for the same drift and document, so that what is made of it can be kept
   */
  readonly respondOver: (schemas: Schemas, store: Store) => Respond;
}

/** Gives a mock the drifts of its document for single requests. The catalogue is loaded when it is first asked for. */
export interface DriftSource {
  list(spec: Spec): readonly Drift[];
  names(spec: Spec): readonly string[];
  /**
   * Creates the answering of a mock with one fault. It may remember: keep it for as long as the session and the document live.
   *
   * @throws Error for a name that the document gives no drift for
   */
  handle(name: string, mock: HealthyMock): Respond;
}

/** The drifts of every document, to be handed to a mock. */
export const driftSource: DriftSource = {
  list: (spec) => catalogueOf(spec),
  names: (spec) => catalogueOf(spec).map(({ name }) => name),
  handle: (name, { spec, basePath, store, respondOver }) => {
    const drift = catalogueOf(spec).find((each) => each.name === name);
    if (drift === undefined) throw new Error(`There is no drift "${name}".`);
    const { injection } = drift;
    const healthy = respondOver(schemasOf(drift, spec), injection.store?.(store) ?? store);
    if (injection.handle === undefined) return healthy;
    const { createRequestMatcher } = require('./changes/fault-injection') as typeof import('./changes/fault-injection');
    return injection.handle(healthy, createRequestMatcher(spec, basePath));
  },
};

function catalogueOf(spec: Spec): readonly Drift[] {
  return (require('./list-drifts') as typeof import('./list-drifts')).listDrifts(spec);
}

const faultySchemas = new WeakMap<Drift, Schemas>();

/** The schemas of a document with a drift's fault; a drift belongs to one document. */
function schemasOf(drift: Drift, { schemas }: Spec): Schemas {
  const faulty = faultySchemas.get(drift) ?? drift.injection.schemas?.(schemas) ?? schemas;
  faultySchemas.set(drift, faulty);
  return faulty;
}
