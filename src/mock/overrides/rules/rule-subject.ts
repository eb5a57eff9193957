import type { JsonValue } from '../../../json-schema/model/json-schema';

/** A request as rules look at it; its query and its body are read only when a rule asks for them. */
export interface RuleSubject {
  readonly operation: string | undefined;
  readonly method: string;
  /** The path as it was sent, and without the base path. */
  readonly paths: readonly string[];
  /** The path template that it matches. */
  readonly template: string | undefined;
  query(name: string): readonly string[];
  header(name: string): string | undefined;
  /** Undefined when there is no body, or it is no JSON. */
  body(): JsonValue | undefined;
}
