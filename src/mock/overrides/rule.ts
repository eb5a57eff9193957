import type { JsonValue } from '../../json-schema/model/json-schema';
import type { Override } from './override';

/** A text or number that a query parameter or a header field must have; null when it must be absent. */
export type Expected = string | number | boolean | null;

/** Which requests a rule is for: all that every given condition holds for. `spec/rule.json` describes it for clients. */
export interface RuleMatch {
  /** The `operationId`, or `METHOD /path` where the document gives none. */
  readonly operation?: string;
  /** In any case. */
  readonly method?: string;
  /** A path template of the document, or a glob: `*` within a segment, `**` across segments, `{any}` for a segment. */
  readonly path?: string;
  /** Values by the names of query parameters. */
  readonly query?: Readonly<Record<string, Expected>>;
  /** Values by the names of header fields, in any case. */
  readonly header?: Readonly<Record<string, Expected>>;
  /** Values in the JSON body, by JSON Pointer (`/items/0/name`) or dotted path (`items[0].name`). */
  readonly body?: Readonly<Record<string, JsonValue>>;
}

/** The answer to the requests of a rule. */
export interface RuleThen extends Omit<Override, 'because' | 'delay'> {
  /** Milliseconds, or a range of them: `50..300`. */
  readonly delay?: number | string;
}

/** Answers some requests differently: "the next three creates answer 503". */
export interface Rule {
  /** Unique in its book; made when it is left out. */
  readonly id?: string;
  readonly match: RuleMatch;
  /** The number of matching requests that are let through first; 0 by default. */
  readonly after?: number;
  /** The number of requests that it answers, then it rests; without it, all. */
  readonly times?: number;
  readonly then: RuleThen;
}

/** A rule in a book, and what became of it. */
export interface RuleEntry {
  readonly id: string;
  readonly rule: Rule & { readonly id: string };
  /** The number of requests that it has answered. */
  readonly hits: number;
  /** The number of matching requests that it has let through, because of `after`. */
  readonly passed: number;
  /** The number of requests that it will still answer; undefined when there is no end. */
  readonly remaining: number | undefined;
}
