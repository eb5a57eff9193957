import { parseArgs } from 'node:util';
import {
  type CommandIo,
  type CommandSpec,
  type Invocation,
  type OptionSpec,
  type OptionTable,
  type OptionValues,
  UsageError,
} from './command';
import { PROGRAM } from './help';

/**
 * Reads the arguments after a command's name. Options may stand anywhere; `--` ends them.
 *
 * @param args - the arguments after the command's name
 * @param env - the environment
 * @throws {@link UsageError} for an unknown option, a missing value, a value for a flag, a wrong number of positionals, and a
 * value that its option cannot use
 */
export function parseCommandLine<Options extends OptionTable>(
  spec: CommandSpec<Options>,
  args: readonly string[],
  env: CommandIo['env'],
): Invocation<Options> {
  const { positionals, texts } = argumentsOf(spec, args);
  const values = Object.entries(spec.options).map(([name, { env: variable = '', read }]): [string, unknown] => {
    const given = texts.get(name);
    const fromEnv = env[variable];
    if (given === undefined && fromEnv) return [name, read([fromEnv], `${variable} (environment)`)];
    return [name, read(given ?? [], `--${name}`)];
  });
  return {
    positionals,
    options: Object.fromEntries(values) as OptionValues<Options>,
    given: (name) => texts.has(String(name)),
    texts,
  };
}

interface Arguments {
  readonly positionals: readonly string[];
  readonly texts: ReadonlyMap<string, readonly string[]>;
}

function argumentsOf(spec: CommandSpec, args: readonly string[]): Arguments {
  const types = Object.entries(spec.options).map(([name, { argument }]) => {
    return [name, { type: argument === undefined ? ('boolean' as const) : ('string' as const) }];
  });
  const { tokens } = parseArgs({
    args: [...args],
    options: Object.fromEntries(types),
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const texts = new Map<string, string[]>();
  const positionals: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') positionals.push(token.value);
    if (token.kind !== 'option') continue;
    const { name } = token;
    const option = Object.hasOwn(spec.options, name) ? spec.options[name] : undefined;
    if (option === undefined) throw unknownOption(spec, token.rawName);
    const value = textOf(spec, name, option, token.value, token.inlineValue === true);
    texts.set(name, [...(texts.get(name) ?? []), value]);
  }
  checkPositionals(spec, positionals);
  return { positionals, texts };
}

function textOf(
  spec: CommandSpec,
  name: string,
  { argument }: OptionSpec,
  value: string | undefined,
  isInline: boolean,
): string {
  if (argument === undefined) {
    if (isInline) throw refusal(spec, `--${name} takes no value. Write --${name} alone.`);
    return '';
  }
  // `--token --quiet` is a value that was forgotten.
  if (value === undefined || (!isInline && /^--?[a-z]/.test(value))) {
    throw refusal(spec, `--${name} needs a value. Write --${name} ${argument}.`);
  }
  return value;
}

/** Finds the name that was probably meant. What compares names is loaded for mistakes only. */
export function suggestName(name: string, names: readonly string[]): string | undefined {
  const { nearestName } =
    require('../../openapi/operations/nearest-name') as typeof import('../../openapi/operations/nearest-name');
  return nearestName(name, names);
}

function unknownOption(spec: CommandSpec, rawName: string): UsageError {
  const guess = suggestName(rawName, [...Object.keys(spec.options).map((name) => `--${name}`), '--help']);
  const hint = guess === undefined ? '' : ` Did you mean ${guess}?`;
  return refusal(spec, `Unknown option ${rawName} for ${spec.name}.${hint}`);
}

function checkPositionals(spec: CommandSpec, positionals: readonly string[]): void {
  const missing = spec.positionals.find(({ required }, index) => required && positionals[index] === undefined);
  if (missing !== undefined) {
    const reason = missing.help.charAt(0).toLowerCase() + missing.help.slice(1);
    throw refusal(spec, `${spec.name} needs ${missing.name}: ${reason}.`);
  }
  const surplus = positionals[spec.positionals.length];
  if (surplus !== undefined) {
    const hint = spec.positionals.length === 0 ? 'It takes options only.' : 'Quote a value that contains spaces.';
    throw refusal(spec, `${spec.name} does not know what to do with "${surplus}". ${hint}`);
  }
}

function refusal({ name }: CommandSpec, message: string): UsageError {
  return new UsageError(`${message}\n${PROGRAM} ${name} --help shows all options.`);
}
