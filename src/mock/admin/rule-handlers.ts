import type { JsonValue } from '../../json-schema/model/json-schema';
import { isJsonObject } from '../../json-schema/model/json-value';
import type { ChaosOptions } from '../overrides/chaos';
import { type DelayRange, parseDelay } from '../overrides/delay-range';
import { RuleError, type RuleProblem, readRule } from '../overrides/read-rule';
import type { Rule, RuleEntry } from '../overrides/rule';
import type { RuleBook } from '../overrides/rule-book';
import { RuleTakenError } from '../overrides/rule-book';
import { createOverrides } from '../overrides/session-overrides';
import { createProblem, type Problem, violationsProblem } from '../problems/problems';
import type { Session } from '../sessions/session';
import type { AdminHandlers, AdminTarget } from './admin-target';
import { done, jsonAnswer } from './json-answer';

/** The most rules of a session: each request is tried against all of them. */
const MOST = 1000;

/** The operations about the rules of a session. */
export function ruleHandlers({ model, drifts }: AdminTarget): AdminHandlers {
  const read = (value: JsonValue | undefined): Rule | Problem => {
    const { spec } = model();
    try {
      return readRule(value, spec, () => (drifts()?.list(spec) ?? []).map(({ name }) => name));
    } catch (error) {
      if (!(error instanceof RuleError)) throw error;
      return ruleProblem(error.problems);
    }
  };
  return {
    async listRules({ session }) {
      return jsonAnswer(rulesOf(session).list().map(told));
    },
    async addRule({ session, body }) {
      const rule = read(body);
      if ('kind' in rule) return rule;
      if (rulesOf(session).size >= MOST)
        return createProblem('conflict', { detail: `There are ${MOST} rules already.` });
      try {
        return jsonAnswer(told(rulesOf(session).add(rule)), 201);
      } catch (error) {
        if (!(error instanceof RuleTakenError)) throw error;
        return createProblem('conflict', { detail: error.message });
      }
    },
    async deleteRules({ session }) {
      rulesOf(session).clear();
      return done;
    },
    async getRule({ session, parameters }) {
      const id = String(parameters.path.get('id'));
      const entry = rulesOf(session).get(id);
      return entry === undefined ? unknown(id) : jsonAnswer(told(entry));
    },
    async putRule({ session, parameters, body }) {
      const id = String(parameters.path.get('id'));
      if (isJsonObject(body) && body.id !== undefined && body.id !== id) {
        return ruleProblem([{ path: 'id', message: 'must be that of the path, or left out' }]);
      }
      const rule = read(isJsonObject(body) ? { ...body, id } : body);
      if ('kind' in rule) return rule;
      const position = rulesOf(session)
        .list()
        .findIndex((entry) => entry.id === id);
      rulesOf(session).remove(id);
      return jsonAnswer(told(rulesOf(session).add(rule, position === -1 ? undefined : position)));
    },
    async deleteRule({ session, parameters }) {
      const id = String(parameters.path.get('id'));
      return rulesOf(session).remove(id) ? done : unknown(id);
    },
  };
}

function rulesOf(session: Session): RuleBook {
  return session.of(createOverrides).rules;
}

function told(entry: RuleEntry): object {
  return { ...entry, remaining: entry.remaining ?? null };
}

function ruleProblem(problems: readonly RuleProblem[]): Problem {
  return violationsProblem(
    problems.map(({ path, message }) => ({ in: 'body', path: path.split('.'), keyword: 'rule', reason: message })),
  );
}

function unknown(id: string): Problem {
  return createProblem('not-found', { detail: `There is no rule "${id}".`, note: 'unknown rule' });
}

/** The reliability of a session, as clients write it. */
interface Settings {
  readonly delay?: string;
  readonly fail_rate?: number;
  readonly fail_with?: readonly number[];
}

/** The operations about delays and failures that befall all requests, and about the deliberate faults that there are. */
export function settingHandlers({ model, drifts }: AdminTarget): AdminHandlers {
  return {
    async getSettings({ session }) {
      return jsonAnswer(shownSettings(session.of(createOverrides).chaosOptions));
    },
    async putSettings({ session, body }) {
      const { delay, fail_rate, fail_with } = body as Settings;
      const range = delay === undefined ? undefined : parseDelay(delay);
      if (delay !== undefined && range === undefined) {
        const reason = 'must be milliseconds up to 600000, or a range of them such as 50..300';
        return violationsProblem([{ in: 'body', path: ['delay'], keyword: 'delay', reason }]);
      }
      const isCalm = range === undefined && (fail_rate ?? 0) === 0;
      const options: ChaosOptions = {
        delay: range,
        failRate: fail_rate,
        failWith: fail_with,
      };
      session.of(createOverrides).chaosOptions = isCalm ? undefined : options;
      return jsonAnswer(shownSettings(session.of(createOverrides).chaosOptions));
    },
    async listDrifts() {
      return jsonAnswer((drifts()?.list(model().spec) ?? []).map(({ name, group, title }) => ({ name, group, title })));
    },
  };
}

function shownSettings({ delay, failRate, failWith }: ChaosOptions = {}): Settings {
  return {
    delay: delay && shown(delay),
    fail_rate: failRate,
    fail_with: failWith,
  };
}

function shown({ min, max }: DelayRange): string {
  return min === max ? String(min) : `${min}..${max}`;
}
