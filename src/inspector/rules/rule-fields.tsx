import type { DriftJson } from '../client/admin-json';
import type { Violation } from '../client/violations';
import { useAdmin, useLoaded, usePage } from '../page/page-context';
import { Field } from '../ui/field';
import type { Condition } from './rule-draft';
import { OUTCOMES, type Outcome, type RuleDraft } from './rule-draft';

const OUTCOME_WORDS: Readonly<Record<Outcome, string>> = {
  status: 'Answer with a status',
  example: 'Answer a documented example',
  dynamic: 'Answer a body made up from the schema',
  body: 'Answer this body',
  delay: 'Answer as usual, but later',
  hang: 'Never answer',
  reset: 'Break the connection',
  truncate: 'Break off in the middle of the body',
  malformed: 'Answer malformed JSON',
  drift: 'Break the contract (drift)',
};

interface RuleFieldsProps {
  readonly draft: RuleDraft;
  readonly change: (draft: RuleDraft) => void;
  readonly violations: readonly Violation[];
}

/** The fields of a rule: the requests it matches, its answer, and how often it applies. */
export function RuleFields({ draft, change, violations }: RuleFieldsProps) {
  const { model } = usePage();
  const admin = useAdmin();
  const drifts = useLoaded(async () => {
    return draft.outcome === 'drift' ? ((await admin('GET', '/drifts')).body as DriftJson[]) : [];
  }, [draft.outcome, model]);
  const operation = model.operations.find(({ id }) => id === draft.operation);
  const statuses = [...new Set([...(operation?.statuses ?? []), 400, 401, 404, 409, 429, 500, 502, 503, 504])];
  const examples = operation?.examples ?? model.operations.flatMap((each) => each.examples);
  const wrong = (path: string): string[] =>
    violations.filter((each) => each.path === path || each.path.startsWith(`${path}.`)).map(({ detail }) => detail);
  const text = (
    name: 'method' | 'path' | 'after' | 'times' | 'status' | 'example' | 'body' | 'delay' | 'drift' | 'id',
  ) => ({
    value: draft[name],
    autocomplete: 'off',
    spellcheck: false,
    onInput: ({ currentTarget }: { currentTarget: HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement }) =>
      change({ ...draft, [name]: currentTarget.value }),
  });
  return (
    <>
      <fieldset class="stack">
        <legend>Which requests</legend>
        <Field label="Operation" violations={wrong('match.operation')}>
          <select
            value={draft.operation}
            onChange={({ currentTarget }) => change({ ...draft, operation: currentTarget.value })}
          >
            <option value="">Any</option>
            {draft.operation !== '' && operation === undefined && (
              <option value={draft.operation}>{draft.operation} (not in the document)</option>
            )}
            {model.operations.map(({ id, method, path }) => (
              <option key={id} value={id}>
                {id === `${method} ${path}` ? id : `${id} · ${method} ${path}`}
              </option>
            ))}
          </select>
        </Field>
        {draft.operation === '' && (
          <div class="columns">
            <Field label="Method" violations={wrong('match.method')} hint="Empty for any">
              <input {...text('method')} />
            </Field>
            <Field label="Path" violations={wrong('match.path')} hint="* within a segment, ** across">
              <input {...text('path')} />
            </Field>
          </div>
        )}
        <ConditionFields conditions={draft.conditions} change={(conditions) => change({ ...draft, conditions })} />
        <Problems texts={[...wrong('match.query'), ...wrong('match.header'), ...wrong('match.body')]} />
      </fieldset>
      <fieldset class="stack">
        <legend>What happens</legend>
        <Field label="Answer">
          <select
            value={draft.outcome}
            onChange={({ currentTarget }) => change({ ...draft, outcome: currentTarget.value as Outcome })}
          >
            {OUTCOMES.map((outcome) => (
              <option key={outcome} value={outcome}>
                {OUTCOME_WORDS[outcome]}
              </option>
            ))}
          </select>
        </Field>
        {['status', 'example', 'dynamic', 'body'].includes(draft.outcome) && (
          <Field label="Status" violations={wrong('then.status')} hint={statusHint(operation?.statuses)}>
            <input {...text('status')} inputMode="numeric" list="statuses" />
          </Field>
        )}
        <datalist id="statuses">
          {statuses.map((status) => (
            <option key={status} value={status} />
          ))}
        </datalist>
        {draft.outcome === 'example' && (
          <Field label="Example" violations={wrong('then.example')}>
            <input {...text('example')} list="examples" />
          </Field>
        )}
        <datalist id="examples">
          {[...new Set(examples)].map((example) => (
            <option key={example} value={example} />
          ))}
        </datalist>
        {draft.outcome === 'body' && (
          <Field label="Body" violations={wrong('then.body')} hint="JSON, or any other text">
            <textarea {...text('body')} rows={6} />
          </Field>
        )}
        {draft.outcome === 'drift' && (
          <Field label="Drift" violations={wrong('then.drift')}>
            <input {...text('drift')} list="drifts" />
          </Field>
        )}
        <datalist id="drifts">
          {(drifts.value ?? []).map(({ name, title }) => (
            <option key={name} value={name} label={title} />
          ))}
        </datalist>
        <Field label="Delay" violations={wrong('then.delay')} hint="Milliseconds, or a range such as 50..300">
          <input {...text('delay')} />
        </Field>
        <Problems texts={violations.filter(({ path }) => path === 'then' || path === '').map(({ detail }) => detail)} />
      </fieldset>
      <fieldset class="stack">
        <legend>How often</legend>
        <div class="columns">
          <Field label="Times" violations={wrong('times')} hint="Empty for always">
            <input {...text('times')} inputMode="numeric" />
          </Field>
          <Field label="After" violations={wrong('after')} hint="Requests let through first">
            <input {...text('after')} inputMode="numeric" />
          </Field>
        </div>
      </fieldset>
    </>
  );
}

