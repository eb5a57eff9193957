import type { Spec } from '../../openapi/model/model';

/** The place at which clients ask for tokens. */
export interface TokenPath {
  /** As the document's `tokenUrl` says, without scheme and host. */
  readonly path: string;
  /** The scopes that the document declares. */
  readonly scopes: readonly string[];
}

/**
 * Finds the token endpoints of a document: the `tokenUrl` of each OAuth 2 client credentials flow (OpenAPI 3.1, section
 * 4.8.29), whatever its host, at the root and below each base path.
 *
 * @param basePath - when given, the only base path besides the root
 */
export function tokenPaths(spec: Spec, basePath: string | undefined): TokenPath[] {
  const bases = ['', ...(basePath === undefined ? spec.servers.map((server) => server.basePath) : [basePath])];
  return Object.values(spec.securitySchemes).flatMap((scheme) => {
    const flow = scheme.type === 'oauth2' ? scheme.flows.clientCredentials : undefined;
    if (flow === undefined) return [];
    const scopes = Object.keys(flow.scopes ?? {});
    const path = pathOf(flow.tokenUrl);
    return [...new Set(bases)].map((base) => ({ path: base + path, scopes }));
  });
}

function pathOf(url: string): string {
  try {
    return new URL(url, 'http://mock/').pathname;
  } catch {
    return url;
  }
}
