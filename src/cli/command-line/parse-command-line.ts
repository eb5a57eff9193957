import { parseArgs } from 'node:util';
import { type CommandSpec, type Invocation, type OptionSpec, UsageError } from './command';
import { nearest } from './nearest';

/**
 * Parses the arguments after a command's name. Options may stand anywhere; `--` ends them.
 *
 * @param spec - the command
 * @param args - the arguments after its name
 * @returns options and positionals, checked against the spec's names; their values are the command's business
 * @throws {@link UsageError} for an unknown option, a missing value, a value for a flag, or a wrong number of positionals
 */
export function parseCommandLine(spec: CommandSpec, args: readonly string[]): Invocation {
  const { tokens } = parseArgs({
    args: [...args],
    options: Object.fromEntries(spec.options.map((option) => [option.name, parserOption(option)])),
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const given = new Map<string, string[]>();
  const positionals: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') positionals.push(token.value);
    if (token.kind !== 'option') continue;
    const option = spec.options.find((candidate) => candidate.name === token.name);
    if (option === undefined) throw unknownOption(spec, token.rawName);
    const value = optionValue(option, token.value, token.inlineValue === true);
    given.set(option.name, [...(given.get(option.name) ?? []), value]);
  }
  checkPositionals(spec, positionals);
  return {
    positionals,
    value: (name) => given.get(name)?.at(-1),
    values: (name) => given.get(name) ?? [],
    flag: (name) => given.has(name),
  };
}

function parserOption(option: OptionSpec): { type: 'string' | 'boolean' } {
  return { type: option.value === undefined ? 'boolean' : 'string' };
}

function optionValue(option: OptionSpec, value: string | undefined, inline: boolean): string {
  const { name, value: placeholder } = option;
  if (placeholder === undefined) {
    if (inline) throw new UsageError(`--${name} takes no value. Write --${name} alone.`);
    return '';
  }
  if (value === undefined || (!inline && /^--?[a-z]/.test(value))) {
    throw new UsageError(`--${name} needs a value. Write --${name} ${placeholder}.`);
  }
  return value;
}

function unknownOption(spec: CommandSpec, rawName: string): UsageError {
  const known = spec.options.map((option) => `--${option.name}`);
  const guess = nearest(rawName, [...known, '--help']);
  const hint = guess === undefined ? '' : ` Did you mean ${guess}?`;
  return new UsageError(`Unknown option ${rawName} for ${spec.name}.${hint}`);
}

function checkPositionals(spec: CommandSpec, positionals: readonly string[]): void {
  const missing = spec.positionals.find((positional, index) => positional.required && positionals[index] === undefined);
  if (missing !== undefined) {
    const reason = missing.description.charAt(0).toLowerCase() + missing.description.slice(1);
    throw new UsageError(`${spec.name} needs ${missing.name}: ${reason}.`);
  }
  const surplus = positionals[spec.positionals.length];
  if (surplus !== undefined) {
    const hint = spec.positionals.length === 0 ? 'It takes options only.' : 'Quote a value that contains spaces.';
    throw new UsageError(`${spec.name} does not know what to do with "${surplus}". ${hint}`);
  }
}
