import type { JsonObject } from '../../json-schema/model/json-schema';
import { formatPropertyPath, PointerError } from '../../json-schema/model/pointer';
import type { Schemas } from '../../json-schema/model/schemas';
import { createSchemas } from '../../json-schema/validate/create-schemas';
import type { Spec } from '../../openapi/model/model';
import { readPackageJson } from '../../openapi/read/package-file';
import { parseDelay } from './delay-range';
import { findExample } from './possible-answers';
import type { Rule } from './rule';
import { compileMatch } from './rule-book';

/** The JSON Schema of a rule, which the admin API's document refers to. */
const RULE_SCHEMA = 'spec/rule.json';

/** One thing that is wrong with a rule. */
export interface RuleProblem {
  /** The place, dotted: `then.status`; `''` for the rule as a whole. */
  readonly path: string;
  /** The problem, a clause without its subject. */
  readonly message: string;
}

/** A rule that cannot be used. The message has one line for each problem. */
export class RuleError extends Error {
  override readonly name = 'RuleError';

  /** @param problems - all that is wrong */
  constructor(readonly problems: readonly RuleProblem[]) {
    super(problems.map(({ path, message }) => `${path === '' ? 'The rule' : path} ${message}.`).join('\n'));
  }
}

/** Header fields that say where a message ends, and how the connection goes on (RFC 9112); others than the server's break it. */
const FRAMING = new Set(['content-length', 'transfer-encoding', 'connection', 'keep-alive', 'trailer', 'upgrade']);

let schemas: Schemas | undefined;

/**
 * Checks a rule that comes from outside: against its JSON Schema, then against the document, so that one which could never
 * match is refused at once.
 *
 * @param value - the rule as JSON
 * @param driftNames - gives the names of the document's drifts
 * @throws {@link RuleError} with all that is wrong
 * @example book.add(readRule({ match: { operation: 'createNote' }, then: { status: 503 } }, spec, () => []))
 */
export function readRule(value: unknown, spec: Spec, driftNames: () => readonly string[]): Rule {
  schemas ??= createSchemas(readPackageJson<JsonObject>(RULE_SCHEMA));
  const violations = schemas.validator(schemas.at('#/$defs/Rule'), 'request')(value);
  refuse(violations.map(({ path, detail }) => ({ path: formatPropertyPath(path), message: detail })));
  const rule = value as Rule;
  refuse([...matchProblems(rule, spec), ...thenProblems(rule, spec, driftNames)]);
  return rule;
}

function refuse(problems: readonly RuleProblem[]): void {
  if (problems.length > 0) throw new RuleError(problems);
}

function* matchProblems({ match }: Rule, { operations }: Spec): Generator<RuleProblem> {
  const { operation, path } = match;
  if (operation !== undefined && operations.every(({ id }) => id !== operation)) {
    yield { path: 'match.operation', message: `must be one of ${operations.map(({ id }) => id).join(', ')}` };
  }
  if (path !== undefined && !/^[/*{]/.test(path))
    yield { path: 'match.path', message: 'must start with a slash or a *' };
  try {
    compileMatch(match);
  } catch (error) {
    if (!(error instanceof PointerError)) throw error;
    yield { path: 'match.body', message: `has a name that ${error.reason}` };
  }
}

function* thenProblems({ match, then }: Rule, spec: Spec, driftNames: () => readonly string[]): Generator<RuleProblem> {
  const { status, example, dynamic, body, delay, drift, headers = {} } = then;
  for (const name of Object.keys(headers).filter((each) => FRAMING.has(each.toLowerCase()))) {
    yield { path: `then.headers.${name}`, message: 'is made by the server, which frames the answer with it' };
  }
  if (delay !== undefined && parseDelay(String(delay)) === undefined) {
    yield { path: 'then.delay', message: 'must be milliseconds up to 600000, or a range of them such as 50..300' };
  }
  const operation = spec.operations.find(({ id }) => id === match.operation);
  if (example !== undefined && operation !== undefined && findExample(operation, example, status) === undefined) {
    yield { path: 'then.example', message: `must be the name of an example of ${operation.id}` };
  }
  if ([example, dynamic || undefined, body].filter((each) => each !== undefined).length > 1) {
    yield { path: 'then', message: 'must have only one of example, dynamic and body' };
  }
  if (drift !== undefined && !driftNames().includes(drift)) {
    yield { path: 'then.drift', message: 'must be the name of a drift of the document' };
  }
}
