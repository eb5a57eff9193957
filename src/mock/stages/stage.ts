import type { Eventual } from '../../store/interface/store';
import type { Model } from '../engine/create-model';
import type { LocatedRequest } from '../engine/engine';
import type { MockRequest, MockResponse } from '../messages/message';
import type { DriftSource } from '../overrides/drift-source';
import type { Override, UsualAnswers } from '../overrides/override';
import type { Preferences } from '../overrides/read-preferences';
import type { SessionOverrides } from '../overrides/session-overrides';
import type { Session } from '../sessions/session';

/** One request on its way to its answer. Stages write down here what later ones need. */
export interface RequestTrip {
  readonly model: Model;
  request: MockRequest;
  session: Session;
  /** Reads the request's body, which `request` lacks. Given where another server is to answer; else undefined. */
  readonly readBody: (() => Promise<Uint8Array | undefined>) | undefined;
  /** The rules and the chaos of the session; undefined as long as it never had any. */
  overrides: SessionOverrides | undefined;
  /** Undefined as long as nothing but the operation stands before the answer. */
  located: LocatedRequest | undefined;
  /** The status with which chaos lets the request fail. */
  failure?: number | undefined;
  /** The ways to answer where they are not those of the engine: at a token endpoint. */
  usual?: UsualAnswers;
  /** The answer of a token endpoint that the document describes as an operation, too. */
  token?: MockResponse | undefined;
  preferences?: Preferences | undefined;
  /** The override of a rule. */
  ruled?: Override | undefined;
  /** The override that was met in the end. */
  met?: Override | undefined;
  readonly drifts: DriftSource | undefined;
}

/** Goes on with the next stage. */
export type Next = (trip: RequestTrip) => Eventual<MockResponse>;

/** Answers a request, or changes what the stages after it answer. */
export type StageAnswer = (trip: RequestTrip, next: Next) => Eventual<MockResponse>;

/** One thing that may stand between a request and its answer. */
export interface Stage {
  readonly name: string;
  /** True for a stage that has something to do only after the request's operation was looked for. */
  readonly needsLocation?: true;
  /** Tells whether there is anything to do; else the stage is not entered, and its code is not loaded. */
  applies(trip: RequestTrip): boolean;
  readonly answer: StageAnswer;
}
