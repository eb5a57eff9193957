import { useEffect, useState } from 'preact/hooks';
import type { DriftJson, RuleEntryJson } from './client/admin-json';
import { useAdmin, useLoaded, usePage } from './page/page-context';
import { Failure } from './ui/failure';
import { Refusal, useSubmit } from './ui/form';

/** The deliberate faults that the document allows; one that is on is a rule for every request. */
export function DriftsView() {
  const { model, route, tell } = usePage();
  const admin = useAdmin();
  const [text, setText] = useState('');
  const [operation, setOperation] = useState('');
  const { error, submit } = useSubmit();
  const [changing, setChanging] = useState<{ readonly name: string; readonly on: boolean }>();
  const drifts = useLoaded(async () => (await admin('GET', '/drifts')).body as DriftJson[], [model]);
  const rules = useLoaded(async () => (await admin('GET', '/rules')).body as RuleEntryJson[], [route.session, model]);
  const ruleOf = (name: string): RuleEntryJson | undefined =>
    rules.value?.find(
      ({ rule: { then, match } }) =>
        then.drift === name &&
        (match.operation ?? '') === operation &&
        Object.keys(match).every((key) => key === 'operation'),
    );
  const isOn = (name: string): boolean => (changing?.name === name ? changing.on : ruleOf(name) !== undefined);
  const toggle = async (name: string): Promise<void> => {
    const rule = ruleOf(name);
    // The switch shows at once what it is about to be.
    setChanging({ name, on: rule === undefined });
    await submit(async () => {
      if (rule === undefined) {
        await admin('POST', '/rules', { match: operation === '' ? {} : { operation }, then: { drift: name } });
      } else await admin('DELETE', `/rules/${encodeURIComponent(rule.id)}`);
      tell(rule === undefined ? `${name} is on.` : `${name} is off.`);
    });
    rules.reload();
  };
  useEffect(() => setChanging(undefined), [rules.value, rules.error, error]);
  if (drifts.error !== undefined) return <Failure error={drifts.error} retry={drifts.reload} />;
  const words = text.toLowerCase().split(/\s+/);
  const shown = (drifts.value ?? []).filter(({ name, title }) =>
    words.every((word) => `${name} ${title}`.toLowerCase().includes(word)),
  );
  const groups = [...new Set(shown.map(({ group }) => group))];
  const active = (drifts.value ?? []).filter(({ name }) => ruleOf(name) !== undefined).length;
  return (
    <div class="page">
      <div class="heading">
        <h2>Drifts</h2>
        <span class="badge" data-on={active > 0}>
          {active === 0 ? 'none on' : `${active} on`}
        </span>
      </div>
      <p class="lead">
        Ways in which this mock can break its contract on purpose, to see what an app makes of it. A rule can limit one
        to some requests; <code>Prefer: drift=NAME</code> asks for it once.
      </p>
      <div class="toolbar">
        <label class="grow">
          <span class="sr-only">Search drifts</span>
          <input
            type="search"
            placeholder="Search"
            value={text}
            onInput={({ currentTarget }) => setText(currentTarget.value)}
          />
        </label>
        <label>
          <span class="sr-only">Requests that they are for</span>
          <select value={operation} onChange={({ currentTarget }) => setOperation(currentTarget.value)}>
            <option value="">For every request</option>
            {model.operations.map(({ id }) => (
              <option key={id} value={id}>
                For {id}
              </option>
            ))}
          </select>
        </label>
      </div>
      <p class="hint" role="status">
        {drifts.value === undefined ? 'Loading…' : `${shown.length} of ${drifts.value.length}`}
      </p>
      <Refusal error={error} />
      {groups.map((group) => (
        <section key={group} aria-labelledby={`group-${group}`}>
          <h3 id={`group-${group}`}>{group}</h3>
          <ul class="switches">
            {shown
              .filter((drift) => drift.group === group)
              .map(({ name, title }) => (
                <li key={name}>
                  <label class="check">
                    <input
                      type="checkbox"
                      role="switch"
                      checked={isOn(name)}
                      aria-checked={isOn(name)}
                      onChange={() => void toggle(name)}
                    />
                    <span>
                      {title}
                      <code>{name}</code>
                    </span>
                  </label>
                </li>
              ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
