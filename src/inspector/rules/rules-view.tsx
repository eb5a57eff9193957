import { useState } from 'preact/hooks';
import type { RuleEntryJson } from '../client/admin-json';
import { useAdmin, useLoaded, usePage } from '../page/page-context';
import { Failure } from '../ui/failure';
import { useAct } from '../ui/form';
import { Confirm } from '../ui/modal';
import { ChaosForm } from './chaos-form';
import { RuleDialog } from './rule-dialog';
import { EMPTY_DRAFT, howOften, whatHappens, whichRequests } from './rule-draft';
import { WebhookForm } from './webhook-form';

/** The rules of the session in the order in which they are tried, and its chaos. */
export function RulesView() {
  const { model, route } = usePage();
  const act = useAct();
  const admin = useAdmin();
  const [open, setOpen] = useState<'add' | 'clear'>();
  const rules = useLoaded(async () => (await admin('GET', '/rules')).body as RuleEntryJson[], [route.session]);
  const remove = async (id: string): Promise<void> => {
    await act(() => admin('DELETE', `/rules/${encodeURIComponent(id)}`), `Rule ${id} is removed.`);
    rules.reload();
  };
  if (rules.error !== undefined) return <Failure error={rules.error} retry={rules.reload} />;
  const list = rules.value ?? [];
  return (
    <div class="page">
      <section aria-labelledby="rules-title">
        <div class="heading">
          <h2 id="rules-title">Rules</h2>
          <button type="button" onClick={rules.reload}>
            Refresh
          </button>
          {list.length > 0 && (
            <button type="button" onClick={() => setOpen('clear')}>
              Remove all
            </button>
          )}
          <button type="button" class="primary" onClick={() => setOpen('add')}>
            Add rule
          </button>
        </div>
        <p class="lead">The first rule that matches a request answers it; without one, the mock answers as usual.</p>
        {rules.value !== undefined && list.length === 0 && (
          <p class="empty">No rules. Everything is answered as usual.</p>
        )}
        <ol class="cards">
          {list.map(({ id, rule, hits, remaining }) => (
            <li key={id} class="card" data-resting={remaining === 0}>
              <div class="grow">
                <p>
                  <strong>{whichRequests(rule.match)}</strong>
                </p>
                <p>
                  {whatHappens(rule.then)} · {howOften(rule)}
                </p>
                <p class="hint">
                  <code>{id}</code> · answered {hits}
                  {remaining !== null && ` · ${remaining === 0 ? 'at rest' : `${remaining} to go`}`}
                </p>
              </div>
              <button type="button" aria-label={`Remove rule ${id}`} onClick={() => void remove(id)}>
                Remove
              </button>
            </li>
          ))}
        </ol>
      </section>
      <ChaosForm />
      <WebhookForm />
      {model.hasTokens && <LoginsForm />}
      {open === 'add' && <RuleDialog initial={EMPTY_DRAFT} close={() => setOpen(undefined)} added={rules.reload} />}
      {open === 'clear' && (
        <Confirm
          title="Remove all rules?"
          text="Everything in this session is answered as usual again."
          action="Remove all"
          act={async () => {
            await admin('DELETE', '/rules');
            rules.reload();
          }}
          close={() => setOpen(undefined)}
        />
      )}
    </div>
  );
}

/** Lets the logins of apps expire. */
function LoginsForm() {
  const act = useAct();
  const admin = useAdmin();
  const expire = (): Promise<void> =>
    act(() => admin('POST', '/tokens/expire'), 'All access tokens of this session have expired.');
  return (
    <section aria-labelledby="logins-title">
      <div class="heading">
        <h2 id="logins-title">Logins</h2>
        <button type="button" onClick={() => void expire()}>
          Let all logins expire
        </button>
      </div>
      <p class="lead">
        Access tokens of this session are refused from then on, where logins are checked (<code>--auth strict</code>);
        apps can get new ones at once.
      </p>
    </section>
  );
}
