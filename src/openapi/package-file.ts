import { join } from 'node:path';

/**
 * The path of a file of this package. It is the same for the sources, for what is compiled from them, and for the program that is
 * bundled from that: all stand two folders below the package.
 *
 * @param path - relative to the package's folder
 * @example packageFile('spec/admin.yaml')
 */
export function packageFile(path: string): string {
  return join(__dirname, '../..', path);
}
