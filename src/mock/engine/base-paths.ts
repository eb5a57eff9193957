import type { Spec } from '../../openapi/model/model';
import { createRouter, type RouteMatch } from '../../openapi/operations/router';

/** A path of the document, and the base path under which it was asked for. */
export interface BasedMatch {
  readonly basePath: string;
  readonly match: RouteMatch;
}

/** Finds the entry of `paths` for a path as it was sent. */
export type BasedRouter = (path: string) => BasedMatch | undefined;

/**
 * Creates a router that also serves the document below the path of each of its `servers`.
 *
 * @param basePath - when given, the only base path: with a leading and without a trailing slash, or `''`
 */
export function createBasedRouter(spec: Spec, basePath: string | undefined): BasedRouter {
  const router = createRouter(spec);
  const all = basePath === undefined ? ['', ...spec.servers.map((server) => server.basePath)] : [basePath];
  // The longest first: what stands below a base path is meant by it.
  const basePaths = [...new Set(all)].sort((a, b) => b.length - a.length);
  return (path) => {
    for (const base of basePaths) {
      if (base !== '' && !(path.startsWith(base) && path.charCodeAt(base.length) === 0x2f)) continue;
      const match = router.match(base === '' ? path : path.slice(base.length));
      if (match !== undefined) return { basePath: base, match };
    }
    return undefined;
  };
}
