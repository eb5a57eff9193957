/** The views of the page, in the order of its navigation. */
export const VIEWS = ['requests', 'data', 'rules', 'sessions', 'drifts'] as const;
export type View = (typeof VIEWS)[number];

/** The place within the page; it is the fragment of its URL, so that it can be bookmarked and the browser's Back works. */
export interface Route {
  readonly view: View;
  /** The part of the view that is shown: an exchange, a resource. */
  readonly item?: string;
  /** The session that is shown; `''` for the one of all requests that name none. */
  readonly session: string;
}

/** @example parseRoute('#/requests/7?session=anna') // { view: 'requests', item: '7', session: 'anna' } */
export function parseRoute(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?');
  const [name, item] = path.split('/').map(decode);
  const view = VIEWS.find((each) => each === name) ?? 'requests';
  const session = new URLSearchParams(query).get('session') ?? '';
  return { view, session, item: item || undefined };
}

export function formatRoute({ view, item, session }: Route): string {
  const path = item === undefined ? view : `${view}/${encodeURIComponent(item)}`;
  return `#/${path}${session === '' ? '' : `?session=${encodeURIComponent(session)}`}`;
}

export function goTo(route: Route): void {
  location.hash = formatRoute(route);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
