// JSON as the admin API sends and takes it: see spec/admin.yaml.

export interface MessageJson {
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly body_cut?: true;
}

export interface ViolationJson {
  readonly property_path: string;
  readonly in: string;
  readonly detail: string;
}

export interface ExchangeJson {
  readonly id: number;
  readonly time: string;
  readonly duration_ms: number;
  readonly operation?: string;
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly status: number;
  readonly note: string;
  readonly violations?: readonly ViolationJson[];
  readonly deviations?: readonly string[];
  readonly request: MessageJson;
  readonly response: MessageJson;
}

export interface RuleJson {
  readonly id?: string;
  readonly match: RuleMatchJson;
  readonly after?: number;
  readonly times?: number;
  readonly then: RuleThenJson;
}

export interface RuleMatchJson {
  readonly operation?: string;
  readonly method?: string;
  readonly path?: string;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly header?: Readonly<Record<string, unknown>>;
  readonly body?: Readonly<Record<string, unknown>>;
}

export interface RuleThenJson {
  readonly status?: number;
  readonly example?: string;
  readonly dynamic?: boolean;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly delay?: number | string;
  readonly fail?: string;
  readonly drift?: string;
}

export interface RuleEntryJson {
  readonly id: string;
  readonly rule: RuleJson;
  readonly hits: number;
  readonly passed: number;
  readonly remaining: number | null;
}

export interface SettingsJson {
  readonly delay?: string;
  readonly fail_rate?: number;
  readonly fail_with?: readonly number[];
}

export interface SnapshotJson {
  readonly name: string;
  readonly taken_at: string;
  readonly records: Readonly<Record<string, number>>;
}

export interface SessionJson {
  readonly name: string;
  readonly idle_seconds: number;
}

/** Sent when a document was saved; `problem` tells why it could not be served. */
export interface DocumentNewsJson {
  readonly problem?: string;
}

export interface DriftJson {
  readonly name: string;
  readonly group: string;
  readonly title: string;
}

export interface WebhookJson {
  readonly name: string;
  readonly method: string;
  readonly operation?: string;
}

export interface DeliveryJson {
  readonly status: number;
  readonly note: string;
}