function statusHint(statuses: readonly number[] | undefined): string | undefined {
  return statuses === undefined || statuses.length === 0 ? undefined : `Documented: ${statuses.join(', ')}`;
}

function Problems({ texts }: { texts: readonly string[] }) {
  return texts.length === 0 ? null : <p class="violation">{texts.join(' ')}</p>;
}

interface ConditionFieldsProps {
  readonly conditions: readonly Condition[];
  readonly change: (conditions: readonly Condition[]) => void;
}

/** Conditions on values of the query, the header and the body; all of them hold. */
function ConditionFields({ conditions, change }: ConditionFieldsProps) {
  const put = (index: number, part: Partial<Condition>): void =>
    change(conditions.map((each, place) => (place === index ? { ...each, ...part } : each)));
  return (
    <div class="stack tight">
      {conditions.map(({ part, name, value }, index) => (
        <div class="condition" key={index}>
          <select
            aria-label="Where"
            value={part}
            onChange={({ currentTarget }) => put(index, { part: currentTarget.value as Condition['part'] })}
          >
            <option value="query">Query</option>
            <option value="header">Header</option>
            <option value="body">Body</option>
          </select>
          <input
            aria-label="Name"
            placeholder="name"
            value={name}
            onInput={({ currentTarget }) => put(index, { name: currentTarget.value })}
          />
          <input
            aria-label="Value"
            placeholder="value"
            value={value}
            onInput={({ currentTarget }) => put(index, { value: currentTarget.value })}
          />
          <button
            type="button"
            class="quiet"
            aria-label="Remove the condition"
            onClick={() => change(conditions.filter((_, place) => place !== index))}
          >
            ✕
          </button>
        </div>
      ))}
      <div>
        <button type="button" onClick={() => change([...conditions, { part: 'query', name: '', value: '' }])}>
          Add a condition
        </button>
      </div>
    </div>
  );
}
