import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * The path of a file of this package. The package's folder is the nearest one with a manifest, so that it is the same for the
 * sources, for what is compiled from them, and for the program that is bundled from that.
 *
 * @param path - relative to the package's folder
 * @example packageFile('spec/admin.yaml')
 */
export function packageFile(path: string): string {
  return join(packageFolder, path);
}

/** Reads a JSON file of this package, which is sound. */
export function readPackageJson<T>(path: string): T {
  return JSON.parse(readFileSync(packageFile(path), 'utf8')) as T;
}

const packageFolder = findPackageFolder(__dirname);

function findPackageFolder(folder: string): string {
  const parent = dirname(folder);
  return existsSync(join(folder, 'package.json')) || parent === folder ? folder : findPackageFolder(parent);
}

/** The document that ships with the package. */
export const SHIPPED_SPEC = packageFile('spec/contact-points.yaml');
