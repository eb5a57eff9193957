import type { ExchangeJson, RuleJson, RuleMatchJson, RuleThenJson } from '../client/admin-json';

/** The kinds of answer that the form of a rule offers. */
export const OUTCOMES = [
  'status',
  'example',
  'dynamic',
  'body',
  'delay',
  'hang',
  'reset',
  'truncate',
  'malformed',
  'drift',
] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** A condition on one value of a request. */
export interface Condition {
  readonly part: 'query' | 'header' | 'body';
  readonly name: string;
  /** JSON, or any other text as it is. */
  readonly value: string;
}

/** A rule while it is written: texts as they stand in fields. */
export interface RuleDraft {
  readonly id: string;
  readonly operation: string;
  readonly method: string;
  readonly path: string;
  readonly conditions: readonly Condition[];
  readonly after: string;
  readonly times: string;
  readonly outcome: Outcome;
  readonly status: string;
  readonly example: string;
  readonly body: string;
  readonly delay: string;
  readonly drift: string;
}

export const EMPTY_DRAFT: RuleDraft = {
  id: '',
  operation: '',
  method: '',
  path: '',
  conditions: [],
  after: '',
  times: '',
  outcome: 'status',
  status: '503',
  example: '',
  body: '',
  delay: '',
  drift: '',
};

/** A rule for the next request like one that came: the same operation, or the same path where the document has none. */
export function ruleFor({ operation, method, path }: ExchangeJson): RuleDraft {
  return { ...EMPTY_DRAFT, times: '1', ...(operation === undefined ? { method, path } : { operation }) };
}

/** Writes the rule that a draft stands for. Wrong values are sent as they are, so that the server says what is wrong. */
export function ruleOf(draft: RuleDraft): RuleJson {
  const { id, operation, method, path, conditions } = draft;
  const match: Record<string, unknown> = {
    operation: operation || undefined,
    method: method || undefined,
    path: path || undefined,
  };
  for (const { part, name, value } of conditions.filter((each) => each.name !== '')) {
    match[part] = { ...(match[part] as object | undefined), [name]: part === 'body' ? jsonOr(value) : value };
  }
  return {
    id: id || undefined,
    match: match as RuleMatchJson,
    after: draft.after === '' ? undefined : (numberOr(draft.after) as number),
    times: draft.times === '' ? undefined : (numberOr(draft.times) as number),
    then: thenOf(draft),
  };
}

function thenOf({ outcome, status, example, body, delay, drift }: RuleDraft): RuleThenJson {
  const then: Record<string, unknown> = {};
  if (status !== '' && ['status', 'dynamic', 'body', 'example'].includes(outcome)) then.status = numberOr(status);
  if (outcome === 'example') then.example = example;
  if (outcome === 'dynamic') then.dynamic = true;
  if (outcome === 'body') then.body = jsonOr(body);
  if (outcome === 'drift') then.drift = drift;
  if (['hang', 'reset', 'truncate', 'malformed'].includes(outcome)) then.fail = outcome;
  if (delay !== '') then.delay = delay;
  return then as RuleThenJson;
}

function numberOr(text: string): number | string {
  return /^-?\d+(\.\d+)?$/.test(text.trim()) ? Number(text) : text;
}

function jsonOr(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** @example whichRequests({ method: 'POST', query: { a: '1' } }) // 'POST where query a = 1' */
export function whichRequests({ operation, method, path, query, header, body }: RuleMatchJson): string {
  const subject = [operation, method?.toUpperCase(), path].filter((part) => part !== undefined).join(' ');
  const conditions = Object.entries({ query, header, body }).flatMap(([part, values]) =>
    Object.entries(values ?? {}).map(([name, value]) => {
      if (value === null && part !== 'body') return `no ${part} ${name}`;
      return `${part} ${name} = ${typeof value === 'string' ? value : JSON.stringify(value)}`;
    }),
  );
  const all = subject === '' ? 'Every request' : subject;
  return conditions.length === 0 ? all : `${all} where ${conditions.join(' and ')}`;
}

const FAULTS: Readonly<Record<string, string>> = {
  hang: 'never answers',
  reset: 'breaks the connection',
  truncate: 'breaks off in the middle of the body',
  malformed: 'answers malformed JSON',
};

/** @example whatHappens({ status: 503, delay: '50..300' }) // 'answers 503, after 50..300 ms' */
export function whatHappens({ status, example, dynamic, body, fail, drift, delay, headers }: RuleThenJson): string {
  const parts = [
    ...(status === undefined ? [] : [`answers ${status}`]),
    ...(example === undefined ? [] : [`with the example ${example}`]),
    ...(dynamic ? ['with a body made up from the schema'] : []),
    ...(body === undefined ? [] : ['with a body of its own']),
    ...(headers === undefined ? [] : [`with ${Object.keys(headers).join(', ')}`]),
    ...(fail === undefined ? [] : [FAULTS[fail] ?? fail]),
    ...(drift === undefined ? [] : [`drifts: ${drift}`]),
    ...(delay === undefined ? [] : [`after ${delay} ms`]),
  ];
  return parts.join(', ');
}

export function howOften({ after, times }: RuleJson): string {
  const first = after === undefined || after === 0 ? '' : `after the first ${after}, `;
  return `${first}${times === undefined ? 'always' : times === 1 ? 'once' : `${times} times`}`;
}
