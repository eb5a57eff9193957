import type { ServeSettings } from './serve-settings';

/**
 * Tells who controls a mock that others than this machine can reach.
 *
 * @returns a line, or none when there is nothing to tell
 */
export function describeControl({ host, control }: Pick<ServeSettings, 'host' | 'control'>): string[] {
  const isOpen = control.admin !== undefined && control.admin.token === undefined;
  if (!isOpen || /^(127\.|::1$|localhost$)/i.test(host)) return [];
  return ['Whoever reaches this port controls the mock below /__admin; --admin-token asks for a token.'];
}
