import type { JsonObject, JsonValue } from '../../json-schema/model/json-schema';
import type { Eventual } from '../../store/interface/store';
import type { LocatedRequest } from '../engine/engine';
import type { MockContext } from '../handlers/handler';
import type { MockResponse, TransportFault } from '../messages/message';
import type { ProblemResponder } from '../problems/problem-responder';
import type { Problem } from '../problems/problems';

/** An answer instead of the usual one, or a change of it; the client asks for it by `Prefer`, or a rule or chaos gives it. */
export interface Override {
  /** 200..599. */
  readonly status?: number;
  /** The name of a documented example. */
  readonly example?: string;
  /** A body made up from the schema instead of an example. */
  readonly dynamic?: boolean;
  /** The body itself; a text is sent as JSON too, unless `headers` names another media type. */
  readonly body?: JsonValue;
  /** Header fields to add or to replace; names in any case. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Milliseconds. */
  readonly delay?: number;
  /** The way in which the answer goes wrong; `malformed` arrives, and is no JSON. */
  readonly fail?: TransportFault | 'malformed';
  /** The name of a deliberate fault. */
  readonly drift?: string;
  /** The reason, for the log: `rule busy`. */
  readonly because: string;
}

/** The engine's own ways to answer a request. */
export interface UsualAnswers {
  readonly respond: ProblemResponder;
  /** Carries the request out. */
  proceed(located: LocatedRequest): Eventual<MockResponse>;
  /** Checks the request and changes nothing; undefined when it is valid. */
  check(located: LocatedRequest): Eventual<Problem | undefined>;
  /** True when carrying it out means passing it on to another server. */
  readonly isElsewhere?: boolean;
}

/** The parts of a model that overrides are made from. */
export interface OverrideContext extends Pick<MockContext, 'spec' | 'sample' | 'values' | 'headers'> {
  /** Makes an item of a resource up, as realistic as the seeded ones; the same keys give the same one. */
  readonly makeUp: (resource: string, keys: readonly (string | number)[]) => JsonObject;
}
