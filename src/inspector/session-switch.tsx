import type { Session } from './admin-types';
import { askAdmin, usePage } from './page-context';
import { goTo } from './route';
import { useLoaded } from './use-loaded';

/** Chooses whose session the page shows. */
export function SessionSwitch() {
  const { route, caller } = usePage();
  const { session } = route;
  const list = useLoaded(async () => {
    // Asked without a session: looking at the list must not bring one into being.
    return (await askAdmin({ ...caller, session: '' }, 'GET', '/sessions')).body as Session[];
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
