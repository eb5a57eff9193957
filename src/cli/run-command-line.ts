import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type CommandIo,
  type CommandSpec,
  type OptionTable,
  type RunCommand,
  UsageError,
} from './command-line/command';
import { commandHelp, overviewHelp, PROGRAM } from './command-line/help';
import { parseCommandLine, suggestName } from './command-line/parse-command-line';

/** Exit code of a fault of ours (`EX_SOFTWARE` of sysexits.h), apart from what a user can mend. */
const INTERNAL_ERROR = 70;

/** Exit code of a command line, document or fixture that cannot be used. */
const UNUSABLE = 2;

/** A command: each part of it is loaded when it is needed, so that no command waits for the rooms of another. */
interface Command {
  readonly name: string;
  readonly spec: () => CommandSpec;
  readonly run: (args: readonly string[], io: CommandIo) => Promise<number>;
}

/** Every command, in the order of the help. The first one runs when none is named. */
export const commands: readonly [Command, ...Command[]] = [
  command(
    'serve',
    () => (require('./serve/serve-command') as typeof import('./serve/serve-command')).serveCommand,
    () => (require('./serve/run-serve') as typeof import('./serve/run-serve')).runServe,
  ),
  command(
    'verify',
    () => (require('./verify/verify-command') as typeof import('./verify/verify-command')).verifyCommand,
    () => (require('./verify/run-verify') as typeof import('./verify/run-verify')).runVerify,
  ),
  command(
    'drifts',
    () => (require('./drifts/drifts-command') as typeof import('./drifts/drifts-command')).driftsCommand,
    () => (require('./drifts/run-drifts') as typeof import('./drifts/run-drifts')).runDrifts,
  ),
  command(
    'check',
    () => (require('./check/check-command') as typeof import('./check/check-command')).checkCommand,
    () => (require('./check/run-check') as typeof import('./check/run-check')).runCheck,
  ),
  command(
    'mcp',
    () => (require('./mcp/mcp-command') as typeof import('./mcp/mcp-command')).mcpCommand,
    () => (require('./mcp/run-mcp') as typeof import('./mcp/run-mcp')).runMcp,
  ),
];

function command<Options extends OptionTable>(
  name: string,
  spec: () => CommandSpec<Options>,
  load: () => RunCommand<CommandSpec<Options>>,
): Command {
  const run = (args: readonly string[], io: CommandIo): Promise<number> => {
    const invocation = parseCommandLine(spec(), args, io.env);
    return load()(invocation, io);
  };
  return { name, spec, run };
}

/**
 * Runs a whole command line: finds the command, reads its options, runs it, and tells its errors in a sentence.
 *
 * @param args - the arguments after the program's name
 * @param io - the process around it
 * @returns the exit code; never rejects
 */
export async function runCommandLine(args: readonly string[], io: CommandIo): Promise<number> {
  try {
    return await dispatch(args, io);
  } catch (error) {
    if (error instanceof UsageError) {
      io.err(`${PROGRAM}: ${error.message}\n`);
      return UNUSABLE;
    }
    const { message, stack } = error instanceof Error ? error : new Error(String(error));
    const details = io.env.DEBUG ? stack : 'Run it again with DEBUG=1 for the details, and please report it.';
    io.err(`${PROGRAM}: internal error: ${message}\n${details}\n`);
    return INTERNAL_ERROR;
  }
}

async function dispatch(args: readonly string[], io: CommandIo): Promise<number> {
  const [first = '', ...rest] = args;
  if (first === '--version' || first === '-v') return print(io, `${version()}\n`);
  if (first === 'help' && rest.length > 0) return print(io, commandHelp(commandNamed(rest[0]!).spec()));
  if (['help', '--help', '-h'].includes(first)) return print(io, overviewHelp(commands.map(({ spec }) => spec())));
  const named = first !== '' && !first.startsWith('-');
  const chosen = named ? commandNamed(first) : commands[0];
  const own = named ? rest : args;
  const options = own.includes('--') ? own.slice(0, own.indexOf('--')) : own;
  if (options.includes('--help') || options.includes('-h')) return print(io, commandHelp(chosen.spec()));
  return chosen.run(own, io);
}

function commandNamed(name: string): Command {
  const found = commands.find((each) => each.name === name);
  if (found !== undefined) return found;
  const names = commands.map((each) => each.name);
  const guess = suggestName(name, names);
  const hint = guess === undefined ? `The commands are ${names.join(', ')}.` : `Did you mean ${guess}?`;
  throw new UsageError(`Unknown command "${name}". ${hint}\n${PROGRAM} --help shows what there is.`);
}

/** Reads the package's version; the same place serves the sources and the build. */
function version(): string {
  const manifest: unknown = JSON.parse(readFileSync(join(__dirname, '../../package.json'), 'utf8'));
  return (manifest as { version: string }).version;
}

function print(io: CommandIo, text: string): number {
  io.out(text);
  return 0;
}
