import { runCommandLine } from './run-command-line';

/** Result of a command line: its exit code, and what it wrote. */
export interface LineResult {
  readonly code: number;
  readonly out: string;
  readonly err: string;
  /** Both of them, standard output first. */
  readonly all: string;
}

/** Runs a command line as a process would, without one. */
export async function runLine(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  terminal = false,
): Promise<LineResult> {
  const written = { out: '', err: '' };
  const io = {
    ...{ env, terminal, color: false },
    out: (text: string) => {
      written.out += text;
    },
    err: (text: string) => {
      written.err += text;
    },
  };
  const code = await runCommandLine(args, io);
  return { code, ...written, all: written.out + written.err };
}
