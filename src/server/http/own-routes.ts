import type { Spec } from '../../openapi/model/model';

/** The path that tells if the server can answer requests now; `/healthz` tells that it runs. */
export const READY_PATH = '/readyz';

/** A path that the server answers itself, outside of the document. */
export interface OwnRoute {
  readonly path: string;
  readonly mediaType: string;
  /**
   * Makes the body.
   *
   * @param prefix - what the path was preceded by: `''`, or the session's segment such as `/~anna`
   */
  readonly body: (spec: Described, prefix: string) => string;
}

/** The document that the routes serve. */
type Described = Pick<Spec, 'document' | 'paths'> & Partial<Pick<Spec, 'servers' | 'written'>>;

/**
 * Lists what the server may answer besides the document: its health, and the document itself.
 *
 * @param toYaml - writes a JSON value as YAML
 */
export function ownRoutes(toYaml: (value: unknown) => string): OwnRoute[] {
  return [
    { path: '/healthz', mediaType: 'application/json', body: () => '{"status":"ok"}' },
    {
      path: '/openapi.json',
      mediaType: 'application/json',
      body: (spec, prefix) => JSON.stringify(servedDocument(spec, prefix), null, 2),
    },
    {
      path: '/openapi.yaml',
      mediaType: 'application/yaml',
      body: (spec, prefix) => toYaml(servedDocument(spec, prefix)),
    },
  ];
}

/** Tells if the document describes a path of the server's own, which is then left to it. */
export function isDescribed({ paths }: Pick<Described, 'paths'>, path: string): boolean {
  return paths.some(({ template }) => template.source === path);
}

/**
 * The document as served, in the version in which it was written. A session that is part of the path is part of the servers:
 * pages made from the document stay in the session.
 */
function servedDocument({ document, written, servers = [] }: Described, prefix: string): unknown {
  const own = written?.() ?? document;
  if (prefix === '') return own;
  const basePaths = new Set(['', ...servers.map(({ basePath }) => basePath)]);
  const { host: _, ...swagger } = own as { swagger?: unknown; host?: unknown };
  if (swagger.swagger !== undefined) return { ...swagger, basePath: prefix + [...basePaths].at(-1) };
  return { ...own, servers: [...basePaths].map((basePath) => ({ url: prefix + basePath })) };
}
