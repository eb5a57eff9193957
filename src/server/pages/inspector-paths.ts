/** A path of the inspector or of the API reference. */
export interface InspectorPath {
  /** `/~NAME` where the URL names a session, else `''`. */
  readonly session: string;
  readonly part: 'admin' | 'docs';
  /** The rest after `/__admin/` or `/docs/`; undefined without the slash. */
  readonly file: string | undefined;
}

/**
 * Recognises the paths of the inspector's page (`/__admin/`, and its parts below `/__admin/page/`) and of the API reference
 * (`/docs/…`). It stands apart from what answers them, which is loaded at the first such request.
 *
 * @param path - without a query
 * @returns undefined for every other path, those of the admin API among them
 * @example inspectorPath('/~anna/docs/') // { session: '/~anna', part: 'docs', file: '' }
 */
export function inspectorPath(path: string): InspectorPath | undefined {
  const letter = path.charCodeAt(1);
  // `_`, `d` or `~`: all other paths are passed by at no cost.
  if (letter !== 0x5f && letter !== 0x64 && letter !== 0x7e) return undefined;
  const [, session = '', name, rest] = /^(\/~[^/]+)?\/(__admin|docs)(\/.*)?$/.exec(path) ?? [];
  if (name === undefined) return undefined;
  const file = rest?.slice(1);
  if (name === 'docs') return { session, part: 'docs', file };
  return file === undefined || file === '' || file.startsWith('page/') ? { session, part: 'admin', file } : undefined;
}
