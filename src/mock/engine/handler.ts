import type { JsonValue } from '../../json-schema/model/json-schema';
import type { DecodedParameters } from '../../openapi/parameters/decode-parameters';
import type { Eventual } from '../../store/interface/store';
import type { ExactIntegers } from '../bodies/exact-integers';
import type { MockRequest, MockResponse } from '../messages/message';
import type { Problem } from '../problems/problems';
import type { Session } from '../sessions/session';

/** A request that keeps everything the document asks of it. */
export interface ValidRequest {
  readonly message: MockRequest;
  /** Where it is remembered. */
  readonly session: Session;
  /** The part of the path before the document's own: `''`, or the path of one of its `servers`. */
  readonly basePath: string;
  /** The parameters by place and name, defaults included, absent ones left out. */
  readonly parameters: DecodedParameters['values'];
  /** Undefined when the request has no JSON body. */
  readonly body: JsonValue | undefined;
  /** The body's integers that a number cannot hold. */
  readonly exact?: ExactIntegers;
}

/** Answers valid requests for one operation. */
export type Handler = (request: ValidRequest) => Eventual<MockResponse | Problem>;

/** Whether an outcome is something that went wrong. */
export function isProblem(outcome: object): outcome is Problem {
  return 'kind' in outcome;
}
