import { useEffect, useState } from 'preact/hooks';
import type { PageModel } from '../server/pages/page-model';
import type { DocumentNews } from './admin-types';
import { LiveProvider } from './live-exchanges';
import { AnswerError, ask, ROOT } from './mock-client';
import { askAdmin, PageProvider } from './page-context';
import { Shell } from './shell';
import { TokenForm } from './token-form';
import { Failure } from './ui/failure';
import { useLoaded } from './use-loaded';
import { useRoute } from './use-route';

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
    const health = (await askAdmin({ session: '', token }, 'GET', '/health')).body as { document: DocumentNews };
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
  const documentChanged = (news?: DocumentNews): void => {
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
