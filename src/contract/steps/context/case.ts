import type { JsonObject, JsonValue } from '../../../json-schema/model/json-schema';
import type { PropertyPath } from '../../../json-schema/model/schemas';
import type { Operation, ParameterLocation, Resource, Spec } from '../../../openapi/model/model';
import type { RawRequest, RequestParts } from '../../exchange/build-request';
import type { Exchange, WireRequest } from '../../exchange/exchange';
import type { Expectation } from '../../exchange/expectation';
import type { Check } from '../../findings/check';
import type { RawFinding } from '../../findings/finding';

/** Input that a plan is derived from; nothing else, so that planning is pure, synchronous and repeatable. */
export interface PlanInput {
  readonly spec: Spec;
  readonly seed: number;
  /** Number of random sequences for each resource; 10 by default, 0 for none. */
  readonly fuzz?: number;
  /** Ids of operations that are planned although they reach further than the records of the run. */
  readonly include?: readonly string[] | undefined;
}

/** A kind of cases: one file of `cases/`, one question asked of the whole document. */
export interface CaseKind {
  /** Kebab case, the name of its file and of `--only/--skip`. */
  readonly name: string;
  plan(input: PlanInput): Iterable<PlannedCase>;
}

/** A case as its kind plans it; `planCases` adds the kind and makes the id. */
export interface PlannedCase {
  /** The request and the answer that has to come, for a person: `label with 256 characters is rejected`. Unique in kind and operation. */
  readonly title: string;
  /** The operation that is judged; undefined when it is about the server as a whole. */
  readonly operation?: Operation;
  /** Pointer to the promise in the document. */
  readonly pointer: string;
  /** The place in the request at which it keeps or breaks the keyword at `pointer`. */
  readonly exercises?: { readonly in: ParameterLocation | 'body'; readonly path: PropertyPath };
  /** True when it sends anything but safe methods (RFC 9110, section 9.2.1). Creating a record counts. */
  readonly writes: boolean;
  /** True when no other case may write meanwhile: it compares totals, whole lists or the order of things. */
  readonly exclusive: boolean;
  /** Runs the steps and reports through the context. May be run again, with other records. */
  run(context: CaseContext): Promise<void>;
}

/** One planned case. */
export interface ContractCase extends PlannedCase {
  /** Stable for the same document and seed: `values/createNote/text-with-5-characters-is-accepted`. */
  readonly id: string;
  readonly kind: string;
}

/** Result of one case. */
export interface CaseResult {
  readonly case: ContractCase;
  readonly rawFindings: readonly RawFinding[];
  /** Reason that the case could not be carried to its end: something that it stands on does not work. */
  readonly blocked?: string;
  readonly milliseconds: number;
}

/** Means of a running case. Every exchange is judged by every exchange check, without the case asking for it. */
export interface CaseContext {
  readonly spec: Spec;
  readonly seed: number;
  /** Base URL of the target, for commands that repeat what was done. */
  readonly url: string;
  /** True when only safe methods may be sent. */
  readonly readOnly: boolean;
  /** Milliseconds that lists may lag behind writes. */
  readonly eventually: number;
  /** Sends a request for an operation. */
  send(operation: Operation, parts: RequestParts, expectation: Expectation): Promise<Exchange>;
  /** Sends a request that no operation of the document describes. */
  sendRaw(request: RawRequest, expectation: Expectation): Promise<Exchange>;
  /**
   * Gives a record that this case may do anything with: a new one, else (`mine: false`) one that was there before and
   * may only be read. It is removed at the end of the run.
   * @throws {@link Blocked} when there is none; the reason has then been reported once already.
   */
  record(resource: Resource, options?: RecordOptions): Promise<CreatedRecord>;
  /** The path parameters of a resource's collection path: ids of records around it, made once for the run. */
  parents(resource: Resource): Promise<Readonly<Record<string, string>>>;
  /** The id that the caller gave for a path parameter; undefined when there is none. */
  givenId(parameter: string): JsonValue | undefined;
  /** Tests if the target rejects references to records that do not exist; found out once for the run. */
  checksReferences(resource: Resource): Promise<boolean>;
  /** Tests if the target refuses a second record with the same value of a property; found out once. */
  isUnique(resource: Resource, property: string): Promise<boolean>;
  /**
   * Notes that a record is on the target because of this case, so that it is removed at the end.
   *
   * @returns false when it was there before, or may have been: then it must be neither changed nor removed
   */
  keep(record: CreatedRecord): boolean;
  /** Tests if the target has given the id of a removed record again: then what is read there is another record. */
  givesIdsAgain(resource: Resource): boolean;
  /** Notes that a record is gone. */
  forget(record: CreatedRecord): void;
  /** Replaces references to other records by ones that exist, where the target checks them; else answers the body as it is. */
  adapt(operation: Operation, parts: RequestParts, subject: readonly (string | number)[] | undefined): RequestParts;
  /** The headers of this run that carry the credentials an operation asks for; empty when there are none. */
  credentials(operation: Operation): Readonly<Record<string, string>>;
  /**
   * The path that a `Location` leads to, relative to the target's base URL.
   *
   * @param from - the request that it answers, which a relative reference starts from
   * @returns undefined when it is no URI reference
   */
  pathOf(location: string, from: WireRequest): string | undefined;
  /** Applies a check to what was observed and reports its problems with the given exchanges. True when all is well. */
  confirm<Input>(check: Check<Input>, input: Input, evidence: readonly Exchange[]): boolean;
  /** Tests if a case has found an error with this key before, random sequences apart. */
  isKnown(key: string): boolean;
  /** Tests if a case has found an error on one of these operations before, random sequences apart. */
  isFaulty(operations: readonly string[]): boolean;
  /** Takes steps whose raw findings are handed back instead of reported, for a case that tries many ways. */
  rehearse(steps: (context: CaseContext) => Promise<void>): Promise<Rehearsal>;
  /** Reports what a rehearsal has shown. */
  report(rawFinding: RawFinding): void;
}

/** Result of steps that were taken on trial. */
export interface Rehearsal {
  readonly rawFindings: readonly RawFinding[];
  /** In the order of their answers. */
  readonly exchanges: readonly Exchange[];
  /** Reason that the steps could not be taken to their end. */
  readonly blocked?: Error;
}

/** A case cannot be run because something that it stands on does not work. Not a finding: the cause is one. */
export class Blocked extends Error {
  override readonly name = 'Blocked';
}

/** A case comes to its end early, and that is all right. */
export class Inconclusive extends Error {
  override readonly name = 'Inconclusive';
}

/** A record on the target. */
export interface CreatedRecord {
  readonly resource: Resource;
  /** The id as the target gave it, as text. */
  readonly id: string;
  /** Every path parameter of the record's item path, the id included. */
  readonly path: Readonly<Record<string, string>>;
  /** Item that the target answered. */
  readonly value: JsonObject;
  /** The body that it was made from; undefined for a record that was there before. */
  readonly sent?: JsonObject;
  /** The exchange that made or showed it. */
  readonly exchange: Exchange;
}

/** Needs of a case that asks for a record. */
export interface RecordOptions {
  /** True when a record that was there before will do, as it is only read. */
  readonly mayBorrow?: boolean;
  /** True when other cases may work on the same record at the same time, as nothing is expected to change it. */
  readonly shared?: boolean;
  /** Properties that the body is to have. */
  readonly body?: JsonObject;
  /** The path parameters before the id, for a record beside another one; made when left out. */
  readonly parents?: Readonly<Record<string, string>>;
}
