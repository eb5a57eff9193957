import { useEffect, useState } from 'preact/hooks';
import type { PageModel } from '../server/pages/page-model';
import type { DocumentNewsJson } from './client/admin-json';
import { AnswerError, ask, ROOT } from './client/mock-client';
import { askAdmin, PageProvider, useLoaded } from './page/page-context';
import { parseRoute, type Route } from './page/route';
import { LiveProvider } from './requests/live-exchanges';
import { Shell } from './shell';
import { Failure } from './ui/failure';

const TOKEN = 'mock-admin-token';

/** The page: asks what is served and whether it may, then shows it. */
export function App() {
  const route = useRoute();
  const [token, setToken] = useState(() => sessionStorage.getItem(TOKEN) ?? '');
  const [told, setTold] = useState({ text: '', turn: 0 });
  const { session } = route;
  const caller = { session, token };
  const loaded = useLoaded(async () => {
    const model = (await ask(caller, 'GET', `${ROOT}/__admin/page/model.json`)).body as PageModel;
    const health = (await askAdmin({ session: '', token }, 'GET', '/health')).body as { document: DocumentNewsJson };
    return { model, problem: health.document.problem };
  }, [token]);

  useEffect(() => {
    if (loaded.value !== undefined) document.title = `${loaded.value.model.title} · mock inspector`;
  }, [loaded.value]);
  useEffect(() => {
    if (told.text === '') return;
    const timer = setTimeout(() => setTold(({ turn }) => ({ text: '', turn })), 5000);
    return () => clearTimeout(timer);
  }, [told.turn]);

  const useToken = (given: string): void => {
    sessionStorage.setItem(TOKEN, given);
    setToken(given);
  };
  const { value, error } = loaded;
  if (error instanceof AnswerError && error.status === 401) return <TokenForm wrong={token !== ''} use={useToken} />;
  if (value === undefined && error !== undefined) return <Failure error={error} retry={loaded.reload} />;
  if (value === undefined) return <p class="loading">Loading…</p>;
  const { model, problem } = value;
  const tell = (text: string): void => setTold(({ turn }) => ({ text, turn: turn + 1 }));
  const documentChanged = (news?: DocumentNewsJson): void => {
    loaded.reload();
    if (news !== undefined && news.problem === undefined)
      tell('The document was saved. This page shows it as it is now.');
  };
  return (
    <PageProvider value={{ model, route, caller, tell }}>
      <LiveProvider caller={caller} documentChanged={documentChanged}>
        <Shell problem={problem} />
      </LiveProvider>
      <div class="told" role="status" aria-live="polite" data-shown={told.text !== ''}>
        {told.text}
      </div>
    </PageProvider>
  );
}

/** Returns where the page is, and follows it as it changes. */
function useRoute(): Route {
  const [hash, setHash] = useState(location.hash);
  useEffect(() => {
    const follow = (): void => setHash(location.hash);
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  return parseRoute(hash);
}

/** Asks for the token that the mock was started with. */
function TokenForm({ wrong, use }: { wrong: boolean; use: (token: string) => void }) {
  return (
    <main class="alone">
      <h1>Mock inspector</h1>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          use(String(new FormData(event.currentTarget).get('token') ?? '').trim());
        }}
      >
        <label class="stack tight">
          <span>Admin token</span>
          <input name="token" type="password" autocomplete="off" required aria-invalid={wrong} />
        </label>
        {wrong && (
          <p class="violation" role="alert">
            The mock does not know this token.
          </p>
        )}
        <p class="hint">
          This mock was started with <code>--admin-token</code>. The token is kept until the tab is closed.
        </p>
        <div>
          <button class="primary" type="submit">
            Continue
          </button>
        </div>
      </form>
    </main>
  );
}
