import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Reads the package's version; the same place serves the sources and the build. */
export function version(): string {
  const manifest: unknown = JSON.parse(readFileSync(join(__dirname, '../../package.json'), 'utf8'));
  return (manifest as { version: string }).version;
}
