import type { OpenAPIV3_1 } from 'openapi-types';
import type { Server } from '../model/model';

/**
 * Reads `servers` (OpenAPI 3.1, section 4.8.5): variables are replaced by their defaults. A document without servers has
 * one at the root.
 *
 * @example readServers({ servers: [{ url: 'https://{region}.example.org/v1/', variables: { region: { default: 'eu' } } }] })
 * // [{ url: 'https://eu.example.org/v1/', basePath: '/v1' }]
 */
export function readServers(document: Pick<OpenAPIV3_1.Document, 'servers'>): Server[] {
  const servers = document.servers?.length ? document.servers : [{ url: '/' }];
  return servers.map(({ url, variables }) => {
    const expanded = url.replace(/\{([^{}]*)\}/g, (whole, name: string) => variables?.[name]?.default ?? whole);
    return { url: expanded, basePath: basePathOf(expanded) };
  });
}

// A relative URL stands for one relative to where the document is served, which is the root.
function basePathOf(url: string): string {
  const path = url
    .replace(/^[a-z][a-z0-9+.-]*:/i, '')
    .replace(/^\/\/[^/?#]*/, '')
    .replace(/[?#].*$/s, '');
  const trimmed = path.replace(/^(?:\.\/|\/)*/, '').replace(/\/+$/, '');
  return trimmed === '' || trimmed === '.' ? '' : `/${trimmed}`;
}
