import { useState } from 'preact/hooks';
import type { SessionJson } from './client/admin-json';
import { ROOT } from './client/mock-client';
import { askAdmin, useLoaded, usePage } from './page/page-context';
import { formatRoute, goTo } from './page/route';
import { CopyButton } from './ui/copy-button';
import { Failure } from './ui/failure';
import { Field } from './ui/field';
import { Form, useAct } from './ui/form';

const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

/** Lists the sessions, and opens another. */
export function SessionsView() {
  const { caller, route } = usePage();
  const act = useAct();
  const everyone = { ...caller, session: '' };
  const [name, setName] = useState('');
  const [wrong, setWrong] = useState(false);
  const sessions = useLoaded(async () => (await askAdmin(everyone, 'GET', '/sessions')).body as SessionJson[], []);
  const forget = async (session: string): Promise<void> => {
    const path = `/sessions/${encodeURIComponent(session)}`;
    await act(() => askAdmin(everyone, 'DELETE', path), `Session ${session} is forgotten.`);
    if (session === route.session) goTo({ view: 'sessions', session: '' });
    sessions.reload();
  };
  if (sessions.error !== undefined) return <Failure error={sessions.error} retry={sessions.reload} />;
  const url = `${ROOT}/~${NAME.test(name) ? name : 'NAME'}`;
  return (
    <div class="page">
      <section aria-labelledby="sessions-title">
        <div class="heading">
          <h2 id="sessions-title">Sessions</h2>
          <button type="button" onClick={sessions.reload}>
            Refresh
          </button>
        </div>
        <p class="lead">
          Each session has its own data, rules and journal. It begins with its first request, which names it in the
          header <code>X-Mock-Session</code> or in front of the path.
        </p>
        {sessions.value?.length === 0 && <p class="empty">Nobody has a session.</p>}
        <ul class="cards">
          {(sessions.value ?? []).map(({ name: session, idle_seconds }) => (
            <li key={session} class="card" data-current={session === route.session}>
              <div class="grow">
                <strong>{session}</strong>
                <p class="hint">
                  {session === route.session ? 'Shown in this page' : `Last request ${ago(idle_seconds)} ago`}
                </p>
              </div>
              <div class="actions">
                <a class="button" href={formatRoute({ view: 'requests', session })}>
                  Look at <span class="sr-only">{session}</span>
                </a>
                <button type="button" aria-label={`Forget ${session}`} onClick={() => void forget(session)}>
                  Forget
                </button>
              </div>
            </li>
          ))}
        </ul>
      </section>
      <section aria-labelledby="own-title">
        <h2 id="own-title">A session of your own</h2>
        <Form
          class="inline"
          submit={() => {
            setWrong(!NAME.test(name));
            if (NAME.test(name)) goTo({ view: 'data', session: name });
          }}
        >
          <Field label="Name" violations={wrong ? ['Letters, digits, dots, underscores and hyphens; at most 64.'] : []}>
            <input
              value={name}
              autocomplete="off"
              spellcheck={false}
              onInput={({ currentTarget }) => setName(currentTarget.value.trim())}
            />
          </Field>
          <button class="primary" type="submit">
            Open
          </button>
        </Form>
        <p class="hint">
          Where no header can be added, an app uses the base URL <code>{url}</code>
        </p>
        <CopyButton text={url} label="Copy the base URL" what="The base URL" />
      </section>
    </div>
  );
}

function ago(seconds: number): string {
  if (seconds < 60) return `${Math.round(seconds)} s`;
  return seconds < 3600 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3600)} h`;
}

/** Chooses the session that the page shows. */
export function SessionSwitch() {
  const { route, caller } = usePage();
  const { session } = route;
  const list = useLoaded(async () => {
    // Asked without a session: looking at the list must not create one.
    return (await askAdmin({ ...caller, session: '' }, 'GET', '/sessions')).body as SessionJson[];
  }, [session, route.view]);
  const names = [...new Set([...(session === '' ? [] : [session]), ...(list.value ?? []).map(({ name }) => name)])];
  return (
    <label class="switch">
      <span>Session</span>
      <select
        value={session}
        onFocus={list.reload}
        onChange={({ currentTarget }) => {
          const { item: _, ...rest } = route;
          goTo({ ...rest, session: currentTarget.value });
        }}
      >
        <option value="">Everyone (no session)</option>
        {names.map((name) => (
          <option key={name} value={name}>
            Session {name}
          </option>
        ))}
      </select>
    </label>
  );
}
