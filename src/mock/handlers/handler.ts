import type { ExactIntegers } from '../../json-schema/model/exact-integers';
import type { JsonValue } from '../../json-schema/model/json-schema';
import type { Resource, Spec } from '../../openapi/model/model';
import type { DecodedParameters } from '../../openapi/parameters/decode-parameters';
import type { Eventual } from '../../store/interface/store';
import type { SampleValue, ValueMaker } from '../generation/value-maker';
import type { MockRequest, MockResponse, RequestViolation } from '../messages/message';
import type { Problem } from '../problems/problems';
import type { Parents, RecordCodec } from '../records/record-codec';
import type { RemoveRecord } from '../records/remove-record';
import type { Session } from '../sessions/session';
import type { NewId } from './new-id';
import type { Shapes } from './shape';

/** A request that keeps everything the document asks of it. */
export interface ValidRequest {
  readonly message: MockRequest;
  /** The session whose data it reads and changes. */
  readonly session: Session;
  /** The part of the path before the document's own: `''`, or the path of one of its `servers`. */
  readonly basePath: string;
  /** The parameters by place and name, defaults included, absent ones left out. */
  readonly parameters: DecodedParameters['values'];
  /** Undefined when the request has no body in which parts are known. */
  readonly body: JsonValue | undefined;
  /** The body's integers that a number cannot hold. */
  readonly exact?: ExactIntegers;
}

/** Answers valid requests for one operation. */
export type Handler = (request: ValidRequest) => Eventual<MockResponse | Problem>;

/** The parts that the handlers of a document's operations share. */
export interface MockContext {
  readonly spec: Spec;
  readonly shapes: Shapes;
  readonly sample: SampleValue;
  readonly values: ValueMaker;
  readonly now: () => Date;
  /** Header fields that every response has. */
  readonly headers: Readonly<Record<string, string>>;
}

/** The parts that the handlers of one resource share. */
export interface ResourceContext extends MockContext {
  readonly resource: Resource;
  readonly codec: RecordCodec;
  readonly parents: Parents;
  readonly newId: NewId;
  readonly remove: RemoveRecord;
}

/**
 * Stands between the check of a request and its handler, and looks for what the request refers to.
 *
 * @param request - as far as it could be read
 * @param violations - what is wrong with it already
 * @param handler - answers it when nothing is wrong
 */
export type ReferenceGuard = (
  request: ValidRequest,
  violations: readonly RequestViolation[],
  handler: Handler,
) => Promise<MockResponse | Problem>;
