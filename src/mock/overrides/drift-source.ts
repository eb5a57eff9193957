import type { Spec } from '../../openapi/model/model';
import type { Eventual } from '../../store/interface/store';
import type { createModel, Model, ModelOptions } from '../engine/create-model';
import type { MockRequest, MockResponse } from '../messages/message';
import type { Session } from '../sessions/session';

/** A deliberate fault, as it is listed. */
export interface ListedDrift {
  readonly name: string;
  readonly group: string;
  readonly title: string;
}

/** The deliberate faults of a mock's document, by which single requests may be answered. */
export interface DriftSource {
  list(spec: Spec): readonly ListedDrift[];
  /** Answers a request as a mock with this fault does, on the data of the session. */
  handle(name: string, request: MockRequest, session: Session): Promise<MockResponse>;
}

/** The parts of a mock that drifts work with. */
export interface DriftHost {
  /** The document that is kept now, and how. */
  options(): ModelOptions;
  /** Prepares a document. */
  readonly createModel: typeof createModel;
  /** Answers a request by another model, as the mock does within a session. */
  answer(model: Model, request: MockRequest, session: Session): Eventual<MockResponse>;
}

/** Creates the drifts of a mock. */
export type CreateDriftSource = (host: DriftHost) => DriftSource;
