import type { PathEntry, Spec } from '../../openapi/model/model';
import { createRouter, type RouteMatch } from '../../openapi/operations/router';

/** A path of the document, and the base path under which it was asked for. */
export interface BasedMatch {
  readonly basePath: string;
  readonly match: RouteMatch;
}

/** Finds the entry of `paths` for a path as it was sent. */
export type BasedRouter = (path: string) => BasedMatch | undefined;

/**
 * Creates a router that also serves the document below the path of each of its `servers`, and a path below those of its own.
 *
 * @param basePath - when given, the only base path: with a leading and without a trailing slash, or `''`
 */
export function createBasedRouter(spec: Pick<Spec, 'paths' | 'servers'>, basePath: string | undefined): BasedRouter {
  const general = createRouter(spec);
  const routers = new Map(generalBases(spec, basePath).map((base) => [base, general]));
  if (basePath === undefined) {
    for (const [base, paths] of ownPaths(spec)) if (!routers.has(base)) routers.set(base, createRouter({ paths }));
  }
  // The longest first: what stands below a base path is meant by it.
  const based = [...routers].sort(([a], [b]) => b.length - a.length);
  return (path) => {
    for (const [base, router] of based) {
      if (base !== '' && !(path.startsWith(base) && path.charCodeAt(base.length) === 0x2f)) continue;
      const match = router.match(base === '' ? path : path.slice(base.length));
      if (match !== undefined) return { basePath: base, match };
    }
    return undefined;
  };
}

function generalBases({ servers }: Pick<Spec, 'servers'>, basePath: string | undefined): string[] {
  return basePath === undefined ? ['', ...servers.map((server) => server.basePath)] : [basePath];
}

/** The paths that have servers of their own, by base path. */
function ownPaths({ paths }: Pick<Spec, 'paths'>): ReadonlyMap<string, readonly PathEntry[]> {
  const own = new Map<string, PathEntry[]>();
  for (const entry of paths) {
    const servers = [...entry.operations.values()].flatMap((operation) => operation.servers ?? []);
    for (const base of new Set(servers.map((server) => server.basePath)))
      own.set(base, [...(own.get(base) ?? []), entry]);
  }
  return own;
}
