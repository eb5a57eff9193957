import { basename, relative } from 'node:path';
import type { CommandIo } from './command-line/command';
import { PROGRAM } from './command-line/help';

/** Creates the output and environment of a command from those of the process. */
export function createProcessIo({ argv, cwd, env, stdout, stderr }: NodeJS.Process): CommandIo {
  // The reader of our output may stop reading (`contact-points serve | head -1`); that is no reason to fall over.
  for (const stream of [stdout, stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
  }
  return {
    typed: typedProgram(argv[1] ?? '', cwd(), env),
    env,
    color: wantsColor(env, stdout.isTTY === true),
    terminal: stderr.isTTY === true,
    out: (text) => void stdout.write(text),
    err: (text) => void stderr.write(text),
  };
}

/**
 * Finds what was typed to start the program, so that a line that is shown can be copied: npx where a package brings the program,
 * which no shell finds then.
 *
 * @param script - the file that runs, as Node.js was given it
 * @example typedProgram('/home/me/app/node_modules/.bin/contact-points', '/home/me/app', {}) // ['npx', 'contact-points-kit']
 */
export function typedProgram(script: string, folder: string, env: CommandIo['env']): readonly string[] {
  const isNear = script.startsWith(folder) || env.npm_command !== undefined;
  // By the name of the package: where it is not installed, npx would install a stranger of the program's name.
  if (/[\\/]node_modules[\\/]/.test(script)) return isNear ? ['npx', 'contact-points-kit'] : [PROGRAM];
  if (basename(script) === PROGRAM) return [PROGRAM];
  return ['node', relative(folder, script)];
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
