// What the admin API answers, as spec/admin.yaml describes it.

export interface Message {
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly body_cut?: true;
}

export interface ToldViolation {
  readonly property_path: string;
  readonly in: string;
  readonly detail: string;
}

export interface Exchange {
  readonly id: number;
  readonly time: string;
  readonly duration_ms: number;
  readonly operation?: string;
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly status: number;
  readonly note: string;
  readonly violations?: readonly ToldViolation[];
  readonly deviations?: readonly string[];
  readonly request: Message;
  readonly response: Message;
}

export interface Rule {
  readonly id?: string;
  readonly match: RuleMatch;
  readonly after?: number;
  readonly times?: number;
  readonly then: RuleThen;
}

export interface RuleMatch {
  readonly operation?: string;
  readonly method?: string;
  readonly path?: string;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly header?: Readonly<Record<string, unknown>>;
  readonly body?: Readonly<Record<string, unknown>>;
}

export interface RuleThen {
  readonly status?: number;
  readonly example?: string;
  readonly dynamic?: boolean;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly delay?: number | string;
  readonly fail?: string;
  readonly drift?: string;
}

export interface RuleEntry {
  readonly id: string;
  readonly rule: Rule;
  readonly hits: number;
  readonly passed: number;
  readonly remaining: number | null;
}

export interface Settings {
  readonly delay?: string;
  readonly fail_rate?: number;
  readonly fail_with?: readonly number[];
}

export interface Snapshot {
  readonly name: string;
  readonly taken_at: string;
  readonly records: Readonly<Record<string, number>>;
}

export interface Session {
  readonly name: string;
  readonly idle_seconds: number;
}

/** Of a document that was saved; with what is wrong where it could not be served. */
export interface DocumentNews {
  readonly problem?: string;
}

export interface Drift {
  readonly name: string;
  readonly group: string;
  readonly title: string;
}
