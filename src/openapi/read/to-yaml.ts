import { stringify } from 'yaml';

/**
 * Writes plain JSON values as YAML 1.2, without anchors and without folding long lines.
 *
 * @example toYaml({ openapi: '3.1.0' }) // 'openapi: 3.1.0\n'
 */
export function toYaml(value: unknown): string {
  return stringify(value, { aliasDuplicateObjects: false, lineWidth: 0 });
}
