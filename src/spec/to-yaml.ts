import { stringify } from 'yaml';

/**
 * Writes a JSON value as YAML 1.2, block style, without anchors or line folding.
 *
 * @param value - the value, for example a whole document
 * @returns the text, ending in a newline
 * @example toYaml({ openapi: '3.1.1' }) // 'openapi: 3.1.1\n'
 */
export function toYaml(value: unknown): string {
  return stringify(value, { aliasDuplicateObjects: false, lineWidth: 0 });
}
