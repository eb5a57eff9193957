import type { JsonObject, JsonValue } from '../../json-schema/model/json-schema';

/**
 * A command as data: `--help`, the reading of its options, the check for unknown ones and the tables of docs/options.md are all
 * derived from it.
 */
export interface CommandSpec<Options extends OptionTable = OptionTable> {
  readonly name: string;
  /** One line for the overview, without a full stop. */
  readonly summary: string;
  readonly positionals: readonly PositionalSpec[];
  /** The options by their names without the dashes, in the order of the help. */
  readonly options: Options;
  /** The beginning of the environment variable that each option has: `CONTACT_POINTS_` makes `CONTACT_POINTS_MAX_SESSIONS`. */
  readonly environment?: string;
  /** Settings of a configuration file that are no options: their JSON Schemas by name. */
  readonly settings?: Readonly<Record<string, JsonObject>>;
  /** The exit codes with their meanings, in ascending order. */
  readonly exitCodes: readonly (readonly [code: number, meaning: string])[];
  /** Whole command lines, shown below the options. */
  readonly examples: readonly string[];
}

/** An argument that is recognised by its place. */
export interface PositionalSpec {
  /** Upper case, for example `URL`. */
  readonly name: string;
  readonly required: boolean;
  readonly help: string;
}

/** One `--option` of a command; made with {@link flag}, {@link option} or {@link list}. */
export interface OptionSpec<Value = unknown> extends OptionHelp {
  /** True when the option may be given several times. */
  readonly multiple: boolean;
  /** Makes the value from the texts on the command line, or from the environment's one; none when there are neither. */
  readonly read: (texts: readonly string[], source: string) => Value;
}

/** The part of an option that its help shows. */
export interface OptionHelp {
  /** The name of the value in the help (`PORT`, `pretty|json`); left out for a flag. */
  readonly argument?: string;
  readonly help: string;
  /** The default in words, where it is no value, or not one of the command line's. */
  readonly absent?: string;
  /** True when the value is never written into a report. */
  readonly secret?: true;
  /** The environment variable that is read when the option is absent; an empty one counts as absent. */
  readonly env?: string;
}

/**
 * Reads a value as typed.
 *
 * @param source - where it comes from, for messages: `--port`, or `PORT (environment)`
 * @throws {@link UsageError} when it cannot be used
 */
export type ParseValue<Value> = (text: string, source: string) => Value;

/** Options by name, without the dashes. */
export type OptionTable = Readonly<Record<string, OptionSpec>>;

/** The values of a table's options, by the same names. */
export type OptionValues<Options extends OptionTable> = {
  readonly [Name in keyof Options]: Options[Name] extends OptionSpec<infer Value> ? Value : never;
};

/** Describes an option without a value. */
export function flag(help: string): OptionSpec<boolean> {
  return { help, multiple: false, read: (texts) => texts.length > 0 };
}

/** Describes an option with one value, the last one when it is repeated: undefined, or the default, when it is absent. */
export function option<Value>(
  spec: OptionHelp & { readonly argument: string; readonly parse: ParseValue<Value>; readonly default: NoInfer<Value> },
): OptionSpec<Value>;
export function option<Value>(
  spec: OptionHelp & { readonly argument: string; readonly parse: ParseValue<Value> },
): OptionSpec<Value | undefined>;
export function option<Value>({
  parse,
  default: fallback,
  ...help
}: OptionHelp & { readonly parse: ParseValue<Value>; readonly default?: Value }): OptionSpec<Value | undefined> {
  return {
    absent: fallback === undefined ? undefined : String(fallback),
    ...help,
    multiple: false,
    read: (texts, source) => (texts.length === 0 ? fallback : parse(texts.at(-1)!, source)),
  };
}

/** Describes an option that may be given several times; its values stand in the order in which they were given. */
export function list<Value>({
  parse,
  ...help
}: OptionHelp & { readonly argument: string; readonly parse: ParseValue<Value | readonly Value[]> }): OptionSpec<
  readonly Value[]
> {
  return { ...help, multiple: true, read: (texts, source) => texts.flatMap((text) => parse(text, source)) };
}

/** Takes a command as it is, and its options by their names and types. */
export function defineCommand<Options extends OptionTable>(spec: CommandSpec<Options>): CommandSpec<Options> {
  return spec;
}

/** A command line that has been read: known options only, required positionals present. */
export interface Invocation<Options extends OptionTable = OptionTable> {
  readonly positionals: readonly string[];
  readonly options: OptionValues<Options>;
  /** Tells if an option is on the command line itself. */
  given(name: keyof Options): boolean;
  /** Settings of the configuration file that are no options. */
  readonly settings: Readonly<Record<string, JsonValue>>;
  /** Texts of the options on the command line, by their names, as they were given. */
  readonly texts: ReadonlyMap<string, readonly string[]>;
}

/** Contents of a configuration file for one command. */
export interface ConfigValues {
  /** Texts of options, and of positionals by their names in lower case, with their places for messages. */
  readonly texts: ReadonlyMap<string, { readonly texts: readonly string[]; readonly source: string }>;
  /** Settings that are no options. */
  readonly settings: Readonly<Record<string, JsonValue>>;
}

/** The invocation of a command. */
export type InvocationOf<Spec> = Spec extends CommandSpec<infer Options> ? Invocation<Options> : never;

/**
 * Runs a command.
 *
 * @returns the exit code
 * @throws {@link UsageError} when the command line cannot be used; the program prints its message and exits with 2
 */
export type RunCommand<Spec> = (invocation: InvocationOf<Spec>, io: CommandIo) => Promise<number>;

/** The process around a command, as far as it may touch it. */
export interface CommandIo {
  /** Words that a person types to start the program; by default its name alone, as where it is installed. */
  readonly typed?: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  /** True when standard output takes ANSI colours. */
  readonly color: boolean;
  /** True when standard error is a terminal, where a line can be written over. */
  readonly terminal?: boolean;
  /** Writes to standard output as it is; a line needs its own newline. */
  out(text: string): void;
  /** Writes to standard error as it is; a line needs its own newline. */
  err(text: string): void;
}

/** A command line that cannot be used. The message says what is wrong and what to do instead. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Options of every command that reads a configuration file. */
export const CONFIG_OPTIONS = {
  config: option({
    argument: 'FILE',
    help: 'Settings in place of options, YAML or JSON',
    parse: (file: string) => file,
    absent: 'contact-points.config.yaml, .yml or .json of the folder, where there is one',
  }),
  profile: option({
    argument: 'NAME',
    help: 'Put the settings of this profile of the configuration file over the others',
    parse: (name: string) => name,
  }),
};
