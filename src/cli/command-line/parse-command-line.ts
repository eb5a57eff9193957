import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import {
  type CommandIo,
  type CommandSpec,
  type ConfigValues,
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
  const { positionals: given, texts } = argumentsOf(spec, args);
  const config = configOf(spec, texts, env);
  const positionals = spec.positionals.flatMap(({ name }, index) =>
    index < given.length ? [] : (config?.texts.get(name.toLowerCase())?.texts ?? []),
  );
  checkPositionals(spec, [...given, ...positionals]);
  const values = Object.entries(spec.options).map(([name, { read }]): [string, unknown] => {
    const own = texts.get(name);
    if (own !== undefined) return [name, read(own, `--${name}`)];
    const fromEnv = environmentOf(spec, name, env);
    if (fromEnv !== undefined) return [name, read(fromEnv.texts, `${fromEnv.variable} (environment)`)];
    const fromConfig = config?.texts.get(name);
    return [name, read(fromConfig?.texts ?? [], fromConfig?.source ?? `--${name}`)];
  });
  return {
    positionals: [...given, ...positionals],
    options: Object.fromEntries(values) as OptionValues<Options>,
    settings: config?.settings ?? {},
    given: (name) => texts.has(String(name)),
    texts,
  };
}

interface FromEnvironment {
  readonly variable: string;
  readonly texts: readonly string[];
}

/**
 * Reads the environment variable of an option. A flag is `true` or `false` there, and the values of one that may be repeated stand
 * on lines of their own.
 *
 * @returns undefined when there is none, or an empty one
 */
function environmentOf(spec: CommandSpec, name: string, env: CommandIo['env']): FromEnvironment | undefined {
  const { argument, multiple, env: own = '' } = spec.options[name]!;
  const derived = spec.environment && spec.environment + name.toUpperCase().replaceAll('-', '_');
  const variable = derived && env[derived] ? derived : own;
  const text = env[variable];
  if (!text) return undefined;
  if (argument !== undefined) return { variable, texts: multiple ? text.split('\n').filter(Boolean) : [text] };
  if (!/^(true|false|1|0)$/i.test(text)) {
    throw refusal(spec, `${variable} (environment) must be true or false, not "${text}".`);
  }
  return { variable, texts: /^(true|1)$/i.test(text) ? [''] : [] };
}

// What reads the file is loaded where there is one.
function configOf(
  spec: CommandSpec,
  texts: ReadonlyMap<string, readonly string[]>,
  env: CommandIo['env'],
): ConfigValues | undefined {
  if (spec.options.config === undefined) return undefined;
  const given = (name: string): string | undefined =>
    (texts.get(name) ?? environmentOf(spec, name, env)?.texts)?.at(-1);
  const file = given('config') ?? CONFIG_NAMES.find((name) => existsSync(name));
  const profile = given('profile');
  if (file === undefined) {
    if (profile === undefined) return undefined;
    throw refusal(spec, `--profile ${profile} needs a configuration file; there is no ${CONFIG_NAMES[0]} here.`);
  }
  const { readConfig } = require('./config-file') as typeof import('./config-file');
  return readConfig(file, spec, profile, env);
}

/** The names of the configuration file of a folder. */
const CONFIG_NAMES = ['yaml', 'yml', 'json'].map((ending) => `contact-points.config.${ending}`);

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
