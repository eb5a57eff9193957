/**
 * Whether output is to have ANSI colours: on a terminal, unless `NO_COLOR` is set (no-color.org) or the terminal is dumb;
 * `FORCE_COLOR` (force-color.org) decides for itself, `0` and `false` being no.
 *
 * @example wantsColor({ FORCE_COLOR: '1' }, false) // true
 */
export function wantsColor(env: Readonly<Record<string, string | undefined>>, isTerminal: boolean): boolean {
  const { FORCE_COLOR, NO_COLOR, TERM } = env;
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== '') return !['0', 'false'].includes(FORCE_COLOR);
  return isTerminal && !NO_COLOR && TERM !== 'dumb';
}
