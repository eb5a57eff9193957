import type { Spec } from '../../openapi/model/model';

/**
 * Cites a standard in the version that the document keeps to. The checks cite OpenAPI 3.1, whose sections 4.8 are the sections 4.7
 * of 3.0; schemas of 3.0 are of OpenAPI itself, not of JSON Schema 2020-12.
 *
 * @param basis - sections separated by `; `
 * @example cite({ version: '3.0.3' }, 'OpenAPI 3.1, section 4.8.24; JSON Schema 2020-12') // 'OpenAPI 3.0, section 4.7.24'
 */
export function cite({ version }: Pick<Spec, 'version'>, basis: string): string {
  if (!version.startsWith('3.0')) return basis;
  const cited = basis.split('; ').map((part) => {
    if (part.startsWith('JSON Schema')) return 'OpenAPI 3.0, section 4.7.24';
    return part.replace(/^OpenAPI 3\.1, sections? 4\.8\.(\d+)(\.\d+)*/, 'OpenAPI 3.0, section 4.7.$1');
  });
  return [...new Set(cited)].join('; ');
}
