import type { ServeSettings } from './serve-settings';

/**
 * Tells where the mock can be looked at.
 *
 * @param url - where the server is reached
 * @returns a line, or none when it has no pages
 */
export function describePages({ control }: Pick<ServeSettings, 'control'>, url: string): string[] {
  return control.admin === undefined ? [] : [`Inspector ${url}/__admin/ · API reference ${url}/docs/`];
}
