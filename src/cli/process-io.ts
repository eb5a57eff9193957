import type { CommandIo } from './command-line/command';

/** Creates the output and environment of a command from those of the process. */
export function createProcessIo({ env, stdout, stderr }: NodeJS.Process): CommandIo {
  // The reader of our output may stop reading (`contact-points serve | head -1`); that is no reason to fall over.
  for (const stream of [stdout, stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
  }
  return {
    env,
    color: wantsColor(env, stdout.isTTY === true),
    terminal: stderr.isTTY === true,
    out: (text) => void stdout.write(text),
    err: (text) => void stderr.write(text),
  };
}

/**
 * Decides if output has ANSI colours: on a terminal, unless `NO_COLOR` is set (no-color.org) or the terminal is dumb;
 * `FORCE_COLOR` (force-color.org) decides for itself, `0` and `false` being no.
 *
 * @example wantsColor({ FORCE_COLOR: '1' }, false) // true
 */
export function wantsColor(env: CommandIo['env'], isTerminal: boolean): boolean {
  const { FORCE_COLOR, NO_COLOR, TERM } = env;
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== '') return !['0', 'false'].includes(FORCE_COLOR);
  return isTerminal && !NO_COLOR && TERM !== 'dumb';
}
