import type { SessionJson } from './client/admin-json';
import { askAdmin, usePage } from './page/page-context';
import { goTo } from './page/route';
import { useLoaded } from './page/use-loaded';

/** Chooses whose session the page shows. */
export function SessionSwitch() {
  const { route, caller } = usePage();
  const { session } = route;
  const list = useLoaded(async () => {
    // Asked without a session: looking at the list must not bring one into being.
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
