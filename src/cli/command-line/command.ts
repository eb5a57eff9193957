/**
 * What a command is, as data: `--help`, the check for unknown options and the README's tables are all derived from it,
 * so that a command can be described without loading the rooms it needs to run.
 */
export interface CommandSpec {
  readonly name: string;
  /** One line for the overview, without a full stop. */
  readonly summary: string;
  readonly positionals: readonly PositionalSpec[];
  readonly options: readonly OptionSpec[];
  /** What each exit code means, in ascending order. */
  readonly exitCodes: readonly (readonly [code: number, meaning: string])[];
  /** Whole command lines, shown below the options. */
  readonly examples: readonly string[];
}

/** An argument that is recognised by its place. */
export interface PositionalSpec {
  /** Upper case, for example `URL`. */
  readonly name: string;
  readonly required: boolean;
  readonly description: string;
}

/** One `--option` of a command. */
export interface OptionSpec {
  /** Without the dashes, for example `log-format`. */
  readonly name: string;
  /** What stands for the value in the help (`PORT`, `pretty|json`); left out for a flag. */
  readonly value?: string;
  /** True when the option may be given several times. */
  readonly multiple?: boolean;
  readonly description: string;
  /** The default as shown in the help. */
  readonly default?: string;
  /** The environment variable that is read when the option is absent. */
  readonly env?: string;
}

/** A parsed command line: known options only, required positionals present. */
export interface Invocation {
  readonly positionals: readonly string[];
  /** The option's value (the last one when it was repeated), or undefined when it is absent. */
  value(name: string): string | undefined;
  /** Every value of an option with `multiple`, in order. */
  values(name: string): readonly string[];
  flag(name: string): boolean;
}

/** What a command may touch of the process around it. */
export interface CommandIo {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** True when standard output takes ANSI colours (see `wantsColor`). */
  readonly color: boolean;
  /** True when standard error is a terminal, where a line can be written over. */
  readonly terminal?: boolean;
  /** Writes to standard output as it is; a line needs its own newline. */
  out(text: string): void;
  /** Writes to standard error as it is; a line needs its own newline. */
  err(text: string): void;
}

/**
 * Runs a command.
 *
 * @returns the exit code
 * @throws {@link UsageError} when the command line cannot be used; `main` prints its message and exits with 2
 */
export type RunCommand = (invocation: Invocation, io: CommandIo) => Promise<number>;

/** A command line that cannot be used. The message says what is wrong and what to do instead. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
