import type { CommandSpec, OptionSpec } from './command';

/** The name that the package puts on the path. */
export const PROGRAM = 'contact-points';

const WIDTH = 100;

/**
 * Writes the overview of all commands.
 *
 * @param commands - in the order in which they are shown
 */
export function overviewHelp(commands: readonly CommandSpec[]): string {
  const rows = commands.map((command): Row => [usageOf(command), `${command.summary}.`]);
  const general: Row[] = [
    ['--help', 'Show this, or the options of a command.'],
    ['--version', 'Show the version.'],
  ];
  return [
    'A stateful mock server and a contract suite for any OpenAPI document.',
    `Usage: ${PROGRAM} COMMAND [OPTIONS]; without a command: serve`,
    `Commands:\n${table(rows)}`,
    `Options:\n${table(general)}`,
    `${PROGRAM} COMMAND --help shows the options of a command.\n`,
  ].join('\n\n');
}

/**
 * Writes the help of one command.
 *
 * @param command - what it is about
 */
export function commandHelp(command: CommandSpec): string {
  const sections = [`${command.summary}.`, `Usage: ${PROGRAM} ${usageOf(command)}`];
  if (command.positionals.length > 0) {
    sections.push(`Arguments:\n${table(command.positionals.map(({ name, help }) => [name, `${help}.`]))}`);
  }
  const options = Object.entries(command.options).map(
    ([name, option]): Row => [optionSyntax(name, option), optionText(option)],
  );
  sections.push(`Options:\n${table([...options, HELP_ROW])}`);
  if (command.environment !== undefined) sections.push(environmentText(command.environment));
  sections.push(`Exit codes:\n${table(command.exitCodes.map(([code, meaning]) => [String(code), `${meaning}.`]))}`);
  sections.push(`Examples:\n${command.examples.map((example) => `  ${example}`).join('\n')}\n`);
  return sections.join('\n\n');
}

/**
 * Writes an option as it is typed.
 *
 * @example optionSyntax('port', { argument: 'PORT', ... }) // '--port PORT'
 */
export function optionSyntax(name: string, { argument }: OptionSpec): string {
  return argument === undefined ? `--${name}` : `--${name} ${argument}`;
}

/** Describes an option with its default and its environment variable. */
export function optionText({ help, absent, env, multiple }: OptionSpec): string {
  const notes = [
    multiple ? 'repeatable' : '',
    absent === undefined ? '' : `default: ${absent}`,
    env === undefined ? '' : `env: ${env}`,
  ].filter((note) => note !== '');
  return notes.length === 0 ? `${help}.` : `${help} (${notes.join(', ')}).`;
}

/** Explains the environment variables that all options of a command have. */
function environmentText(prefix: string): string {
  return wrap(
    `Each option may stand in the environment instead: --max-sessions is ${prefix}MAX_SESSIONS. An option without a value is true or ` +
      'false there; several values stand on lines of their own.',
    WIDTH,
  ).join('\n');
}

type Row = readonly [left: string, right: string];

const HELP_ROW: Row = ['--help', 'Show this.'];

function usageOf(command: CommandSpec): string {
  const positionals = command.positionals.map(({ name, required }) => (required ? name : `[${name}]`));
  return [command.name, ...positionals, '[OPTIONS]'].join(' ');
}

function table(rows: readonly Row[]): string {
  const left = Math.max(...rows.map(([text]) => text.length)) + 4;
  return rows
    .map(([name, text]) => `  ${name}`.padEnd(left) + wrap(text, WIDTH - left).join(`\n${' '.repeat(left)}`))
    .join('\n');
}

function wrap(text: string, width: number): string[] {
  const lines = [''];
  for (const word of text.split(' ')) {
    const line = lines.at(-1)!;
    if (line === '') lines[lines.length - 1] = word;
    else if (line.length + 1 + word.length <= width) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines;
}
